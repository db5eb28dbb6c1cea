"""Sellers, buyers and others of every Nordic country for core documents, with right check digits and invented names."""

from invoices.en16931.party import (
    Buyer,
    Contact,
    ElectronicAddress,
    Identifier,
    PostalAddress,
    Seller,
    TaxRegistration,
    TaxRepresentative,
)


def swedish_seller() -> Seller:
    """Build a Swedish company with F-tax and its seat in Göteborg."""
    return Seller(
        name="Västkustens Snickeri AB",
        trading_name="Västkustens Snickeri",
        legal_id=Identifier("5567041289", scheme="0007"),
        vat_id="SE556704128901",
        tax_registration=TaxRegistration("Godkänd för F-skatt"),
        legal_form="Säte: Göteborg",
        electronic_address=ElectronicAddress("5567041289", scheme="0007"),
        address=PostalAddress(street="Varvsgatan 12", city="Göteborg", post_code="417 64", country="SE"),
        contact=Contact(name="Maja Lindqvist", phone="+46 31 555 01 20", email="maja@vastkustenssnickeri.example"),
    )


def swedish_buyer() -> Buyer:
    """Build a Swedish municipality's company."""
    return Buyer(
        name="Bohus Fastigheter AB",
        identifier=Identifier("7350000123456", scheme="0088"),
        legal_id=Identifier("5591234504", scheme="0007"),
        vat_id="SE559123450401",
        electronic_address=ElectronicAddress("5591234504", scheme="0007"),
        address=PostalAddress(
            street="Fakturaenheten", additional_street="Box 4021", city="Kungälv", post_code="442 04", country="SE"
        ),
        contact=Contact(name="Erik Sandell", email="erik.sandell@bohusfastigheter.example"),
    )


def norwegian_seller() -> Seller:
    """Build a Norwegian company in Foretaksregisteret."""
    return Seller(
        name="Fjordlys Elektro AS",
        legal_id=Identifier("987654325", scheme="0192"),
        vat_id="NO987654325MVA",
        tax_registration=TaxRegistration("Foretaksregisteret"),
        electronic_address=ElectronicAddress("987654325", scheme="0192"),
        address=PostalAddress(street="Strandgaten 8", city="Bergen", post_code="5013", country="NO"),
        contact=Contact(name="Ingrid Dahl", email="ingrid@fjordlys.example"),
    )


def norwegian_buyer() -> Buyer:
    """Build a Norwegian company."""
    return Buyer(
        name="Nordnes Hotell AS",
        legal_id=Identifier("921456786", scheme="0192"),
        electronic_address=ElectronicAddress("921456786", scheme="0192"),
        address=PostalAddress(street="Nordnesveien 50", city="Bergen", post_code="5005", country="NO"),
    )


def danish_seller() -> Seller:
    """Build a Danish company."""
    return Seller(
        name="Havnegadens Møbler ApS",
        identifiers=(Identifier("5790000123452", scheme="0088"),),
        legal_id=Identifier("31415926", scheme="0184"),
        vat_id="DK31415926",
        electronic_address=ElectronicAddress("31415926", scheme="0184"),
        address=PostalAddress(street="Havnegade 14", city="Aarhus C", post_code="8000", country="DK"),
        contact=Contact(name="Søren Holm", email="soren@havnegadens.example"),
    )


def finnish_buyer() -> Buyer:
    """Build a Finnish company."""
    return Buyer(
        name="Auran Puutarha Oy",
        legal_id=Identifier("1987654-7", scheme="0212"),
        vat_id="FI19876547",
        electronic_address=ElectronicAddress("003719876547", scheme="0216"),
        address=PostalAddress(street="Satamakatu 1", city="Turku", post_code="20100", country="FI"),
    )


def danish_buyer() -> Buyer:
    """Build another Danish company."""
    return Buyer(
        name="Lyngby Kontorhus A/S",
        legal_id=Identifier("27182828", scheme="0184"),
        electronic_address=ElectronicAddress("27182828", scheme="0184"),
        address=PostalAddress(street="Lyngby Hovedgade 3", city="Kongens Lyngby", post_code="2800", country="DK"),
    )


def finnish_seller() -> Seller:
    """Build a Finnish company that sells."""
    return Seller(
        name="Saimaan Saha Oy",
        legal_id=Identifier("2345678-0", scheme="0212"),
        vat_id="FI23456780",
        electronic_address=ElectronicAddress("003723456780", scheme="0216"),
        address=PostalAddress(street="Sahatie 5", city="Lappeenranta", post_code="53100", country="FI"),
    )


def icelandic_seller() -> Seller:
    """Build an Icelandic company that sells."""
    return Seller(
        name="Norðurljós Prent ehf.",
        legal_id=Identifier("5601071290", scheme="0196"),
        vat_id="IS98765",
        electronic_address=ElectronicAddress("5601071290", scheme="0196"),
        address=PostalAddress(street="Laugavegur 77", city="Reykjavík", post_code="101", country="IS"),
    )


def icelandic_buyer() -> Buyer:
    """Build an Icelandic company."""
    return Buyer(
        name="Heimaey Fiskur hf.",
        legal_id=Identifier("6402851330", scheme="0196"),
        electronic_address=ElectronicAddress("6402851330", scheme="0196"),
        address=PostalAddress(street="Strandvegur 2", city="Vestmannaeyjar", post_code="900", country="IS"),
    )


def german_seller() -> Seller:
    """Build a German company that is registered for VAT in Sweden."""
    return Seller(
        name="Holzhandel Nord GmbH",
        identifiers=(Identifier("4012345000009", scheme="0088"),),
        vat_id="SE559123450401",
        electronic_address=ElectronicAddress("4012345000009", scheme="0088"),
        address=PostalAddress(street="Hafenstraße 9", city="Rostock", post_code="18055", country="DE"),
        contact=Contact(name="Jan Petersen", phone="+49 381 555 0", email="jan@holzhandel.example"),
    )


def swedish_representative() -> TaxRepresentative:
    """Build a Swedish tax representative."""
    return TaxRepresentative(
        name="Skatteombudet i Malmö AB",
        vat_id="SE556812347401",
        address=PostalAddress(street="Skeppsbron 1", city="Malmö", post_code="211 20", country="SE"),
    )
