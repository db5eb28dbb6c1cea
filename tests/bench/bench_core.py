"""How long the core takes: `python -m tests.bench.bench_core`. CPU milliseconds, median of many; no database.

Machines differ: a calibration loop of the same run stands beside, and times are given in its loops as well. Targets:
write 5 lines 0.3 ms (T5), read 5 lines 0.5 ms.
"""

import gc
import statistics
import time
from collections.abc import Callable

from invoices.en16931.totals import calculate
from invoices.en16931.ubl.parse import parse
from invoices.en16931.ubl.read import read
from invoices.en16931.ubl.write import write
from tests.factories.documents import long_invoice

SIZES = {5: 1000, 100: 100, 1000: 15}


def milliseconds(call: Callable[[], object], *, times: int) -> float:
    """Return the median CPU time of a call, the collector of garbage kept away."""
    call()
    spent = []
    gc.collect()
    gc.disable()
    for _ in range(times):
        start = time.process_time_ns()
        call()
        spent.append(time.process_time_ns() - start)
    gc.enable()
    return statistics.median(spent) / 1e6


def calibration() -> int:
    """Do work that depends on nothing but the machine."""
    total = 0
    for number in range(10_000):
        total += number * number % 7
    return total


def main() -> None:
    """Print a table of calculating, writing, parsing and reading."""
    loop = milliseconds(calibration, times=300)
    print(f"calibration loop {loop:.3f} ms")
    print(f"{'lines':>6} {'step':<10} {'ms':>9} {'loops':>8}")
    for lines, times in SIZES.items():
        document = long_invoice(lines)
        data = write(document)
        steps: dict[str, Callable[[], object]] = {
            "calculate": lambda document=document: calculate(document),
            "write": lambda document=document: write(document),
            "parse": lambda data=data: parse(data),
            "read": lambda data=data: read(data),
        }
        for name, step in steps.items():
            spent = milliseconds(step, times=times)
            print(f"{lines:>6} {name:<10} {spent:>9.3f} {spent / loop:>8.2f}")
        print(f"{lines:>6} {'bytes':<10} {len(data):>9,}")


if __name__ == "__main__":
    main()
