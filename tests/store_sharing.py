"""Shares one set of throw-away stores among the processes of a test run; they start when the first test needs them.

The process that runs pytest answers on a socket in the run's folder; workers ask there for their database. Pure tests
never ask and never wait.
"""

import os
import socket
import threading
from contextlib import suppress

from tests.stores import NAME, Announced, Stores, announced, this_worker

_asked: set[str] = set()


class Host:
    """Starts the stores on the first request and gives every worker its database."""

    def __init__(self) -> None:
        self.stores = Stores(announced=announced())
        self._started = False
        self._fault = ""
        self._lock = threading.Lock()
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(_address(self.stores.announced))
        self._socket.listen(64)
        # The children end with the thread that has started them, so one thread does it all and lives to the end.
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection, connection.makefile("r") as reader, suppress(OSError):
                connection.sendall(self._answer(reader.readline().strip()).encode())

    def _answer(self, worker: str) -> str:
        with self._lock:
            try:
                if not self._started and not self._fault:
                    self.stores.start()
                    self._started = True
                if self._started:
                    self.stores.create_database(f"test_{worker}")
            except Exception as error:  # told to every test that asks
                self._fault = f"{type(error).__name__}: {error}"
        return self._fault or "ready"

    def close(self) -> None:
        """Stop answering and throw the stores away."""
        with self._lock, suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self.stores.stop()


def is_first_process() -> bool:
    """Tell whether this process runs the test run rather than being one of its workers."""
    return "PYTEST_XDIST_WORKER" not in os.environ and NAME in os.environ


def need() -> None:
    """Wait until this process's database and cache are ready; raises RuntimeError when they cannot be started."""
    worker = this_worker()
    if worker in _asked:
        return
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(_address(announced()))
        connection.sendall(f"{worker}\n".encode())
        answer = connection.makefile("r").read()
    if answer != "ready":
        raise RuntimeError(answer)
    _asked.add(worker)


def in_use() -> bool:
    """Tell whether a test of this process has asked for the stores."""
    return bool(_asked)


def _address(where: Announced) -> str:
    return str(where.folder / "ask")
