"""Prints what a PDF costs: 5 and 300 lines, tagged PDF/A-3b with the XML inside, warm (T4).

CPU milliseconds of this process with the collector on, medians and least of the runs, beside a calibration loop in the
same run. `python -m tests.bench pdf`.
"""

import os
import statistics
import time
from collections.abc import Callable
from functools import partial

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
CASES = {5: 25, 300: 3}


def cpu_of(act: Callable[[], object]) -> float:
    """Return the CPU milliseconds that an act takes."""
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1000


def main() -> None:
    """Print a line for each length."""
    django.setup()
    from invoices.rendering.pdf import render
    from tests.invoices.rendering.documents import invoice

    xml = b"<Invoice/>" * 700
    for lines, runs in CASES.items():
        make = partial(render, invoice(lines), language="sv", xml=xml)
        data = make()
        taken = [cpu_of(make) for _ in range(runs)]
        loop = [cpu_of(lambda: sum(range(1_000_000))) for _ in range(5)]
        print(
            f"{lines:4} lines: median {statistics.median(taken):8.1f} ms, least {min(taken):8.1f} ms CPU, "
            f"{len(data) // 1024} kB; calibration {statistics.median(loop):.1f} ms (least {min(loop):.1f})",
            flush=True,
        )


if __name__ == "__main__":
    main()
