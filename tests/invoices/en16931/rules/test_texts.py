"""Every finding that the editor can cause has a plain sentence and the field that it belongs to."""

import re

import pytest
from lxml import etree

from invoices.en16931.rules import Finding, check, package, peppol
from invoices.en16931.rules.texts import SENTENCES, explain, locate
from invoices.en16931.rules.texts.advice import Row, index_rows
from invoices.en16931.rules.texts.places import field_at
from tests.invoices.en16931.rules.samples import BUYER, SELLER, SWEDISH, all_of, drop, edited, mark, put

LINE = "cac:InvoiceLine"
OWN = {"PORTAL-R001", "XSD", "EN16931-ENGINE", "PEPPOL-ENGINE"}

# What a user can do wrong in the editor: the edit that it makes in the document, the rule it breaks, the field to jump to.
FAULTS = [
    (drop("cbc:IssueDate"), "BR-03", "issue_date"),
    (put("cbc:DueDate", "2026-12-32"), "PEPPOL-EN16931-F001", "due_date"),
    (drop("cbc:DueDate"), "PORTAL-R001", "due_date"),
    (all_of(drop("cbc:BuyerReference"), drop("cac:OrderReference")), "PEPPOL-EN16931-R003", "buyer_reference"),
    (put("cbc:DocumentCurrencyCode", "SKR"), "BR-CL-04", "currency"),
    (put("cbc:Note", " "), "PEPPOL-EN16931-R008", "note"),
    (drop(f"{LINE}/cac:Item/cbc:Name"), "BR-25", "lines.0.name"),
    (drop(f"{LINE}/cbc:InvoicedQuantity"), "BR-22", "lines.0.quantity"),
    (mark(f"{LINE}/cbc:InvoicedQuantity", "unitCode", "timme"), "BR-CL-23", "lines.0.unit"),
    (put(f"{LINE}/cac:Price/cbc:PriceAmount", "-250.00"), "BR-27", "lines.0.price"),
    (drop(f"{LINE}/cac:Item/cac:ClassifiedTaxCategory"), "BR-CO-04", "lines.0.vat"),
    (put(f"{LINE}/cac:Item/cac:ClassifiedTaxCategory/cbc:Percent", "0"), "BR-S-05", "lines.0.vat"),
    (put(f"{LINE}/cac:Item/cac:ClassifiedTaxCategory/cbc:Percent", "24"), "SE-R-006", "lines.0.vat"),
    (put(f"{LINE}/cac:Price/cac:AllowanceCharge/cbc:Amount", "1.00"), "PEPPOL-EN16931-R046", "lines.0.price"),
    (put(f"{LINE}/cac:InvoicePeriod/cbc:EndDate", "2026-12-24"), "PEPPOL-EN16931-R111", "lines.0.period"),
    (put("cac:InvoicePeriod/cbc:EndDate", "2026-10-01"), "BR-29", "period_end"),
    (drop("cac:AllowanceCharge[1]/*[contains(name(), 'Reason')]"), "BR-33", "allowances.0.reason"),
    (drop("cac:AllowanceCharge[2]/*[contains(name(), 'Reason')]"), "BR-38", "allowances.1.reason"),
    (drop("cac:AllowanceCharge[2]/cbc:Amount"), "BR-36", "allowances.1.amount"),
    (drop("cac:AllowanceCharge[2]/cac:TaxCategory"), "BR-37", "allowances.1.vat"),
    (mark("//cbc:EmbeddedDocumentBinaryObject", "mimeCode", "text/html"), "PEPPOL-EN16931-CL001", "attachments.0"),
    (drop("cac:AdditionalDocumentReference/cbc:ID"), "BR-52", "attachments.0"),
    (drop("cac:BillingReference//cbc:ID"), "BR-55", "preceding_invoice"),
    (put("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID", "123-4567"), "SE-R-008", "company.bank"),
    (drop("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID"), "BR-50", "company.bank"),
    (put(f"{SELLER}/cac:PartyTaxScheme[1]/cbc:CompanyID", "SE5591234009"), "SE-R-001", "company.vat_id"),
    (drop(f"{SELLER}/cac:PartyTaxScheme"), "BR-S-02", "company.vat_id"),
    (put(f"{SELLER}/cac:PartyTaxScheme[2]/cbc:CompanyID", "F-skatt"), "SE-R-005", "company.f_tax"),
    (put(f"{SELLER}/cac:PartyLegalEntity/cbc:CompanyID", "1"), "SE-R-004", "company.legal_id"),
    (put(f"{SELLER}/cac:PartyLegalEntity/cbc:CompanyID", "1"), "PEPPOL-COMMON-R049", "company.legal_id"),
    (drop(f"{SELLER}/cac:PostalAddress/cac:Country"), "BR-09", "company.address"),
    (drop(f"{SELLER}/cac:PartyLegalEntity/cbc:RegistrationName"), "BR-06", "company.name"),
    (put(f"{SELLER}/cbc:EndpointID", "1"), "PEPPOL-COMMON-R049", "company.electronic_address"),
    (drop(f"{BUYER}/cbc:EndpointID"), "PEPPOL-EN16931-R010", "buyer.electronic_address"),
    (mark(f"{BUYER}/cbc:EndpointID", "schemeID", "0037"), "PEPPOL-EN16931-CL008", "buyer.electronic_address"),
    (put(f"{BUYER}/cac:PartyLegalEntity/cbc:CompanyID", "1"), "PEPPOL-COMMON-R049", "buyer.legal_id"),
    (put(f"{BUYER}/cac:PartyTaxScheme/cbc:CompanyID", "556999888201"), "BR-CO-09", "buyer.vat_id"),
    (put("//cac:ClassifiedTaxCategory/cbc:ID", "AE"), "BR-AE-05", "lines.0.vat"),
    (drop(f"{BUYER}/cac:PostalAddress"), "BR-10", "buyer.address"),
    (drop(f"{BUYER}/cac:PartyLegalEntity/cbc:RegistrationName"), "BR-07", "customer"),
    (put("cbc:InvoiceTypeCode", "384"), "PEPPOL-EN16931-P0112", "type_code"),
    (drop(LINE), "BR-16", "lines"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "rule", "field"), FAULTS, ids=[f"{rule} {field}" for _, rule, field in FAULTS])
