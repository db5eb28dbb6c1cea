"""Sample data of the styleguide: what its screens show in place of a company's own rows. Used by no other page."""
# ruff: noqa: E501 - a sample is a line

from dataclasses import dataclass
from typing import Any

from portal.navigation import Group, Item


@dataclass(frozen=True, slots=True)
class SampleCompany:
    """Stands in for a company in the frame."""

    pk: int
    name: str
    slug: str
    legal_id: str
    initials: str


@dataclass(frozen=True, slots=True)
class SampleUser:
    """Stands in for the signed-in user in the frame."""

    name: str = "Sara Lind"
    email: str = "sara.lind@nordljus.example"
    initials: str = "SL"
    language: str = "en"
    pk: int = 1
    is_authenticated: bool = True
    is_staff: bool = False

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Column:
    """A column head of a sample table."""

    key: str
    label: str
    numeric: bool = False
    sort_url: str = ""
    sort: str = ""
    css: str = ""
    shown: bool = True
    fixed: bool = False


COMPANIES = (
    SampleCompany(1, "Nordljus AB", "nordljus", "556677-8899", "NL"),
    SampleCompany(2, "Håkansson & Døssing ApS", "hakansson", "31587702", "HD"),
    SampleCompany(3, "Mäkinen Logistiikka Oy", "makinen", "2284417-8", "ML"),
)
NAVIGATION = (
    Group("", (Item("Overview", "layout-dashboard", "#frame", key="o"),)),
    Group(
        "Invoices",
        (
            Item("Create invoice", "file-plus", "#editor", key="n"),
            Item("Drafts", "file-pen-line", "#tables", count=4, key="u"),
            Item("Sent", "send", "#list", active=True, count=1284, key="s"),
            Item("To do", "triangle-alert", "#queue", count=3, tone="bad", key="a"),
            Item("Received", "inbox", "#received", count=12, key="m"),
        ),
    ),
    Group("Registers", (Item("Customers", "users", "#customers", key="k"),)),
)
COLUMNS = (
    Column("number", "Invoice no.", sort_url="#list", sort="descending", fixed=True),
    Column("customer", "Customer", sort_url="#list"),
    Column("issued", "Issued", css="m-hide peek-hide"),
    Column("due", "Due"),
    Column("method", "Method", css="m-hide peek-hide"),
    Column("status", "Status"),
    Column("amount", "Amount", numeric=True, sort_url="#list"),
)
_ROWS = (
    ("10428", "Västerbro Fastigheter AB", "556842-1175", "20 Nov", "20 Dec", "in 29 days", "globe", "Peppol", "ok", "Delivered", "41 225,00", "SEK"),
    ("10427", "Göteborgs kulturförvaltning", "212000-1355", "20 Nov", "20 Dec", "in 29 days", "globe", "Peppol", "ok", "Received by buyer", "18 750,00", "SEK"),
    ("10426", "Håkansson & Døssing ApS", "31587702", "19 Nov", "3 Dec", "in 12 days", "globe", "Peppol", "info", "Sending", "12 480,00", "DKK"),
    ("10425", "Elna Sjöström", "", "18 Nov", "18 Dec", "in 27 days", "mail", "E-mail (PDF)", "bad", "Undelivered", "3 125,00", "SEK"),
    ("10422", "Norrlid Bygg & Entreprenad AB", "556911-0041", "3 Nov", "17 Nov", "4 days late", "globe", "Peppol", "warn", "Overdue", "87 340,00", "SEK"),
    ("10421", "Västerbro Fastigheter AB", "556842-1175", "3 Nov", "3 Nov", "", "globe", "Peppol", "", "Credited", "−4 500,00", "SEK"),
    ("", "Straumur hönnun ehf.", "450401-3150", "31 Oct", "30 Nov", "in 9 days", "mail", "E-mail (PDF)", "draft", "Draft", "486 000", "ISK"),
)  # fmt: skip
KEYS = (
    "number",
    "customer",
    "legal_id",
    "issued",
    "due",
    "relative",
    "icon",
    "method",
    "tone",
    "status",
    "amount",
    "currency",
)
INVOICES = tuple(dict(zip(KEYS, row, strict=True)) for row in _ROWS)
LINES = (
    {"no": 1, "name": "Feasibility study, facade", "note": "Stage 1, as agreed", "quantity": "1", "unit": "st", "price": "22 400,00", "discount": "", "vat": "25", "amount": "22 400,00"},
    {"no": 2, "name": "Consulting hours, project lead", "note": "Week 44–46", "quantity": "12,5", "unit": "tim", "price": "1 050,00", "discount": "10", "vat": "25", "amount": "11 812,50"},
    {"no": 3, "name": "Drawings, A1 colour", "note": "", "quantity": "8", "unit": "st", "price": "", "discount": "", "vat": "25", "amount": "–", "error": "Enter a unit price. Write 0 if the line is free."},
    {"no": 4, "name": "Trade literature", "note": "", "quantity": "1", "unit": "st", "price": "420,00", "discount": "", "vat": "6", "amount": "420,00"},
)  # fmt: skip
MONTHS = (
    ("Dec", 168, 44, 212), ("Jan", 150, 39, 189), ("Feb", 172, 42, 214), ("Mar", 208, 35, 243), ("Apr", 190, 40, 230), ("May", 214, 46, 260),
    ("Jun", 238, 38, 276), ("Jul", 101, 27, 128), ("Aug", 188, 39, 227), ("Sep", 246, 43, 289), ("Oct", 272, 41, 313), ("Nov", 246, 40, 286),
)  # fmt: skip
SECTIONS = {
    "tokens": "Tokens",
    "controls": "Buttons and menus",
    "forms": "Forms",
    "data": "Status and data",
    "overlays": "Dialogs and toasts",
    "list": "List page",
    "tables": "Tables, empty, loading",
    "editor": "Editor",
    "invoice": "Invoice page",
    "received": "Received",
    "customers": "Customers",
    "overview": "Overview",
    "queue": "To do",
}
SWATCHES = [
    "canvas",
    "surface",
    "surface2",
    "sunken",
    "hover",
    "line",
    "field",
    "text",
    "text2",
    "text3",
    "accent",
    "fill",
    "asoft",
    "ok",
    "oks",
    "warn",
    "warns",
    "bad",
    "bads",
    "info",
    "infos",
]


