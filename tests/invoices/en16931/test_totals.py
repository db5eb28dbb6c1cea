"""Amounts: known examples, then random invoices whose written XML is added up again by other means."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from invoices.en16931.document import AllowanceCharge, Document, Totals, VatBreakdown
from invoices.en16931.line import Item, Line, LineAllowanceCharge, Price
from invoices.en16931.totals import calculate
from invoices.en16931.ubl.write import write
from tests.factories import documents as factory

NAMES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
DECIMALS = {"SEK": 2, "EUR": 2, "DKK": 2, "ISK": 0, "JPY": 0, "KWD": 2}
D = Decimal


def _document(*lines: Line, currency: str = "SEK", **more: object) -> Document:
    return replace(Document(currency=currency, lines=lines), **more)


def _line(quantity: str, price: str, *, rate: str | None = "25", category: str = "S", **more: object) -> Line:
    return factory.line(1, "x", quantity=quantity, price=price, rate=rate, category=category, **more)


@pytest.mark.parametrize(
    ("lines", "vat"),
    [
        ([("3", "99.99")], "74.99"),
        ([("1", "0.50")] * 400, "50.00"),
        ([("1", "0.02")], "0.01"),  # a tie goes up
        ([("1", "-0.02")], "-0.01"),  # and away from zero
        ([("1", "10.00"), ("1", "10.02")], "5.01"),
    ],
)
def test_vat_is_computed_once_on_the_sum(lines: list[tuple[str, str]], vat: str) -> None:
    totals = calculate(_document(*(_line(quantity, price) for quantity, price in lines))).totals
    assert str(totals.tax_total) == vat


def test_price_is_for_the_base_quantity() -> None:
    price = Price(net=D("37.333"), base_quantity=D(100))
    document = calculate(_document(replace(_line("2500", "0"), price=price)))
    assert str(document.lines[0].net_amount) == "933.33"


def test_a_base_quantity_of_zero_divides_nothing() -> None:
    price = Price(net=D(10), base_quantity=D(0))
    assert calculate(_document(replace(_line("2", "0"), price=price))).lines[0].net_amount == 20


def test_gross_price_less_discount_is_the_net_price() -> None:
    line = calculate(_document(replace(_line("1", "0"), price=Price(gross=D(90), discount=D("9.5"))))).lines[0]
    assert (line.price.net, line.net_amount) == (D("80.5"), D("80.50"))
    assert calculate(_document(replace(_line("1", "0"), price=Price(gross=D(90))))).lines[0].price.discount == 0


def test_percentages_of_a_line_are_of_quantity_times_price() -> None:
    discount = LineAllowanceCharge(percent=D(10), reason="x")
    freight = LineAllowanceCharge(amount=D("5.005"), reason="x")
    line = calculate(_document(_line("3", "33.33", allowances=(discount,), charges=(freight,)))).lines[0]
    assert (line.allowances[0].base_amount, line.allowances[0].amount) == (D("99.99"), D("10.00"))
    assert (line.charges[0].amount, line.net_amount) == (D("5.01"), D("95.00"))


def test_a_document_percentage_is_of_the_lines_with_the_same_vat() -> None:
    loyalty = AllowanceCharge(percent=D(10), vat_category="S", vat_rate=D(12))
    document = calculate(
        _document(_line("1", "100"), _line("1", "50", rate="12.0"), _line("1", "30", rate="12"), allowances=(loyalty,))
    )
    assert (document.allowances[0].base_amount, document.allowances[0].amount) == (80, 8)
    assert [(row.vat_rate, row.taxable_amount) for row in document.vat_breakdown] == [(25, 100), (12, 72)]


@pytest.mark.parametrize(
    ("price", "prepaid", "rounding", "due"),
    [
        ("299.97", None, "0.04", "375.00"),
        ("299.97", "100.25", "0.29", "275.00"),
        ("300", None, None, "375.00"),
        ("0.40", None, "0.50", "1.00"),  # half a krona goes up
        ("299.59", None, "-0.49", "374.00"),
    ],
)
def test_cash_rounding_goes_to_whole_krona(price: str, prepaid: str | None, rounding: str | None, due: str) -> None:
    stated = _document(_line("1", price), totals=Totals(prepaid=None if prepaid is None else D(prepaid)))
    totals = calculate(stated, cash_rounding=D(1)).totals
    assert (totals.rounding, str(totals.amount_due)) == (None if rounding is None else D(rounding), due)


def test_vat_in_the_accounting_currency_follows_the_exchange_rate() -> None:
    stated = _document(_line("1", "100.10"), currency="EUR", vat_accounting_currency="SEK")
    assert calculate(stated, exchange_rate=D("11.0385")).totals.tax_total_accounting == D("276.29")  # 25.03 at 11.0385
    assert calculate(replace(stated, vat_accounting_currency="ISK"), exchange_rate=D("141")).totals == replace(
        calculate(stated).totals, tax_total_accounting=D(3529)
    )


def test_a_stated_vat_in_the_accounting_currency_is_kept_only_beside_one() -> None:
    stated = _document(_line("1", "100"), currency="EUR", totals=Totals(tax_total_accounting=D("275.50")))
    assert calculate(stated).totals.tax_total_accounting is None
    assert calculate(replace(stated, vat_accounting_currency="SEK")).totals.tax_total_accounting == D("275.50")


def test_reasons_for_exemption_are_kept_or_taken_from_the_category() -> None:
    reason = VatBreakdown(vat_category="E", exemption_reason="Exempt care")
    lines = [_line("1", "10", category=category, rate=None) for category in ("E", "AE", "Z", "O")]
    rows = calculate(_document(*lines, vat_breakdown=(reason,))).vat_breakdown
    assert {
        (row.vat_category, row.vat_rate, row.exemption_reason, row.exemption_reason_code, row.tax_amount)
        for row in rows
    } == {
        ("E", 0, "Exempt care", None, 0),
        ("AE", 0, None, "VATEX-EU-AE", 0),
        ("Z", 0, None, None, 0),
        ("O", None, None, "VATEX-EU-O", 0),
    }


def test_currencies_without_decimals_are_paid_in_whole_units() -> None:
    document = calculate(_document(_line("3", "187.50", rate="24"), _line("2", "90", rate="11"), currency="ISK"))
    totals = document.totals
    assert [str(line.net_amount) for line in document.lines] == ["562.50", "180"]  # Peppol allows 0.02 of difference
    assert (str(totals.tax_total), str(totals.tax_inclusive)) == ("155", "897.50")
    assert (str(totals.rounding), str(totals.amount_due)) == ("0.50", "898")


def test_gaps_leave_gaps_and_nothing_fails() -> None:
    document = calculate(
        Document(
            lines=(Line(), Line(price=Price(net=D(5))), Line(quantity=D(1), vat_category="S")),
            allowances=(
                AllowanceCharge(),
                AllowanceCharge(percent=D(5)),
                AllowanceCharge(percent=D(5), vat_category="S"),
            ),
            charges=(AllowanceCharge(amount=D(4)),),
        )
    )
    assert [line.net_amount for line in document.lines] == [None, None, None]
    assert document.totals.tax_exclusive == 4


def test_calculating_twice_changes_nothing() -> None:
    for build in factory.ALL.values():
        document = build()
        step = Decimal(1) if document.totals.rounding is not None else None
        assert calculate(document, cash_rounding=step) == document


# Random invoices. The strategy states only what a person states; all else is computed.

quantities = st.decimals("-20", "400", places=3).filter(bool) | st.integers(1, 50).map(Decimal)
prices = st.decimals("0", "9999", places=4) | st.decimals("0", "500", places=2)
percents = st.decimals("0.5", "60", places=1)
vat = st.sampled_from(
    [("S", "25"), ("S", "12"), ("S", "6"), ("S", "25.5"), ("Z", "0"), ("E", "0"), ("AE", None), ("O", None)]
)


@st.composite
def adjustments(draw, kind, **more):
    if draw(st.booleans()):
        return kind(percent=draw(percents), base_amount=draw(st.none() | prices), reason="x", **more)
    return kind(amount=draw(prices), reason="x", **more)


@st.composite
def lines(draw):
    category, rate = draw(vat)
    net, gross = draw(prices), draw(st.none() | prices)
    price = Price(
        net=net if gross is None else None,
        gross=gross,
        discount=None if gross is None else draw(st.none() | st.just(gross / 4)),
        base_quantity=draw(st.none() | st.sampled_from([D(1), D(3), D(10), D("0.25")])),
    )
    return Line(
        line_id="1",
        quantity=draw(quantities),
        unit="H87",
        price=price,
        item=Item(name="x"),
        vat_category=category,
        vat_rate=None if rate is None else D(rate),
        allowances=tuple(draw(st.lists(adjustments(LineAllowanceCharge), max_size=2))),
        charges=tuple(draw(st.lists(adjustments(LineAllowanceCharge), max_size=1))),
    )


@st.composite
def calculated(draw):
    chosen = draw(st.lists(lines(), min_size=1, max_size=6))
    vats = [(line.vat_category, line.vat_rate) for line in chosen]

    def document_level():
        category, rate = draw(st.sampled_from(vats))
        return draw(adjustments(AllowanceCharge, vat_category=category, vat_rate=rate))

    stated = replace(
        factory.swedish_credit_note() if draw(st.booleans()) else factory.swedish_invoice(),
        currency=draw(st.sampled_from(list(DECIMALS))),
        vat_accounting_currency=draw(st.sampled_from([None, "NOK"])),
        vat_breakdown=(VatBreakdown(vat_category="E", exemption_reason="x"),),
        totals=Totals(prepaid=draw(st.none() | prices)),
        lines=tuple(chosen),
        allowances=tuple(document_level() for _ in range(draw(st.integers(0, 2)))),
        charges=tuple(document_level() for _ in range(draw(st.integers(0, 2)))),
    )
    step = draw(st.sampled_from([None, D(1), D("0.5")]))
    rate = draw(st.decimals("0.01", "20", places=4))
    return calculate(stated, cash_rounding=step, exchange_rate=rate)


class _Written:
    """Read numbers from XML by XPath alone, as fractions."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element

    def all(self, path: str) -> list["_Written"]:
        return [_Written(found) for found in self.element.xpath(path, namespaces=NAMES)]

    def number(self, path: str, default: int | None = None) -> Fraction:
        found = self.element.xpath(path, namespaces=NAMES)
        if not found and default is not None:
            return Fraction(default)
        (only,) = found
        return Fraction(only.text)

    def total(self, path: str) -> Fraction:
        return sum((Fraction(found.text) for found in self.element.xpath(path, namespaces=NAMES)), Fraction(0))

    def text(self, path: str) -> str:
        return "".join(self.element.xpath(f"{path}/text()", namespaces=NAMES))


