"""Random documents over the whole model, for the round trip; `canonical` names what UBL cannot tell apart.

For calculated documents with sensible values see test_totals.py.
"""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from invoices.en16931 import document as d
from invoices.en16931 import line as ln
from invoices.en16931 import party as p
from invoices.en16931.codes import listed

texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\n\t\r&<>\"'#"),
    max_size=9,
)
text = st.none() | texts
decimals = st.none() | st.decimals(-(10**9), 10**9, allow_nan=False, places=3) | st.integers(-99, 99).map(Decimal)
dates = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
plain_identifiers = st.none() | st.builds(p.Identifier, texts, scheme=text)
identifiers = plain_identifiers.filter(lambda given: given is None or given.scheme != "SEPA")


def every(kind, /, *first, **named):
    """Build a class from strategies for every field; one that is forgotten here would never be tested."""
    known = {field.name for field in fields(kind)}
    assert len(first) + len(named) == len(known) and set(named) <= known, known - set(named)
    return st.builds(kind, *first, **named)


def maybe(strategy):
    return st.none() | strategy


def tuples(strategy):
    return st.lists(strategy, max_size=2).map(tuple)


addresses = maybe(
    every(
        p.PostalAddress,
        street=text,
        additional_street=text,
        address_line=text,
        city=text,
        post_code=text,
        subdivision=text,
        country=text,
    )
)
contacts = maybe(every(p.Contact, name=text, phone=text, email=text))
endpoints = maybe(every(p.ElectronicAddress, texts, scheme=text))
registrations = maybe(
    every(p.TaxRegistration, texts, scheme=text.filter(lambda scheme: (scheme or "").strip().upper() != "VAT"))
)
sellers = maybe(
    every(
        p.Seller,
        name=text,
        trading_name=text,
        identifiers=tuples(identifiers.filter(bool)),
        legal_id=plain_identifiers,
        vat_id=text,
        tax_registration=registrations,
        legal_form=text,
        electronic_address=endpoints,
        address=addresses,
        contact=contacts,
        creditor_id=text,
    )
)
buyers = maybe(
    every(
        p.Buyer,
        name=text,
        trading_name=text,
        identifier=plain_identifiers,
        legal_id=plain_identifiers,
        vat_id=text,
        electronic_address=endpoints,
        address=addresses,
        contact=contacts,
    )
)
payees = maybe(every(p.Payee, name=text, identifier=identifiers, legal_id=plain_identifiers, creditor_id=text))
representatives = maybe(every(p.TaxRepresentative, name=text, vat_id=text, address=addresses))
deliveries = maybe(every(d.Delivery, name=text, location_id=plain_identifiers, delivery_date=dates, address=addresses))
periods = maybe(every(ln.Period, start=dates, end=dates))
means = every(
    d.PaymentMeans,
    code=text,
    text=text,
    remittance_information=text,
    credit_transfer=maybe(every(d.CreditTransfer, account_id=text, account_name=text, service_provider_id=text)),
    card=maybe(every(d.PaymentCard, number=text, holder=text, network=text)),
    direct_debit=maybe(every(d.DirectDebit, mandate_id=text, debited_account_id=text)),
).map(lambda given: given if given.text is None or given.code else replace(given, code=None))
adjustments = every(
    d.AllowanceCharge,
    amount=decimals,
    base_amount=decimals,
    percent=decimals,
    vat_category=text,
    vat_rate=decimals,
    reason=text,
    reason_code=text,
)
line_adjustments = every(
    ln.LineAllowanceCharge, amount=decimals, base_amount=decimals, percent=decimals, reason=text, reason_code=text
)
totals = maybe(every(d.Totals, **dict.fromkeys(d.Totals.__dataclass_fields__, decimals)))
breakdowns = every(
    d.VatBreakdown,
    taxable_amount=decimals,
    tax_amount=decimals,
    vat_category=text,
    vat_rate=decimals,
    exemption_reason=text,
    exemption_reason_code=text,
)
attachments = every(
    d.Attachment,
    reference=text,
    description=text,
    url=text,
    content=maybe(st.binary(max_size=20)),
    mime_code=text,
    filename=text,
).map(
    lambda given: (
        given if given.content or (given.mime_code is given.filename is None) else replace(given, content=None)
    )
)
notes = every(
    d.Note,
    texts.filter(lambda value: not value.startswith("#")),
    subject_code=maybe(st.text("ABCXYZ", min_size=3, max_size=3)),
)
prices = maybe(
    every(ln.Price, net=decimals, discount=decimals, gross=decimals, base_quantity=decimals, base_quantity_unit=text)
)
items = maybe(
    every(
        ln.Item,
        name=text,
        description=text,
        seller_id=text,
        buyer_id=text,
        standard_id=plain_identifiers,
        classifications=tuples(every(ln.Classification, texts, scheme=text, version=text)),
        origin_country=text,
        attributes=tuples(every(ln.ItemAttribute, name=text, value=text)),
    )
)
lines = every(
    ln.Line,
    line_id=text,
    note=text,
    invoiced_object=plain_identifiers,
    quantity=decimals,
    unit=text,
    net_amount=decimals,
    order_line_reference=text,
    buyer_accounting_reference=text,
    period=periods,
    allowances=tuples(line_adjustments),
    charges=tuples(line_adjustments),
    price=prices,
    vat_category=text,
    vat_rate=decimals,
    item=items,
).map(
    lambda given: (
        replace(given, item=None)
        if given.item == ln.Item() and (given.vat_category is not None or given.vat_rate is not None)
        else given
    )
)

