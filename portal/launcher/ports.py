"""Free ports on loopback."""

import socket

from portal.launcher.errors import LaunchError

LOOPBACK = "127.0.0.1"


def is_free(port: int) -> bool:
    """Tell whether a server could listen on the loopback port; raises LaunchError when the system forbids it."""
    with socket.socket() as probe:
        # Without this a port that has just been given up counts as taken for a minute.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except PermissionError:
            raise LaunchError(f"Only root may use port {port}: choose one from 1024 up, as in PORT=8090.") from None
        except OSError:
            return False
    return True


def pick(preferred: int, *, tries: int = 20) -> int:
    """Return the first free port of `preferred` and the ones after it, otherwise any free port."""
    for port in range(preferred, preferred + tries):
        if is_free(port):
            return port
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def web_port(asked: str, *, default: int = 8000) -> int:
    """Return the port to serve on: the one asked for, otherwise `default` or the next free one.

    Raises LaunchError when the port asked for is not a port or is taken.
    """
    if not asked:
        return pick(default)
    if not (asked.isascii() and asked.isdigit() and 1 <= int(asked) <= 65535):
        raise LaunchError(f"PORT must be a whole number from 1 to 65535; it is {asked!r}.")
    if not is_free(int(asked)):
        raise LaunchError(f"Port {asked} is taken by another program: stop it or choose another, as in PORT=8090.")
    return int(asked)