def _half_up(value: Fraction, decimals: int) -> Fraction:
    scaled = abs(value) * 10**decimals
    whole = int(scaled + Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole, 10**decimals)


ALLOWANCE, CHARGE = (
    "cac:AllowanceCharge[cbc:ChargeIndicator='false']",
    "cac:AllowanceCharge[cbc:ChargeIndicator='true']",
)
LINES = "cac:InvoiceLine|cac:CreditNoteLine"
QUANTITY = "cbc:InvoicedQuantity|cbc:CreditedQuantity"


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(calculated())
def test_what_is_written_adds_up(document: Document) -> None:
    written = _Written(etree.fromstring(write(document)))
    decimals = DECIMALS[document.currency]
    _check_lines(written)
    _check_adjustments(written)
    _check_vat(written, decimals)
    _check_totals(written)
    _check_decimals(written, decimals)


def _check_lines(written: _Written) -> None:
    for line in written.all(LINES):
        product = line.number(QUANTITY) * line.number("cac:Price/cbc:PriceAmount")
        before = _half_up(product / line.number("cac:Price/cbc:BaseQuantity", 1), 2)
        net = before - line.total(f"{ALLOWANCE}/cbc:Amount") + line.total(f"{CHARGE}/cbc:Amount")
        assert line.number("cbc:LineExtensionAmount") == net
        for price in line.all("cac:Price[cac:AllowanceCharge]"):
            gross, discount = (price.number(f"cac:AllowanceCharge/cbc:{name}") for name in ("BaseAmount", "Amount"))
            assert price.number("cbc:PriceAmount") == gross - discount