def test_a_fault_of_the_editor_has_a_sentence_and_its_field(edit, rule: str, field: str) -> None:
    findings = check(edited(SWEDISH, edit).encode(), xsd=False, portal=True).findings
    advice = [explain(finding) for finding in findings if finding.rule == rule]
    assert advice, [finding.rule for finding in findings]
    assert advice[0].field == field
    assert advice[0].sentence == SENTENCES[rule]


def test_rows_are_counted_as_in_the_document() -> None:
    third = edited(SWEDISH, lambda tree: tree.extend([tree[-1].__deepcopy__({}) for _ in range(2)]))
    wrong = edited(third, put("cac:InvoiceLine[3]/cac:Price/cbc:PriceAmount", "-1"))
    fields = {locate(f) for f in check(wrong.encode(), xsd=False).findings if f.rule == "BR-27"}
    assert fields == {"lines.2.price"}
    credit = Finding("en16931", "BR-25", "fatal", "/cn:CreditNote/cac:CreditNoteLine[2]", "")
    assert locate(credit) == "lines.1.name"


def test_sentences_are_for_rules_that_exist() -> None:
    official = set(re.findall(r'name="id">([^<]+)<', package.norm_stylesheet().read_text("utf-8")))
    known = official | {rule.id for rule in peppol.rulebook(peppol.BILLING).rules()} | OWN
    assert set(SENTENCES) - known == set()


def test_every_rule_that_the_editor_can_break_has_a_sentence() -> None:
    ids = [rule.id for rule in peppol.rulebook(peppol.BILLING).rules()]
    of_the_portals_sellers = [rule for rule in ids if rule.startswith(("PEPPOL-", "SE-R-", "IS-R-", "NO-R-"))]
    assert [rule for rule in of_the_portals_sellers if rule not in SENTENCES] == []
    official = re.findall(r'name="id">([^<]+)<', package.norm_stylesheet().read_text("utf-8"))
    families = re.compile(r"BR-(CO|S|Z|E|AE|IC|G|O|CL|DEC)-\d+")
    missing = {rule for rule in official if families.fullmatch(rule) and rule not in SENTENCES}
    # What no field of the editor makes: notes' and references' own codes, and countries of origin.
    assert missing == {"BR-CL-06", "BR-CL-07", "BR-CL-08", "BR-CL-15"}


def test_a_sentence_is_one_of_plain_english() -> None:
    for sentence in SENTENCES.values():
        assert sentence[0].isupper() or sentence.startswith("“")
        assert sentence.endswith(".")
        assert len(sentence) <= 120
        assert not re.search(r"\bB[TG]-\d|\bBR-", sentence)


def test_a_rule_without_a_sentence_keeps_its_own_text_and_id() -> None:
    finding = Finding("en16931", "UBL-CR-001", "warning", "/ubl:Invoice", "Something official")
    assert explain(finding).sentence == "UBL-CR-001: Something official"
    assert explain(finding).field == ""


def test_a_place_no_field_makes_belongs_to_the_document() -> None:
    assert field_at("/ubl:Invoice") == ""
    assert field_at("/ubl:Invoice/cbc:UBLVersionID[1]") == ""
    assert field_at("/ubl:Invoice/cbc:NoteX[1]") == ""


def test_two_sentences_for_one_rule_are_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="BR-01"):
        index_rows((Row("BR-01 BR-02", "", "a"),), (Row("BR-01", "", "b"),))


def test_every_place_of_the_sample_has_a_field_or_is_the_portals_own() -> None:
    ours = {"cbc:CustomizationID", "cbc:ProfileID", "cbc:ID"}
    tree = etree.fromstring(SWEDISH)
    for element in tree:
        name = f"{'cac' if 'Aggregate' in element.tag else 'cbc'}:{etree.QName(element).localname}"
        assert bool(field_at(f"/ubl:Invoice/{name}[1]")) is (name not in ours), name
