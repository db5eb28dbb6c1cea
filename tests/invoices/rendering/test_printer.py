"""What the printer takes from WeasyPrint that is not promised, and the conditions of its kept styles."""

import re

import weasyprint
from django.conf import settings
from weasyprint.css import ComputedStyle, StyleFor
from weasyprint.document import Document, Page
from weasyprint.text.fonts import FontConfiguration

from invoices.rendering import engine
from invoices.rendering.pdf import render
from tests.invoices.rendering.documents import invoice

FOLDER = settings.BASE_DIR / "templates" / "invoices" / "pdf"


def test_the_private_names_are_those_of_the_pinned_version() -> None:
    assert weasyprint.__version__.split(".")[0] == "70"
    assert all(hasattr(StyleFor, name) for name in ("set_computed_styles", "get_cascaded_styles"))
    assert all(hasattr(Document, name) for name in ("_render", "_build_layout_context"))
    assert hasattr(Page, "paint")
    assert hasattr(FontConfiguration, "_folder")
    assert ComputedStyle.__init__.__code__.co_varnames[1:4] == ("parent_style", "cascaded", "pseudo_type")


def test_kept_styles_give_the_bytes_of_fresh_ones() -> None:
    engine._put_away()
    fresh = render(invoice(), language="sv")
    render(invoice(60), language="sv")
    assert render(invoice(), language="sv") == fresh


def test_rules_look_at_tags_classes_and_ancestors_only() -> None:
    sheet = re.sub(r"/\*.*?\*/|@[^{]*\{[^{}]*(\{[^{}]*\}[^{}]*)*\}", "", (FOLDER / "page.css").read_text(), flags=re.S)
    selectors = re.sub(r"\{[^}]*\}", ",", sheet)
    assert not re.search(r"[+~>#\[]|:(?!:)", selectors.replace("::", ""))


def test_no_element_has_a_style_or_an_id() -> None:
    for template in FOLDER.glob("*.html"):
        assert not re.search(r"\s(style|id)=", template.read_text()), template.name