def _check_adjustments(written: _Written) -> None:
    for given_ in written.all("//cac:AllowanceCharge[cbc:MultiplierFactorNumeric]"):
        share = given_.number("cbc:BaseAmount") * given_.number("cbc:MultiplierFactorNumeric") / 100
        assert given_.number("cbc:Amount") == _half_up(share, 2)


def _check_vat(written: _Written, decimals: int) -> None:
    """BR-CO-17, BR-CO-14 and the taxable sums of BR-S-08, BR-Z-08, BR-E-08, BR-AE-08 and BR-O-08."""
    groups = written.all("cac:TaxTotal/cac:TaxSubtotal")
    keys = [(group.text("cac:TaxCategory/cbc:ID"), group.text("cac:TaxCategory/cbc:Percent")) for group in groups]
    assert len(keys) == len({(category, Fraction(rate or 0)) for category, rate in keys})
    for group, (category, rate) in zip(groups, keys, strict=True):
        test = f"cbc:ID='{category}'" + (f" and number(cbc:Percent)={rate}" if rate else "")
        taxable = (
            written.total(f"({LINES})[cac:Item/cac:ClassifiedTaxCategory[{test}]]/cbc:LineExtensionAmount")
            - written.total(f"{ALLOWANCE}[cac:TaxCategory[{test}]]/cbc:Amount")
            + written.total(f"{CHARGE}[cac:TaxCategory[{test}]]/cbc:Amount")
        )
        assert group.number("cbc:TaxableAmount") == taxable
        assert group.number("cbc:TaxAmount") == _half_up(taxable * Fraction(rate or 0) / 100, decimals)
    assert written.number("cac:TaxTotal[cac:TaxSubtotal]/cbc:TaxAmount") == written.total(
        "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount"
    )


