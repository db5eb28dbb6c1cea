"""What the launcher finds and does not start itself: an operator's own stores and the machine's libraries."""

import ctypes
import sys

from portal.launcher.errors import LaunchError

INSTALL_PANGO = "apt-get install libpango-1.0-0 libpangoft2-1.0-0, or brew install pango on a Mac."
_PDF_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0", "libfontconfig.so.1")


def check_database(url: str) -> None:
    """Raise LaunchError when DATABASE_URL does not lead to a database."""
    import psycopg

    try:
        psycopg.connect(url, connect_timeout=10).close()
    except psycopg.Error as error:
        raise LaunchError(f"DATABASE_URL does not lead to a database: {_first_line(error)}.") from error


def check_broker(url: str) -> None:
    """Raise LaunchError when REDIS_URL does not lead to a Valkey or Redis."""
    import redis

    try:
        with redis.Redis.from_url(url, socket_timeout=10, socket_connect_timeout=10) as client:
            client.ping()
    except (redis.RedisError, ValueError) as error:
        raise LaunchError(f"REDIS_URL does not lead to a Valkey or Redis: {_first_line(error)}.") from error


def missing_for_pdf() -> list[str]:
    """Return the system libraries that PDF needs and this machine lacks; only Linux can be asked by name."""
    return [name for name in _PDF_LIBRARIES if not _loads(name)] if sys.platform == "linux" else []


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