_SIMPLE = listed(
    "invoice_number buyer_reference project_reference contract_reference order_reference sales_order_reference "
    "receiving_advice_reference despatch_advice_reference tender_reference buyer_accounting_reference payment_terms "
    "profile_id customization_id vat_point_code ubl_version"
)


def canonical(given: d.Document) -> d.Document:
    """Choose the one form of what UBL writes alike."""
    if given.order_reference == "NA" or (given.order_reference is None and given.sales_order_reference is not None):
        given = replace(given, order_reference=None)
    if given.invoicing_period == ln.Period() and given.vat_point_code is not None:
        given = replace(given, invoicing_period=None)
    if (
        given.kind is not None
        and (given.kind is d.DocumentKind.CREDIT_NOTE) == replace(given, kind=None).is_credit_note
    ):
        given = replace(given, kind=None)
    if given.is_credit_note and given.due_date is not None and not given.payment_means:
        given = replace(given, payment_means=(d.PaymentMeans(code="1"),))
    if given.vat_accounting_currency is None and given.totals is not None:
        given = replace(given, totals=replace(given.totals, tax_total_accounting=None))
    return given


documents = every(
    d.Document,
    **dict.fromkeys(_SIMPLE, text),
    issue_date=dates,
    type_code=st.sampled_from([None, "", "380", "381", "389", "396"]),
    currency=st.sampled_from(["SEK", "EUR"]),
    vat_accounting_currency=st.sampled_from([None, "DKK", "ISK"]),
    vat_point_date=dates,
    due_date=dates,
    invoiced_object=plain_identifiers,
    notes=tuples(notes),
    preceding_invoices=tuples(every(d.PrecedingInvoice, text, issue_date=dates)),
    seller=sellers,
    buyer=buyers,
    payee=payees,
    tax_representative=representatives,
    delivery=deliveries,
    invoicing_period=periods,
    payment_means=tuples(means),
    allowances=tuples(adjustments),
    charges=tuples(adjustments),
    totals=totals,
    vat_breakdown=tuples(breakdowns),
    attachments=tuples(attachments),
    lines=tuples(lines),
    remainder=st.just(()),
    kind=st.sampled_from([None, *d.DocumentKind]),
).map(canonical)
