"""Who sells, who buys and what both refer to: names, addresses, numbers, references and the foot of the page.

Amounts are elsewhere (sums.py, lines.py). Called by layout.py.
"""

from collections.abc import Iterator

from invoices.en16931.document import Document
from invoices.en16931.party import Identifier, PostalAddress, Seller
from invoices.rendering.look import Look
from invoices.rendering.sheet import Fact, Foot
from invoices.rendering.writing import Writing, one_line, paragraphs

_F_TAX = "godkänd för f-skatt"  # the wording that SE-R-005 demands in BT-32


def legal_number(identifier: Identifier | None) -> str:
    """Write an organisation number as its country does (ICD 0007 SE, 0192 NO, 0196 IS, 0212 FI)."""
    if identifier is None:
        return ""
    number = one_line(identifier.value)
    if not number.isdigit():
        return number
    match identifier.scheme, len(number):
        case ("0007", 10) | ("0196", 10):
            return f"{number[:6]}-{number[6:]}"
        case ("0192", 9):
            return f"{number[:3]}\N{NO-BREAK SPACE}{number[3:6]}\N{NO-BREAK SPACE}{number[6:]}"
        case ("0212", 8):
            return f"{number[:7]}-{number[7:]}"
    return number


def address_lines(address: PostalAddress | None, *, writing: Writing, home: str | None) -> tuple[str, ...]:
    """Return an address line by line; the country only where it is not the sender's own."""
    if address is None:
        return ()
    country = writing.formats.country(address.country) if address.country and address.country != home else ""
    town = f"{one_line(address.post_code)} {one_line(address.city)}".strip()
    lines = (address.street, address.additional_street, address.address_line, town, address.subdivision, country)
    return tuple(filter(None, map(one_line, lines)))


def home_country(document: Document) -> str | None:
    """Return the seller's country (BT-40)."""
    seller = document.seller
    return seller.address.country if seller and seller.address else None


def buyer_lines(document: Document, *, writing: Writing) -> tuple[str, ...]:
    """Return the buyer's name and address (BG-7, BG-8) as an envelope shows them."""
    buyer = document.buyer
    if buyer is None:
        return ()
    contact = one_line(buyer.contact.name) if buyer.contact else ""
    attention = writing.labels.attention.format(name=contact) if contact else ""
    trading = one_line(buyer.trading_name) if buyer.trading_name != buyer.name else ""
    names = filter(None, (one_line(buyer.name), trading, attention))
    return (*names, *address_lines(buyer.address, writing=writing, home=home_country(document)))


def references(document: Document, *, writing: Writing) -> tuple[Fact, ...]:
    """Return what buyer and seller refer to, only what is there."""
    pairs = (*_buyer_references(document, writing), *_seller_references(document, writing))
    return tuple(Fact(label=label, value=value) for label, text in pairs if (value := one_line(text)))


def _buyer_references(document: Document, writing: Writing) -> Iterator[tuple[str, str | None]]:
    labels, buyer = writing.labels, document.buyer
    yield labels.your_reference, document.buyer_reference
    yield labels.your_order, document.order_reference
    yield labels.contract, document.contract_reference
    yield labels.project, document.project_reference
    yield labels.accounting_reference, document.buyer_accounting_reference
    yield labels.tender, document.tender_reference
    yield labels.invoiced_object, document.invoiced_object.value if document.invoiced_object else None
    yield labels.receiving_advice, document.receiving_advice_reference
    if buyer:
        yield labels.customer_number, buyer.identifier.value if buyer.identifier else None
        yield labels.your_legal_id, legal_number(buyer.legal_id) if not buyer.vat_id else None
        yield labels.your_vat_number, buyer.vat_id


def _seller_references(document: Document, writing: Writing) -> Iterator[tuple[str, str | None]]:
    labels, formats = writing.labels, writing.formats
    seller, delivery, period = document.seller, document.delivery, document.invoicing_period
    yield labels.our_reference, seller.contact.name if seller and seller.contact else None
    yield labels.our_order, document.sales_order_reference
    yield labels.despatch_advice, document.despatch_advice_reference
    if period:
        yield labels.period, formats.period(period.start, period.end)
    if delivery:
        yield labels.delivery_date, formats.day(delivery.delivery_date)
        place = (one_line(delivery.name), *address_lines(delivery.address, writing=writing, home=None))
        yield labels.delivered_to, ", ".join(filter(None, place))


def foot(document: Document, *, writing: Writing, look: Look) -> Foot:
    """Return the seller's details for the foot of the page (BG-4 to BG-6, BT-29 to BT-33)."""
    seller = document.seller or Seller()
    labels, contact = writing.labels, seller.contact
    home = document.buyer.address.country if document.buyer and document.buyer.address else None
    office = labels.registered_office.format(place=look.registered_office) if look.registered_office else ""
    return Foot(
        address=tuple(
            filter(
                None,
                (
                    one_line(seller.name),
                    *address_lines(seller.address, writing=writing, home=home),
                    office or one_line(seller.legal_form),
                ),
            )
        ),
        contact=tuple(
            filter(
                None,
                (
                    one_line(contact.phone) if contact else "",
                    one_line(contact.email) if contact else "",
                    one_line(look.website),
                ),
            )
        ),
        registrations=tuple(_registrations(seller, writing)),
    )


def _registrations(seller: Seller, writing: Writing) -> Iterator[str]:
    labels = writing.labels
    if seller.legal_id:
        yield labels.legal_id.format(number=legal_number(seller.legal_id))
    if seller.vat_id:
        yield labels.vat_number.format(number=one_line(seller.vat_id))
    if seller.tax_registration:
        text = one_line(seller.tax_registration.value)
        yield labels.f_tax if text.casefold() == _F_TAX else text


def party_notes(document: Document, *, writing: Writing) -> tuple[str, ...]:
    """Return the notes (BG-1), the tax representative (BG-11) and the names of attached files (BG-24)."""
    labels, representative = writing.labels, document.tax_representative
    texts = [line for note in document.notes for line in paragraphs(note.text)]
    if representative:
        name, number = one_line(representative.name), one_line(representative.vat_id)
        place = address_lines(representative.address, writing=writing, home=None)
        texts.append(labels.tax_representative.format(name=", ".join((name, *place)), number=number))
    files = [one_line(file.filename or file.description or file.reference) for file in document.attachments]
    if names := ", ".join(filter(None, files)):
        texts.append(labels.attachments.format(names=names))
    return tuple(texts)