def _bars() -> list[dict[str, Any]]:
    """Place each month's two bars: percent across, pixels up."""
    step, height, top = 100 / len(MONTHS), 200, 320
    bars = []
    for number, (month, network, mail, total) in enumerate(MONTHS):
        upper, lower = round(mail * height / top), round(network * height / top)
        bars.append(
            {
                "month": month, "total": total, "x": f"{number * step:.3f}%", "bar_x": f"{number * step + step * .2:.3f}%",
                "mid": f"{(number + .5) * step:.3f}%", "width": f"{step:.3f}%", "bar_width": f"{step * .6:.3f}%",
                "lower": lower, "lower_y": 228 - lower, "upper": upper, "upper_y": 226 - lower - upper,
                "label_y": 220 - lower - upper, "now": number == len(MONTHS) - 1,
            }
        )  # fmt: skip
    return bars


def samples(only: str = "") -> dict[str, Any]:
    """Return the context of the styleguide: all its sections, or the one that was asked for."""
    return {
        "titles": SECTIONS,
        "sections": [f"portal/styleguide/{name}.html" for name in SECTIONS if only in ("", name)],
        "navigation": NAVIGATION,
        "switcher_companies": COMPANIES,
        "user": SampleUser(),
        "columns": COLUMNS,
        "invoices": INVOICES,
        "lines": LINES,
        "bars": _bars(),
        "swatches": SWATCHES,
        "criteria": (("number", "Invoice no."), ("customer", "Customer"), ("ocr", "OCR")),
        "chips": ({"label": "Period", "value": "1 Oct – 21 Nov 2026", "url": "#list"},),
        "tabs": (
            {"label": "All", "url": "#list", "current": True},
            {"label": "To do", "url": "#list", "count": 3, "tone": "bad"},
            {"label": "Overdue", "url": "#list", "count": 1},
            {"label": "Peppol this month", "url": "#list"},
        ),
        "plan": {
            "name": "Basic",
            "text": "2 of 2 licences",
            "used": 2,
            "limit": 2,
            "url": "#frame",
            "action": "Order more licences",
        },
    }
