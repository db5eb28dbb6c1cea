"""From bytes to a report: what cannot be read, the order of the layers, and what a report says was done."""

import pytest
from lxml import etree

from invoices.en16931.rules import Finding, check, check_tree
from tests.invoices.en16931.rules.countries import SAMPLES
from tests.invoices.en16931.rules.samples import (
    CREDIT,
    SELLER,
    SWEDISH,
    after,
    all_of,
    drop,
    edited,
    mark,
    put,
)

DATA = SWEDISH.encode()
LAUGHS = "".join(
    f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "ha"}{"&l" + str(n - 1) + ";" if n else ""}">'
    for n in range(30)
)
EVERYTHING = ("UBL 2.1 XSD", "EN 16931 UBL 1.3.16", "Peppol BIS Billing 3.0.21")

UNREADABLE = {
    "empty": (b"", "XML-EMPTY"),
    "blank": (b" \n ", "XML-EMPTY"),
    "not xml": (b"%PDF-1.7 ...", "XML-NOT-XML"),
    "not well formed": (DATA.replace(b"</cbc:Note>", b""), "XML-NOT-XML"),
    "cut short": (DATA[:2000], "XML-NOT-XML"),
    "a null byte": (DATA.replace(b"Olle", b"Ol\0le"), "XML-NOT-XML"),
    "doctype": (b"<!DOCTYPE Invoice>" + DATA, "XML-DOCTYPE"),
    "external entity": (
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + DATA.replace(b"Olle", b"&f;", 1),
        "XML-DOCTYPE",
    ),
    "external dtd": (b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">' + DATA, "XML-DOCTYPE"),
    "billion laughs": (f"<!DOCTYPE x [{LAUGHS}]>".encode() + DATA.replace(b"Olle", b"&l29;", 1), "XML-DOCTYPE"),
    "undeclared entity": (DATA.replace(b"Olle", b"&what;", 1), "XML-NOT-XML"),
    "wrong encoding": (b'<?xml version="1.0" encoding="UTF-8"?>' + SWEDISH.encode("latin-1"), "XML-ENCODING"),
    "unknown encoding": (b'<?xml version="1.0" encoding="x-rot13"?>' + DATA, "XML-ENCODING"),
    "20 MB": (DATA.replace(b"JVBERi0=", b"A" * 21 * 1024 * 1024), "XML-TOO-LARGE"),
    "5 million elements": (b"<Invoice>" + b"<a/>" * 5_000_000 + b"</Invoice>", "XML-TOO-MANY-ELEMENTS"),
    "another root": (b"<Order xmlns='urn:oasis:names:specification:ubl:schema:xsd:Order-2'/>", "XML-ROOT"),
    "no namespace": (b"<Invoice/>", "XML-ROOT"),
    "another namespace": (DATA.replace(b"xsd:Invoice-2", b"xsd:Invoice-3"), "XML-ROOT"),
}


@pytest.mark.parametrize(("data", "rule"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_one_clear_finding(data: bytes, rule: str) -> None:
    report = check(data)
    assert (report.valid, report.doctype, report.rulesets, len(report.findings)) == (False, "", (), 1)
    finding = report.findings[0]
    assert (finding.layer, finding.rule, finding.flag) == ("xml", rule, "fatal")
    assert finding.text.endswith(".")
    assert len(finding.text) < 400
    assert "root:" not in finding.text


def test_deep_nesting_is_refused_as_not_readable() -> None:
    report = check(b"<a>" * 100_000)
    assert [finding.layer for finding in report.findings] == ["xml"]


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8-sig"])
def test_other_encodings_that_xml_allows_are_read(encoding: str) -> None:
    declared = encoding.replace("-sig", "")
    report = check(f'<?xml version="1.0" encoding="{declared}"?>{SWEDISH}'.encode(encoding))
    assert (report.valid, report.findings) == (True, ())


def test_a_valid_document_names_the_rules_that_were_run() -> None:
    report = check(DATA)
    assert (report.valid, report.doctype, report.rulesets, report.findings) == (True, "Invoice", EVERYTHING, ())
    assert check(CREDIT.encode()).doctype == "CreditNote"


def test_a_document_against_the_schema_is_not_handed_to_the_rules() -> None:
    report = check(edited(SWEDISH, drop("cbc:ID"), drop("cbc:ProfileID")).encode())
    assert report.rulesets == EVERYTHING[:1]
    assert [(finding.layer, finding.rule, finding.flag) for finding in report.findings] == [("xsd", "XSD", "fatal")]
    assert "cbc:ID" in report.findings[0].text


def test_a_schema_finding_names_place_and_term_whatever_the_prefixes() -> None:
    wrong = edited(SWEDISH, put("cac:InvoiceLine/cac:Price/cbc:PriceAmount", "dear"))
    renamed = wrong.replace("cac:", "a:").replace(":cac=", ":a=").replace("cbc:", "b:").replace(":cbc=", ":b=")
    bare = wrong.replace("xmlns=", "xmlns:u=").replace("xmlns:cac=", "xmlns=").replace("cac:", "")
    bare = bare.replace("<Invoice ", "<u:Invoice ").replace("</Invoice>", "</u:Invoice>")
    for text in (wrong, renamed, bare):
        finding = check(text.encode()).findings[0]
        assert finding.location == "/ubl:Invoice/cac:InvoiceLine[1]/cac:Price[1]/cbc:PriceAmount[1]"
        assert finding.terms == ("BT-146",)


def test_a_document_with_very_many_faults_is_told_a_hundred_and_how_many_more() -> None:
    lines = "<cac:InvoiceLine><cbc:ID/></cac:InvoiceLine>" * 200
    findings = check(SWEDISH.replace("</Invoice>", f"{lines}</Invoice>").encode()).findings
    assert len(findings) == 101
    assert "100 more" in findings[-1].text


def test_without_the_schema_every_rule_layer_judges_a_fragment() -> None:
    report = check(edited(SWEDISH, drop("cbc:ID"), drop("cbc:ProfileID")).encode(), xsd=False)
    assert report.rulesets == EVERYTHING[1:]
    assert {("en16931", "BR-02"), ("peppol", "PEPPOL-EN16931-R001")} <= {(f.layer, f.rule) for f in report.findings}


def test_a_warning_alone_leaves_a_document_valid() -> None:
    report = check(edited(SWEDISH, put("cac:PaymentMeans/cbc:PaymentMeansCode", "31")).encode())
    assert report.valid
    assert [(finding.rule, finding.flag) for finding in report.findings] == [("SE-R-012", "warning")]


def test_a_norm_finding_has_a_short_place_the_terms_and_a_text_without_the_id() -> None:
    report = check(edited(SWEDISH, put("cac:InvoiceLine/cac:Price/cbc:PriceAmount", "-250.00")).encode())
    finding = next(finding for finding in report.findings if finding.rule == "BR-27")
    place = "/ubl:Invoice/cac:InvoiceLine[1]"
    assert finding == Finding("en16931", "BR-27", "fatal", place, finding.text, ("BT-146",))
    assert not finding.text.startswith("[")


def test_a_code_list_finding_takes_its_term_from_its_place() -> None:
    report = check(edited(SWEDISH, put("cbc:DocumentCurrencyCode", "SKR")).encode())
    assert ("BT-5",) in {finding.terms for finding in report.findings if finding.rule == "BR-CL-04"}


def test_an_identifier_finding_names_the_term_at_its_place_only() -> None:
    report = check(edited(SWEDISH, put(f"{SELLER}/cbc:EndpointID", "1")).encode())
    assert [(finding.rule, finding.terms) for finding in report.findings] == [("PEPPOL-COMMON-R049", ("BT-34",))]


def test_a_second_value_that_the_rules_cannot_take_is_fatal_not_silent() -> None:
    twice = edited(SWEDISH, after("cac:PaymentMeans/cbc:PaymentID", "<cbc:PaymentID>2</cbc:PaymentID>"))
    two_names = edited(
        SWEDISH, after(f"{SELLER}/cac:PartyTaxScheme", f"<cac:PartyTaxScheme>{_vat()}</cac:PartyTaxScheme>")
    )
    assert check(twice.encode()).findings
    report = check(two_names.encode())
    assert not report.valid
    assert {("peppol", "PEPPOL-ENGINE", "fatal")} <= {(f.layer, f.rule, f.flag) for f in report.findings}


def _vat() -> str:
    return "<cbc:CompanyID>SE556999888201</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"


def test_an_engine_that_gives_up_is_a_fatal_finding() -> None:
    # Two legal entities are schema-valid; the official stylesheet aborts on their two names.
    entity = "<cac:PartyLegalEntity><cbc:RegistrationName>B</cbc:RegistrationName></cac:PartyLegalEntity>"
    report = check(edited(SWEDISH, after(f"{SELLER}/cac:PartyLegalEntity", entity)).encode())
    assert not report.valid
    engine = [finding for finding in report.findings if finding.rule == "EN16931-ENGINE"]
    assert [(finding.layer, finding.flag) for finding in engine] == [("en16931", "fatal")]
    assert report.rulesets == EVERYTHING


SELF_BILLED = edited(
    SWEDISH,
    put("cbc:CustomizationID", "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0"),
    put("cbc:ProfileID", "urn:fdc:peppol.eu:2017:poacc:selfbilling:01:1.0"),
    put("cbc:InvoiceTypeCode", "389"),
)


def test_a_self_billed_document_is_judged_by_the_rules_of_its_profile() -> None:
    report = check(SELF_BILLED.encode())
    assert (report.valid, report.findings) == (True, ())
    assert report.rulesets[2] == "Peppol BIS Self-Billing 3.0.2"
    wrong = all_of(put("cbc:InvoiceTypeCode", "380"), put("cac:PaymentMeans/cbc:PaymentMeansCode", "50"))
    assert [finding.rule for finding in check(edited(SELF_BILLED, wrong).encode()).findings] == ["PEPPOL-EN16931-P0100"]
    subtotal = mark("cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount", "currencyID", "EUR")
    assert "PEPPOL-EN16931-R051" not in {f.rule for f in check(edited(SELF_BILLED, subtotal).encode()).findings}


DUE = [drop("cbc:DueDate")]


@pytest.mark.parametrize(
    ("edits", "found"),
    [
        (DUE, ["PORTAL-R001"]),
        ([], []),
        ([*DUE, after("cac:PaymentMeans", "<cac:PaymentTerms><cbc:Note>30 dagar</cbc:Note></cac:PaymentTerms>")], []),
    ],
    ids=["neither", "due date", "terms"],
)
def test_the_portals_own_rule_wants_to_know_when_to_pay(edits: list, found: list[str]) -> None:
    data = edited(SWEDISH, *edits).encode()
    report = check(data, portal=True)
    assert [finding.rule for finding in report.findings] == found
    assert report.valid is not bool(found)
    assert report.rulesets == (*EVERYTHING, "Portal 1")
    assert check(data).valid


def test_the_portals_own_rule_leaves_credit_notes_and_paid_invoices_alone() -> None:
    paid = all_of(put("//cbc:PayableAmount", "0.00"), *DUE)
    assert "PORTAL-R001" not in {f.rule for f in check(edited(SWEDISH, paid).encode(), portal=True).findings}
    assert check(CREDIT.encode(), portal=True).findings == ()


def test_a_parsed_tree_is_judged_as_its_bytes_are() -> None:
    for text in SAMPLES.values():
        broken = edited(text, drop("cbc:BuyerReference"), drop("cac:OrderReference"))
        assert check_tree(etree.fromstring(broken)) == check(broken.encode())
    assert [finding.rule for finding in check_tree(etree.fromstring("<x/>")).findings] == ["XML-ROOT"]


def test_comments_and_cdata_change_nothing() -> None:
    text = SWEDISH.replace(">Olle<", "><!-- a -->Ol<![CDATA[le]]><?x y?><").replace(">30<", "><!-- c -->30<")
    assert check(text.encode()).findings == ()
