"""`python -m tests.bench [NAME…]`: runs the benchmarks one after another, each on a fresh migrated database.

The stores are throw-away ones, but with all of PostgreSQL's guarantees on, so that what is measured is what is served.
Every `bench_*.py` is a program of its own that prints its figures; without a name all of them run.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.stores import Announced, Stores

FOLDER = Path(__file__).resolve().parent


def main(asked: list[str]) -> int:
    """Run the benchmarks and return 1 when one of them failed."""
    names = sorted(path.stem for path in FOLDER.glob("bench_*.py"))
    chosen = [name for name in names if not asked or name.removeprefix("bench_") in asked]
    if not chosen:
        known = ", ".join(name.removeprefix("bench_") for name in names)
        sys.exit(f"There is no benchmark of that name; there are {known}.")
    stores = Stores(announced=Announced.new(), durable=True)
    failed = []
    try:
        stores.start()
        print(f"{os.cpu_count()} cores, {stores.postgres.title}, {stores.valkey.title}", flush=True)
        for name in chosen:
            failed += [name] * bool(_run(stores, name))
    finally:
        stores.stop()
    if failed:
        print(f"\nFailed: {', '.join(failed)}")
    return bool(failed)


def _run(stores: Stores, name: str) -> int:
    print(f"\n== {name.removeprefix('bench_')}", flush=True)
    stores.create_database(f"test_{name}")
    environment = {
        **os.environ,
        **stores.announced.environment(name),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    began = time.monotonic()
    code = subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], env=environment, check=False).returncode
    print(f"   ({time.monotonic() - began:.0f} s{f', exit code {code}' if code else ''})", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
