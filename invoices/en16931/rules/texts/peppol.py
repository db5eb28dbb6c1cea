"""Sentences for the Peppol and portal rules that somebody who writes an invoice in the editor can break.

Rules of countries whose companies do not use the portal keep the general sentence of the rule itself.
"""

from typing import Final

from invoices.en16931.rules.texts.advice import Row
from invoices.en16931.rules.texts.advice import gettext_noop as _

DOCUMENT_ROWS: Final = (
    Row(
        "PEPPOL-EN16931-R001 PEPPOL-EN16931-R004 PEPPOL-EN16931-R007",
        "",
        _("The document does not name the Peppol process that it follows. This is a fault in the portal."),
    ),
    Row("PEPPOL-EN16931-R002", "note", _("Only one note can be sent. Put all of it into one note.")),
    Row(
        "PEPPOL-EN16931-R003",
        "buyer_reference",
        _("Enter the customer's reference or an order number; Peppol invoices must have one of them."),
    ),
    Row("PEPPOL-EN16931-R005", "currency", _("The accounting currency is the same as the invoice's. Leave it out.")),
    Row("PEPPOL-EN16931-R008", "", _("A field is empty. Fill it in or remove it.")),
    Row(
        "PEPPOL-EN16931-R051 PEPPOL-EN16931-CL007",
        "currency",
        _("All amounts must be in the invoice's currency. Choose one currency from the list."),
    ),
    Row(
        "PEPPOL-EN16931-R053 PEPPOL-EN16931-R054 PEPPOL-EN16931-R055",
        "totals",
        _("The VAT in the accounting currency does not fit the VAT of the invoice. Check the exchange rate."),
    ),
    Row("PEPPOL-EN16931-R080", "project_reference", _("A credit note can have one project reference only.")),
    Row(
        "PEPPOL-EN16931-P0100 PEPPOL-EN16931-P0101 PEPPOL-EN16931-P0112",
        "type_code",
        _("This kind of document cannot be sent by Peppol. Choose invoice or credit note."),
    ),
    Row("PEPPOL-EN16931-F001", "", _("The date is not right. Enter it as year-month-day.")),
    Row(
        "PEPPOL-EN16931-CL001",
        "attachments.N",
        _("This kind of file cannot be sent by Peppol. Attach PDF, PNG, JPEG, CSV or a spreadsheet."),
    ),
    Row("PEPPOL-EN16931-CL006", "issue_date", _("The code of the VAT date is not one that Peppol knows.")),
    Row(
        "PORTAL-R001",
        "due_date",
        _("There is an amount to pay but no due date. Enter a due date or payment terms."),
    ),
)

PARTY_ROWS: Final = (
    Row(
        "PEPPOL-EN16931-R010",
        "buyer.electronic_address",
        _("The customer has no electronic address. Enter its Peppol address on the customer's card."),
    ),
    Row(
        "PEPPOL-EN16931-R020",
        "company.electronic_address",
        _("Your company has no electronic address. Enter its Peppol address in the company profile."),
    ),
    Row(
        "PEPPOL-EN16931-CL008",
        "",
        _("This kind of electronic address is not used in Peppol any more. Choose another scheme."),
    ),
    Row("PEPPOL-COMMON-R040", "", _("This GLN is not right: 13 digits, the last one a check digit. Correct it.")),
    Row("PEPPOL-COMMON-R041", "", _("This Norwegian organisation number is not right: nine digits. Correct it.")),
    Row("PEPPOL-COMMON-R042", "", _("This Danish CVR number is not right: eight digits. Correct it.")),
    Row("PEPPOL-COMMON-R052", "", _("This Danish P number is not right: ten digits. Correct it.")),
    Row("PEPPOL-COMMON-R053", "", _("This Danish SE number is not right: DK and eight digits. Correct it.")),
    Row("PEPPOL-COMMON-R043", "", _("This Belgian enterprise number is not right: ten digits. Correct it.")),
    Row(
        "PEPPOL-COMMON-R044 PEPPOL-COMMON-R045 PEPPOL-COMMON-R046 PEPPOL-COMMON-R047",
        "",
        _("This Italian number does not look right. Check it."),
    ),
    Row("PEPPOL-COMMON-R049", "", _("This Swedish organisation number is not right: ten digits. Correct it.")),
    Row("PEPPOL-COMMON-R050", "", _("This Australian Business Number is not right: eleven digits. Correct it.")),
    Row(
        "PEPPOL-COMMON-R054 PEPPOL-COMMON-R055 PEPPOL-COMMON-R056-1 PEPPOL-COMMON-R056-2 PEPPOL-COMMON-R057",
        "",
        _("This Dutch number does not look right. Check it."),
    ),
    Row("PEPPOL-EN16931-R061", "company.bank", _("Direct debit needs the number of the mandate. Enter it.")),
)

