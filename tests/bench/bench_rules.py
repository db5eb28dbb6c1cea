"""How long the rules take: `python -m tests.bench.bench_rules`. CPU milliseconds of this thread, median of many.

Machines differ: a calibration loop of the same run stands beside, and times are given in its loops as well.
"""

import resource
import statistics
import time
from collections.abc import Callable

from lxml import etree

from invoices.en16931.rules import check, norm, peppol, schema
from invoices.en16931.rules.checking import warm
from invoices.en16931.ubl.parse import parse
from tests.invoices.en16931.rules.samples import SWEDISH, drop, edited

RUNS = {5: 200, 100: 40, 1000: 8}
LINE_VALUE = 1000
# What the sample has for the rules' sake and few invoices have.
RARE = (
    "cac:InvoiceLine/cac:InvoicePeriod",
    "cac:InvoiceLine/cac:DocumentReference",
    "cac:InvoiceLine/cac:Price/cac:AllowanceCharge",
    "cac:InvoicePeriod",
    "cac:BillingReference",
    "cac:AdditionalDocumentReference",
)


def document(lines: int) -> bytes:
    """Return a valid invoice with so many lines."""
    root = etree.fromstring(edited(SWEDISH, *map(drop, RARE)))
    line = root[-1]
    for _ in range(lines - 1):
        root.append(line.__deepcopy__({}))
    for number, each in enumerate(root.findall("{*}InvoiceLine"), start=1):
        each[0].text = str(number)
    net = LINE_VALUE * lines
    taxable = net - 50
    totals = {"LineExtensionAmount": net, "TaxExclusiveAmount": taxable, "TaxableAmount": taxable}
    for name, value in totals.items():
        for element in root.iterfind(f"*//{{*}}{name}"):
            if "Line" not in str(element.getparent().tag):
                element.text = f"{value}.00"
    for element in root.iterfind("{*}TaxTotal//{*}TaxAmount"):
        element.text = f"{taxable * 0.25:.2f}"
    for name in ("TaxInclusiveAmount", "PayableAmount"):
        root.find(f"*/{{*}}{name}").text = f"{taxable * 1.25:.2f}"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def cpu_ms(work: Callable[[], object], *, runs: int) -> float:
    """Return the median CPU time of one run."""
    for _ in range(max(3, runs // 10)):
        work()
    times = []
    for _ in range(runs):
        start = time.thread_time()
        work()
        times.append(time.thread_time() - start)
    return statistics.median(times) * 1000


def calibration() -> float:
    """Return how long this machine takes for a fixed loop of plain Python, in CPU milliseconds."""
    return cpu_ms(lambda: sum(number * number % 7 for number in range(10_000)), runs=50)


def main() -> None:
    """Print the figures."""
    start = time.thread_time()
    warm()
    print(f"load schemas and compile rules, once a process: {(time.thread_time() - start) * 1000:.0f} ms CPU")
    loop = calibration()
    print(f"calibration loop: {loop:.2f} ms")
    print(f"{'lines':>6} {'kB':>6} {'parse':>8} {'XSD':>8} {'EN':>8} {'Peppol':>8} {'check':>8} {'in loops':>9}")
    for lines, runs in RUNS.items():
        data = document(lines)
        assert check(data).findings == (), check(data).findings[:3]
        root = parse(data)
        parts = [
            cpu_ms(work, runs=runs)
            for work in (
                lambda data=data: parse(data),
                lambda root=root: schema.judge(root),
                lambda root=root: norm.judge(root),
                lambda root=root: peppol.judge(root),
                lambda data=data: check(data),
            )
        ]
        columns = " ".join(f"{part:8.2f}" for part in parts)
        print(f"{lines:6d} {len(data) / 1000:6.0f} {columns} {parts[-1] / loop:9.1f}")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
