"""The Peppol rules for code lists, date format and exemption codes, with the lists as these rules fix them.

Ids and flags are Peppol's (BIS Billing 3.0.21), sentences and code our own. These lists judge documents; the choices
that an editor offers are kept elsewhere and may be narrower.
"""

from typing import Final

from invoices.en16931.rules.peppol.facts import Facts, code_list
from invoices.en16931.rules.peppol.registry import Context, Pattern
from invoices.en16931.rules.peppol.transaction import AMOUNTS
from invoices.en16931.rules.peppol.xpath import (
    Element,
    cac,
    cbc,
    date_minutes,
    is_any,
    kids,
    one,
    own_text,
    squash,
    text,
)

CURRENCIES: Final = code_list(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW
    CLF CLP CNH CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD
    HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON
    RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
    USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XTS XUA XXX
    YER ZAR ZMW ZWG
    """
)
ATTACHMENT_TYPES: Final = frozenset(
    {
        "application/pdf",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "image/jpeg",
        "image/png",
        "text/csv",
    }
)
PERIOD_CODES: Final = frozenset({"3", "35", "432"})
ALLOWANCE_REASONS: Final = code_list("41 42 60 62 63 64 65 66 67 68 70 71 88 95 100 102 103 104 105")
CHARGE_REASONS: Final = code_list(
    """
    AA AAA AAC AAD AAE AAF AAH AAI AAS AAT AAV AAY AAZ ABA ABB ABC ABD ABF ABK ABL ABN ABR ABS ABT ABU ACF ACG ACH ACI
    ACJ ACK ACL ACM ACS ADC ADE ADJ ADK ADL ADM ADN ADO ADP ADQ ADR ADT ADW ADY ADZ AEA AEB AEC AED AEF AEH AEI AEJ AEK
    AEL AEM AEN AEO AEP AES AET AEU AEV AEW AEX AEY AEZ AJ AU CA CAB CAD CAE CAF CAI CAJ CAK CAL CAM CAN CAO CAP CAQ CAR
    CAS CAT CAU CAV CAW CAX CAY CAZ CD CG CS CT DAB DAC DAD DAF DAG DAH DAI DAJ DAK DAL DAM DAN DAO DAP DAQ DL EG EP ER
    FAA FAB FAC FC FH FI GAA HAA HD HH IAA IAB ID IF IR IS KO L1 LA LAA LAB LF MAE MI ML NAA OA PA PAA PC PL PRV RAB RAC
    RAD RAF RE RF RH RV SA SAA SAD SAE SAI SG SH SM SU TAB TAC TT TV V1 V2 WH XAA YY ZZZ
    """
)
ELECTRONIC_ADDRESS_SCHEMES: Final = code_list(
    """
    0002 0007 0009 0060 0088 0096 0097 0106 0130 0135 0142 0151 0183 0184 0188 0190 0191 0192 0195 0196 0198 0199 0200
    0201 0204 0208 0209 0210 0211 0216 0218 0221 0225 0230 0235 0240 0242 0244 0245 0246 0248 9910 9913 9914 9915 9918
    9919 9920 9922 9923 9924 9925 9926 9927 9928 9929 9930 9931 9932 9933 9934 9935 9936 9937 9938 9939 9940 9941 9942
    9943 9944 9945 9946 9947 9948 9949 9950 9951 9952 9953 9957 9959
    """
)

CODES: Final = Pattern("codes and formats")

_attachment = CODES.context(cbc.EmbeddedDocumentBinaryObject, when=lambda node, facts: node.get("mimeCode") is not None)


@_attachment.rule(
    "PEPPOL-EN16931-CL001", "An attachment must be PDF, PNG, JPEG, CSV, Excel or OpenDocument spreadsheet.", "BT-125"
)
def _is_allowed_type(node: Element, facts: Facts) -> bool:
    return node.get("mimeCode") in ATTACHMENT_TYPES


def _reason(indicator: str) -> Context:
    def matches(node: Element, facts: Facts) -> bool:
        parent = node.getparent()
        return parent is not None and is_any(kids(parent, cbc.ChargeIndicator), indicator)

    return CODES.context(cbc.AllowanceChargeReasonCode, under=((cac.AllowanceCharge,),), when=matches)


_allowance_reason = _reason("false")
_charge_reason = _reason("true")


@_allowance_reason.rule(
    "PEPPOL-EN16931-CL002", "The reason of an allowance must be a code that Peppol allows.", "BT-98", "BT-140"
)
def _is_allowance_reason(node: Element, facts: Facts) -> bool:
    return squash(own_text(node)) in ALLOWANCE_REASONS


@_charge_reason.rule(
    "PEPPOL-EN16931-CL003", "The reason of a charge must be a code that Peppol allows.", "BT-105", "BT-145"
)
def _is_charge_reason(node: Element, facts: Facts) -> bool:
    return squash(own_text(node)) in CHARGE_REASONS


_period_code = CODES.context(cbc.DescriptionCode, under=((cac.InvoicePeriod,),))


@_period_code.rule("PEPPOL-EN16931-CL006", "The code of the VAT date must be 3, 35 or 432.", "BT-8")
def _is_period_code(node: Element, facts: Facts) -> bool:
    return squash(own_text(node)) in PERIOD_CODES


_amount = CODES.context(*AMOUNTS)


@_amount.rule("PEPPOL-EN16931-CL007", "A currency must be a code of ISO 4217.", "BT-5", "BT-6")
def _is_currency(node: Element, facts: Facts) -> bool:
    return node.get("currencyID") in CURRENCIES


_invoice_type = CODES.context(cbc.InvoiceTypeCode)


@_invoice_type.rule("PEPPOL-EN16931-P0100", "The invoice type must be one that the business process allows.", "BT-3")
def _is_invoice_type(node: Element, facts: Facts) -> bool:
    ruleset = facts.ruleset
    return facts.profile not in ruleset.coded_profiles or squash(own_text(node)) in ruleset.invoice_types


@_invoice_type.rule(
    "PEPPOL-EN16931-P0112", "Invoice types 326 and 384 are only for a German Seller and a German Buyer.", "BT-3"
)
def _is_not_german_type(node: Element, facts: Facts) -> bool:
    return facts.ruleset.self_billing or squash(text(node)) not in ("326", "384") or facts.is_german_trade


_credit_note_type = CODES.context(cbc.CreditNoteTypeCode)


@_credit_note_type.rule(
    "PEPPOL-EN16931-P0101", "The credit note type must be one that the business process allows.", "BT-3"
)
def _is_credit_note_type(node: Element, facts: Facts) -> bool:
    ruleset = facts.ruleset
    return facts.profile not in ruleset.coded_profiles or squash(own_text(node)) in ruleset.credit_note_types


_date = CODES.context(
    cbc.IssueDate, cbc.DueDate, cbc.TaxPointDate, cbc.StartDate, cbc.EndDate, cbc.ActualDeliveryDate
)  # fmt: skip


@_date.rule(
    "PEPPOL-EN16931-F001",
    "A date must be written YYYY-MM-DD, without time zone.",
    "BT-2", "BT-7", "BT-9", "BT-72", "BT-73", "BT-74", "BT-134", "BT-135",
)  # fmt: skip
def _is_plain_date(node: Element, facts: Facts) -> bool:
    return len(own_text(node)) == 10 and date_minutes(text(node)) is not None


_endpoint = CODES.context(cbc.EndpointID, when=lambda node, facts: node.get("schemeID") is not None)


@_endpoint.rule(
    "PEPPOL-EN16931-CL008", "The scheme of an electronic address must be one that Peppol lists.", "BT-34", "BT-49"
)
def _is_address_scheme(node: Element, facts: Facts) -> bool:
    return node.get("schemeID") in ELECTRONIC_ADDRESS_SCHEMES


# Exemption reason code, rule, the VAT category that goes with it.
_EXEMPTIONS: Final = (
    ("VATEX-EU-G", "P0104", "G"),
    ("VATEX-EU-O", "P0105", "O"),
    ("VATEX-EU-IC", "P0106", "K"),
    ("VATEX-EU-AE", "P0107", "AE"),
    ("VATEX-EU-D", "P0108", "E"),
    ("VATEX-EU-F", "P0109", "E"),
    ("VATEX-EU-I", "P0110", "E"),
    ("VATEX-EU-J", "P0111", "E"),
)


def _register_exemption(reason: str, *, rule: str, category: str) -> None:
    def matches(node: Element, facts: Facts) -> bool:
        return one(kids(node, cbc.TaxExemptionReasonCode)).upper() == reason

    def holds(node: Element, facts: Facts) -> bool:
        return squash(one(kids(node, cbc.ID))) == category

    sentence = f"The exemption reason {reason} goes with VAT category {category} only."
    CODES.context(cac.TaxCategory, when=matches).rule(f"PEPPOL-EN16931-{rule}", sentence, "BT-121", "BT-118")(holds)


for _reason_code, _rule_id, _category in _EXEMPTIONS:
    _register_exemption(_reason_code, rule=_rule_id, category=_category)