def _check_totals(written: _Written) -> None:
    """BR-CO-10, 11, 12, 13, 15 and 16."""
    (totals,) = written.all("cac:LegalMonetaryTotal")
    tax = written.number("cac:TaxTotal[cac:TaxSubtotal]/cbc:TaxAmount")
    lines_net, exclusive = totals.number("cbc:LineExtensionAmount"), totals.number("cbc:TaxExclusiveAmount")
    allowances, charges = totals.number("cbc:AllowanceTotalAmount", 0), totals.number("cbc:ChargeTotalAmount", 0)
    inclusive = totals.number("cbc:TaxInclusiveAmount")
    assert lines_net == written.total(f"({LINES})/cbc:LineExtensionAmount")
    assert allowances == written.total(f"{ALLOWANCE}/cbc:Amount")
    assert charges == written.total(f"{CHARGE}/cbc:Amount")
    assert exclusive == lines_net - allowances + charges
    assert inclusive == exclusive + tax
    assert totals.number("cbc:PayableAmount") == inclusive - totals.number("cbc:PrepaidAmount", 0) + totals.number(
        "cbc:PayableRoundingAmount", 0
    )


def _check_decimals(written: _Written, decimals: int) -> None:
    """BR-DEC: no amount, prices aside, has more than two decimals; VAT and the amount due have the currency's."""
    for amount in written.element.xpath("//*[@currencyID][not(ancestor::cac:Price)]", namespaces=NAMES):
        assert len(amount.text.partition(".")[2]) <= 2
    for path in ("cac:TaxTotal[cac:TaxSubtotal]//cbc:TaxAmount", "cac:LegalMonetaryTotal/cbc:PayableAmount"):
        for amount in written.element.xpath(path, namespaces=NAMES):
            assert len(amount.text.partition(".")[2]) <= decimals
