"""One launcher a folder: an advisory lock that the kernel takes back however the launcher ends."""

import fcntl
import os
from pathlib import Path

from portal.launcher import run_file
from portal.launcher.errors import LaunchError


def take(var: Path) -> int:
    """Lock the folder for the rest of this process and return the file descriptor.

    Raises LaunchError when another launcher holds it or the folder cannot be written.
    """
    try:
        var.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(var / "launcher.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise LaunchError(
            f"The folder {var} cannot be written ({error.strerror}): choose another with PORTAL_VAR."
        ) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        said = run_file.read(var)
        where = f" at {said['PORTAL_ADDRESS']}" if "PORTAL_ADDRESS" in said else ""
        who = f" (process {said['LAUNCHER'].split()[0]})" if "LAUNCHER" in said else ""
        raise LaunchError(
            f"The portal is already running{where}{who}: stop that one first, with Ctrl-C where it runs."
        ) from None
    return descriptor
