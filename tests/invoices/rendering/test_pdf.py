"""The PDF of a document: its kind, what is embedded, that nothing leaves the page, and that it is always the same."""

import io
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pypdfium2
import pytest

from invoices.rendering.engine import PdfFailedError, print_pdf
from invoices.rendering.look import Look
from invoices.rendering.pdf import file_name, render
from tests.invoices.rendering.documents import credit_note, invoice

XML = b'<?xml version="1.0" encoding="UTF-8"?><Invoice/>'
MARGIN = 14 / 25.4 * 72


def pages_of(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


def test_it_is_tagged_pdf_a_3b_with_the_xml_as_its_source() -> None:
    with pikepdf.open(io.BytesIO(render(invoice(), language="sv", xml=XML))) as file:
        with file.open_metadata() as metadata:
            assert metadata.pdfa_status == "3B"
        (enclosed,) = file.Root.AF
        assert (str(enclosed.UF)[-10:], enclosed.AFRelationship) == ("-10428.xml", "/Source")
        assert enclosed.EF.F.read_bytes() == XML
        assert file.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in file.Root
        assert str(file.Root.Lang) == "sv"
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(file.Root.keys())
        assert "/JavaScript" not in file.Root.Names
        for font in file.pages[0].Resources.Font.values():
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        assert file.check_pdf_syntax() == []


def test_the_same_document_gives_the_same_bytes_also_from_four_threads() -> None:
    expected = render(invoice(), language="sv", xml=XML)
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: render(invoice(), language="sv", xml=XML), range(8)))
    assert set(made) == {expected}


def test_amounts_and_references_stand_on_one_page() -> None:
    (text,) = pages_of(render(invoice(), language="sv"))
    for words in ("13\xa0125,00", "5164-8822", "1042\xa08202\xa06111", "556677-8899", "20 december 2026"):
        assert words in text or words.replace("\xa0", " ") in text


def test_a_credit_note_takes_away_and_asks_for_no_payment() -> None:
    (text,) = pages_of(render(credit_note(), language="sv"))
    assert "10428" in text
    assert "\N{MINUS SIGN}4" in text
    assert "5164-8822" not in text


def test_many_lines_carry_their_sum_from_page_to_page() -> None:
    pages = pages_of(render(invoice(60), language="en"))
    assert len(pages) > 2
    forward = [text.split("Carried forward")[1].split()[0] for text in pages[:-1] if "Carried forward" in text]
    brought = [text.split("Brought forward")[1].split()[0] for text in pages[1:] if "Brought forward" in text]
    assert forward
    assert forward == brought
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]


def test_long_words_and_five_hundred_lines_stay_on_the_paper() -> None:
    document = invoice(500, name="Ö" * 200, buyer="Å" * 200)
    for page in pypdfium2.PdfDocument(render(document, language="fi")):
        for found in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            left, bottom, right, top = found.get_bounds()
            assert left >= MARGIN
            assert right <= page.get_width() - MARGIN
            assert bottom >= 0
            assert top <= page.get_height()


@pytest.mark.parametrize("language", ["sv", "en", "is", "fi", "da", "nb"])
def test_every_language_makes_one_page(language: str) -> None:
    assert len(pages_of(render(invoice(), language=language))) == 1


def test_characters_that_xml_cannot_hold_do_no_harm() -> None:
    (text,) = pages_of(render(invoice(1, name="A\x0bB <b>&\ufffe"), language="sv"))
    assert "<b>&" in text


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1/", "data:image/png;base64,AAAA"])
def test_a_file_that_was_not_handed_over_stops_the_print(address: str) -> None:
    markup = f'<html lang="sv"><head><title>x</title></head><body><img src="{address}" alt="x"/></body></html>'
    with pytest.raises(PdfFailedError):
        print_pdf(markup, language="sv", accent="", resources={}, enclosure=None)


def test_an_unreadable_logo_gives_way_to_the_name() -> None:
    (text,) = pages_of(render(invoice(), language="sv", look=Look(logo=b"no picture")))
    assert text.index("Nordljus AB") < text.index("Västerbro")


def test_file_names_are_plain() -> None:
    assert file_name(invoice(), language="en", extension="pdf") == "invoice-10428.pdf"
