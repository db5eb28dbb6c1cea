"""Who plays in the demo: companies, people, customers and what they sell. Invented, with right check digits."""

from dataclasses import dataclass, field
from typing import Final

PASSWORD: Final = "nordiska-fakturor-2026"  # noqa: S105 - printed by the launcher, for the demo only


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """An account: kind, number and BIC."""

    kind: str
    number: str
    bic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """A company of the demo with what it sells: (text, unit, price, VAT percent)."""

    slug: str
    name: str
    country: str
    legal_id: str
    vat_id: str
    street: str
    postcode: str
    city: str
    phone: str
    email: str
    website: str
    language: str
    currency: str
    zone: str
    prefix: str
    first_number: int
    banks: tuple[Bank, ...]
    sells: tuple[tuple[str, str, str, str], ...]
    vat: str
    invoices: int
    late_interest: str = ""
    f_tax: bool = False
    rounds_cash: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who signs in, with a role in companies."""

    name: str
    email: str
    language: str
    roles: dict[str, str] = field(default_factory=dict)
    is_staff: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A customer outside the network: reached by e-mail; the mail server fails some addresses."""

    name: str
    country: str
    legal_id: str
    vat_id: str
    street: str
    postcode: str
    city: str
    email: str
    contact: str
    language: str


COMPANIES: Final = (
    Cast(
        slug="nordljus",
        name="Nordljus Arkitekter AB",
        country="SE",
        legal_id="5568421175",
        vat_id="SE556842117501",
        street="Lindholmspiren 7",
        postcode="417 56",
        city="Göteborg",
        phone="+46 31 309 44 10",
        email="ekonomi@nordljus.example",
        website="nordljus.example",
        language="sv",
        currency="SEK",
        zone="Europe/Stockholm",
        prefix="",
        first_number=10241,
        vat="25",
        invoices=84,
        late_interest="Referensränta + 8 procentenheter",
        f_tax=True,
        rounds_cash=True,
        banks=(
            Bank(kind="bankgiro", number="51648822"),
            Bank(kind="iban", number="SE4550000000058398257466", bic="ESSESESS"),
        ),
        sells=(
            ("Förstudie fasadrenovering", "C62", "22400", "25"),
            ("Konsulttimmar, projektledning", "HUR", "1050", "25"),
            ("Konsulttimmar, handläggande arkitekt", "HUR", "985", "25"),
            ("Bygglovshandlingar", "C62", "18500", "25"),
            ("Ritningar, A1 fyrfärg", "C62", "65", "25"),
            ("Resor med egen bil", "KMT", "4.50", "25"),
            ("3D-visualisering", "C62", "7400", "25"),
            ("Facklitteratur", "C62", "420", "6"),
        ),
    ),
    Cast(
        slug="fjordbygg",
        name="Fjordbygg AS",
        country="NO",
        legal_id="923609016",
        vat_id="NO923609016MVA",
        street="Strandgata 14",
        postcode="5004",
        city="Bergen",
        phone="+47 55 21 40 00",
        email="faktura@fjordbygg.example",
        website="fjordbygg.example",
        language="nb",
        currency="NOK",
        zone="Europe/Oslo",
        prefix="",
        first_number=5120,
        vat="25",
        invoices=46,
        late_interest="Forsinkelsesrente etter lov",
        banks=(
            Bank(kind="norwegian", number="86011117947"),
            Bank(kind="iban", number="NO9386011117947", bic="DNBANOKK"),
        ),
        sells=(
            ("Tømrerarbeid", "HUR", "790", "25"),
            ("Materialer, kledning", "MTK", "412", "25"),
            ("Rigg og drift", "C62", "12800", "25"),
            ("Stillasleie", "WEE", "3400", "25"),
            ("Byggeledelse", "HUR", "1150", "25"),
        ),
    ),
    Cast(
        slug="havn-logistik",
        name="Havn Logistik ApS",
        country="DK",
        legal_id="61056416",
        vat_id="DK61056416",
        street="Nordhavnsvej 22",
        postcode="2150",
        city="Nordhavn",
        phone="+45 33 14 20 20",
        email="faktura@havnlogistik.example",
        website="havnlogistik.example",
        language="da",
        currency="DKK",
        zone="Europe/Copenhagen",
        prefix="H",
        first_number=880,
        vat="25",
        invoices=42,
        late_interest="Rente efter rentelovens § 5",
        banks=(
            Bank(kind="fik", number="81234567"),
            Bank(kind="danish", number="00400440116243"),
        ),
        sells=(
            ("Containertransport København–Göteborg", "C62", "6850", "25"),
            ("Lagerleje pr. palleplads", "WEE", "38", "25"),
            ("Ekspeditionsgebyr", "C62", "145", "25"),
            ("Håndtering", "HUR", "520", "25"),
        ),
    ),
    Cast(
        slug="makinen",
        name="Mäkinen Teollisuus Oy",
        country="FI",
        legal_id="20774740",
        vat_id="FI20774740",
        street="Hämeenkatu 15",
        postcode="33100",
        city="Tampere",
        phone="+358 3 212 4400",
        email="laskutus@makinen.example",
        website="makinen.example",
        language="fi",
        currency="EUR",
        zone="Europe/Helsinki",
        prefix="",
        first_number=3301,
        vat="25.5",
        invoices=40,
        late_interest="Korkolain mukainen viivästyskorko",
        banks=(Bank(kind="iban", number="FI2112345600000785", bic="NDEAFIHH"),),
        sells=(
            ("Teräsrunko, hitsattu", "C62", "1480", "25.5"),
            ("Asennustyö", "HUR", "86", "25.5"),
            ("Suunnittelutyö", "HUR", "112", "25.5"),
            ("Kuljetus", "C62", "240", "25.5"),
            ("Kahvitarjoilu, koulutuspäivä", "C62", "12.40", "13.5"),
        ),
    ),
)

PEOPLE: Final = (
    Person(
        name="Sara Lind",
        email="sara@nordljus.example",
        language="sv",
        roles={"nordljus": "owner", "fjordbygg": "invoicer"},
    ),
    Person(name="Johan Ek", email="johan@nordljus.example", language="sv", roles={"nordljus": "reader"}),
    Person(name="Ingrid Solheim", email="ingrid@fjordbygg.example", language="nb", roles={"fjordbygg": "owner"}),
    Person(name="Mads Holm", email="mads@havnlogistik.example", language="da", roles={"havn-logistik": "owner"}),
    Person(name="Aino Mäkinen", email="aino@makinen.example", language="fi", roles={"makinen": "owner"}),
    Person(name="Support Svensson", email="support@fakturaportalen.example", language="sv", is_staff=True),
)