LINE_ROWS: Final = (
    Row(
        "PEPPOL-EN16931-R040",
        "",
        _("The discount or charge is not its percentage of the amount. Correct the amount or the percentage."),
    ),
    Row("PEPPOL-EN16931-R041", "", _("A discount in percent needs the amount it is counted on. Enter it.")),
    Row("PEPPOL-EN16931-R042", "", _("A discount counted on an amount needs its percentage. Enter it.")),
    Row("PEPPOL-EN16931-R043", "", _("It is not said whether this is a discount or a charge. Choose one.")),
    Row("PEPPOL-EN16931-CL002 PEPPOL-EN16931-CL003", "", _("Peppol does not know this reason code. Choose another.")),
    Row(
        "PEPPOL-EN16931-R044",
        "lines.N.discount",
        _("A price can have a discount, not a charge. Enter it as a discount."),
    ),
    Row(
        "PEPPOL-EN16931-R046",
        "lines.N.price",
        _("The price does not equal the price before discount less the discount."),
    ),
    Row("PEPPOL-EN16931-R100 PEPPOL-EN16931-R101", "lines.N.name", _("A line can name one invoiced object only.")),
    Row(
        "PEPPOL-EN16931-R110", "lines.N.period", _("The line's period starts before the invoice's. Correct the dates.")
    ),
    Row("PEPPOL-EN16931-R111", "lines.N.period", _("The line's period ends after the invoice's. Correct the dates.")),
    Row(
        "PEPPOL-EN16931-R120",
        "lines.N.price",
        _("The line's amount is not quantity times price. The portal counts it, so tell support."),
    ),
    Row(
        "PEPPOL-EN16931-R121",
        "lines.N.base_quantity",
        _("The number of units that the price is for must be above zero."),
    ),
    Row("PEPPOL-EN16931-R130", "lines.N.unit", _("The price must be for the same unit as the quantity. Use one unit.")),
    Row(
        "PEPPOL-EN16931-P0104 PEPPOL-EN16931-P0105 PEPPOL-EN16931-P0106 PEPPOL-EN16931-P0107 "
        "PEPPOL-EN16931-P0108 PEPPOL-EN16931-P0109 PEPPOL-EN16931-P0110 PEPPOL-EN16931-P0111",
        "",
        _("The reason for exemption belongs to another kind of VAT. Choose the VAT that goes with it."),
    ),
)

SWEDISH_ROWS: Final = (
    Row(
        "SE-R-001 SE-R-002",
        "company.vat_id",
        _("Your Swedish VAT number must be SE and 12 digits, the last two mostly 01. Correct it."),
    ),
    Row(
        "SE-R-003 SE-R-004",
        "company.legal_id",
        _("Your organisation number must be 10 digits without hyphen. Correct it in the company profile."),
    ),
    Row(
        "SE-R-013",
        "company.legal_id",
        _("Your organisation number's last digit is not right. Check the number in the company profile."),
    ),
    Row(
        "SE-R-005",
        "company.f_tax",
        _("The text about F-tax must be “Godkänd för F-skatt”. Correct it in the company profile."),
    ),
    Row("SE-R-006", "", _("Swedish VAT is 25, 12 or 6 %. Choose one of them, or a kind of VAT without rate.")),
    Row("SE-R-007 SE-R-010", "company.bank", _("A Plusgiro number is 2 to 8 digits without hyphen. Correct it.")),
    Row("SE-R-008 SE-R-009", "company.bank", _("A Bankgiro number is 7 or 8 digits without hyphen. Correct it.")),
    Row(
        "SE-R-011 SE-R-012",
        "company.bank",
        _("Payments between Swedish companies should go to an account, Bankgiro or Plusgiro (code 30)."),
    ),
)

NORDIC_ROWS: Final = (
    Row("NO-R-001", "company.vat_id", _("Your Norwegian VAT number must be NO, nine digits and MVA. Correct it.")),
    Row("NO-R-002", "company.f_tax", _("Most Norwegian companies must write “Foretaksregisteret” on their invoices.")),
    Row("DK-R-002 DK-R-014", "company.legal_id", _("Your CVR number is missing. Enter it in the company profile.")),
    Row(
        "DK-R-017",
        "buyer.legal_id",
        _("The customer's number must be a CVR number. Correct it on the customer's card."),
    ),
    Row("DK-R-013", "", _("This identifier has no scheme. Choose one.")),
    Row("DK-R-005", "company.bank", _("This way to pay is not in use in Denmark. Choose another one.")),
    Row("DK-R-006", "company.bank", _("A Danish account needs both registration number and account number.")),
    Row(
        "DK-R-008 DK-R-009 DK-R-010 DK-R-011",
        "company.bank",
        _("The card type, reference or creditor number of the Danish payment slip is not right. Correct it."),
    ),
    Row("DK-R-016", "lines", _("A Danish credit note cannot be negative. Make an invoice instead.")),
    Row("IS-R-001", "type_code", _("An Icelandic document should be an invoice (380) or a credit note (381).")),
    Row("IS-R-002", "company.legal_id", _("Your kennitala is missing. Enter it in the company profile.")),
    Row(
        "IS-R-003", "company.address", _("Your address needs street and post code. Enter them in the company profile.")
    ),
    Row("IS-R-004", "buyer.legal_id", _("The customer's kennitala is missing. Enter it on the customer's card.")),
    Row("IS-R-005", "buyer.address", _("The customer's address needs street and post code. Enter them on the card.")),
    Row("IS-R-006 IS-R-007", "company.bank", _("An Icelandic account number is 12 digits. Correct it.")),
    Row("IS-R-008 IS-R-009 IS-R-010", "due_date", _("Eindagi must be a date, and not before the due date.")),
)

ROWS: Final = (*DOCUMENT_ROWS, *PARTY_ROWS, *LINE_ROWS, *SWEDISH_ROWS, *NORDIC_ROWS)
