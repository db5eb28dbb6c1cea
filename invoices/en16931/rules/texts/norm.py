"""Sentences for the EN 16931 rules that somebody who writes an invoice in the editor can break.

Rules about totals stand here too, since a fault of ours must not be shown in the norm's own words.
"""

from typing import Final

from invoices.en16931.rules.texts.advice import Row
from invoices.en16931.rules.texts.advice import gettext_noop as _

HEAD_ROWS: Final = (
    Row("BR-01", "", _("The document does not say which rules it follows. This is a fault in the portal.")),
    Row("BR-02", "", _("The invoice has no number. It gets one when it is issued.")),
    Row("BR-03", "issue_date", _("The invoice date is missing. Enter one.")),
    Row("BR-04 BR-CL-01", "type_code", _("This kind of document cannot be sent. Choose invoice or credit note.")),
    Row("BR-05", "currency", _("The currency is missing. Choose one.")),
    Row("BR-CL-03 BR-CL-04 BR-CL-05", "currency", _("This currency is not known. Choose one from the list.")),
    Row("BR-16", "lines", _("The invoice has no lines. Add at least one.")),
    Row("BR-29", "period_end", _("The invoicing period ends before it starts. Correct the dates.")),
    Row("BR-CO-19", "period_start", _("The invoicing period needs a start date or an end date.")),
    Row("BR-55", "preceding_invoice", _("Enter the number of the invoice that this one refers to.")),
    Row("BR-CO-03", "issue_date", _("Give the VAT date or its code, not both.")),
    Row("BR-52", "attachments.N", _("The attachment has no name. Name it.")),
    Row(
        "BR-CL-24",
        "attachments.N",
        _("This kind of file cannot be attached. Use PDF, PNG, JPEG, CSV or a spreadsheet."),
    ),
    Row("BR-IC-11", "delivery_date", _("Sales of goods within the EU need a delivery date or an invoicing period.")),
    Row("BR-IC-12", "customer", _("Sales of goods within the EU need the country that the goods are delivered to.")),
    Row("BR-57", "customer", _("The delivery address has no country. Choose one.")),
)

PARTY_ROWS: Final = (
    Row("BR-06", "company.name", _("Your company's name is missing. Enter it in the company profile.")),
    Row("BR-08", "company.address", _("Your company's address is missing. Enter it in the company profile.")),
    Row("BR-09", "company.address", _("Your company's address has no country. Choose it in the company profile.")),
    Row(
        "BR-CO-26",
        "company.legal_id",
        _("Your company has neither an organisation number nor a VAT number. Enter one in the company profile."),
    ),
    Row("BR-62", "company.electronic_address", _("Your company's electronic address has no scheme. Choose one.")),
    Row("BR-07", "customer", _("The customer's name is missing. Choose a customer.")),
    Row("BR-10", "buyer.address", _("The customer has no address. Enter it on the customer's card.")),
    Row("BR-11", "buyer.address", _("The customer's address has no country. Choose it on the customer's card.")),
    Row("BR-63", "buyer.electronic_address", _("The customer's electronic address has no scheme. Choose one.")),
    Row("BR-CL-14", "", _("This country is not known. Choose one from the list.")),
    Row("BR-CL-25", "", _("This kind of electronic address is not in use. Choose another scheme.")),
    Row("BR-CL-10 BR-CL-11 BR-CL-26", "", _("This kind of identifier is not in use. Choose another scheme.")),
    Row("BR-CO-09", "", _("A VAT number starts with the two letters of its country. Correct the VAT number.")),
    Row("BR-49", "company.bank", _("It is not said how to pay. Choose a bank account in the company profile.")),
    Row(
        "BR-50 BR-61",
        "company.bank",
        _("The account to pay to is missing. Enter your account number in the company profile."),
    ),
    Row("BR-CL-16", "company.bank", _("This way to pay is not known. Choose another one.")),
)

LINE_ROWS: Final = (
    Row("BR-21", "lines.N.name", _("The line has no number. This is a fault in the portal.")),
    Row("BR-22", "lines.N.quantity", _("The line has no quantity. Enter one.")),
    Row("BR-23", "lines.N.unit", _("The line has no unit. Choose one.")),
    Row("BR-CL-23", "lines.N.unit", _("This unit is not known. Choose one from the list.")),
    Row("BR-24 BR-26", "lines.N.price", _("The line has no price. Enter one.")),
    Row("BR-25", "lines.N.name", _("The line has no text. Write what it is for.")),
    Row(
        "BR-27 BR-28",
        "lines.N.price",
        _("A price cannot be negative. Enter it without minus and make the quantity negative instead."),
    ),
    Row("BR-CO-04 BR-CL-18", "lines.N.vat", _("The line has no VAT. Choose a VAT rate.")),
    Row("BR-41", "lines.N.discount", _("The line's discount has no amount. Enter it or remove the discount.")),
    Row("BR-42 BR-CO-23", "lines.N.discount", _("The line's discount has no reason. Write one.")),
    Row("BR-43", "lines.N.discount", _("The line's charge has no amount. Enter it or remove the charge.")),
    Row("BR-44 BR-CO-24", "lines.N.discount", _("The line's charge has no reason. Write one.")),
    Row("BR-CO-07 BR-CO-08", "lines.N.discount", _("The reason's text and its code must mean the same.")),
    Row("BR-30", "lines.N.period", _("The line's period ends before it starts. Correct the dates.")),
    Row("BR-CO-20", "lines.N.period", _("The line's period needs a start date or an end date.")),
    Row("BR-CL-13", "lines.N.item_id", _("This kind of item classification is not known. Choose another.")),
    Row("BR-64 BR-65 BR-CL-21", "lines.N.item_id", _("The item number's scheme is missing or not known. Choose one.")),
    Row("BR-54", "lines.N.name", _("An item property needs both a name and a value.")),
)

ALLOWANCE_ROWS: Final = (
    Row("BR-31", "allowances.N.amount", _("The discount has no amount. Enter it or remove the discount.")),
    Row("BR-36", "allowances.N.amount", _("The charge has no amount. Enter it or remove the charge.")),
    Row("BR-33 BR-CO-21", "allowances.N.reason", _("The discount has no reason. Write what it is for.")),
    Row("BR-38 BR-CO-22", "allowances.N.reason", _("The charge has no reason. Write what it is for.")),
    Row("BR-CO-05 BR-CO-06", "allowances.N.reason", _("The reason's text and its code must mean the same.")),
    Row("BR-CL-19 BR-CL-20", "", _("This reason code is not known. Choose one from the list.")),
    Row("BR-32 BR-37", "allowances.N.vat", _("The discount or charge has no VAT. Choose a VAT rate.")),
)

VAT_ROWS: Final = (
    Row(
        "BR-S-02 BR-S-03 BR-S-04 BR-Z-02 BR-Z-03 BR-Z-04 BR-E-02 BR-E-03 BR-E-04",
        "company.vat_id",
        _("Your company's VAT number is missing, and this VAT needs it. Enter it in the company profile."),
    ),
    Row(
        "BR-AE-02 BR-AE-03 BR-AE-04",
        "buyer.vat_id",
        _("Reverse charge needs your VAT number and the customer's VAT number or organisation number."),
    ),
    Row(
        "BR-IC-02 BR-IC-03 BR-IC-04",
        "buyer.vat_id",
        _("Sales within the EU need your VAT number and the customer's VAT number."),
    ),
    Row(
        "BR-G-02 BR-G-03 BR-G-04",
        "company.vat_id",
        _("Export needs your company's VAT number. Enter it in the company profile."),
    ),
    Row(
        "BR-O-02 BR-O-03 BR-O-04",
        "lines.N.vat",
        _("“Not subject to VAT” cannot be used with a VAT number. Choose another VAT or leave the numbers out."),
    ),
    Row(
        "BR-O-11 BR-O-12 BR-O-13 BR-O-14",
        "lines.N.vat",
        _("“Not subject to VAT” cannot stand beside other VAT. Use it on all rows or on none."),
    ),
    Row("BR-S-05 BR-S-06 BR-S-07", "", _("Standard VAT needs a rate above zero. Choose another VAT.")),
    Row(
        "BR-Z-05 BR-Z-06 BR-Z-07 BR-E-05 BR-E-06 BR-E-07 BR-AE-05 BR-AE-06 BR-AE-07 "
        "BR-IC-05 BR-IC-06 BR-IC-07 BR-G-05 BR-G-06 BR-G-07",
        "",
        _("This kind of VAT has the rate 0 %. Set the rate to 0 or choose another VAT."),
    ),
    Row("BR-O-05 BR-O-06 BR-O-07", "", _("“Not subject to VAT” has no rate. Remove the rate or choose another VAT.")),
    Row(
        "BR-E-10 BR-AE-10 BR-IC-10 BR-G-10 BR-O-10",
        "lines.N.vat",
        _("Say why there is no VAT: choose or write the reason."),
    ),
    Row("BR-S-10 BR-Z-10", "lines.N.vat", _("This kind of VAT has no reason for exemption. Remove the reason.")),
    Row("BR-CL-17", "lines.N.vat", _("This kind of VAT is not known. Choose one from the list.")),
    Row("BR-CL-22", "lines.N.vat", _("This reason for exemption is not known. Choose one from the list.")),
    Row("BR-53", "currency", _("The VAT in the accounting currency is missing. Enter the exchange rate.")),
)

TOTAL_ROWS: Final = (
    Row(
        "BR-12 BR-13 BR-14 BR-15 BR-45 BR-46 BR-47 BR-48 BR-CO-10 BR-CO-11 BR-CO-12 BR-CO-13 BR-CO-14 BR-CO-15 "
        "BR-CO-16 BR-CO-17 BR-CO-18 BR-S-01 BR-Z-01 BR-E-01 BR-AE-01 BR-IC-01 BR-G-01 BR-O-01 BR-S-08 BR-Z-08 BR-E-08 "
        "BR-AE-08 BR-IC-08 BR-G-08 BR-O-08 BR-S-09 BR-Z-09 BR-E-09 BR-AE-09 BR-IC-09 BR-G-09 BR-O-09",
        "totals",
        _("The totals do not add up. The portal counts them, so this is a fault in the portal: tell support."),
    ),
    Row(
        "BR-DEC-01 BR-DEC-02 BR-DEC-05 BR-DEC-06 BR-DEC-09 BR-DEC-10 BR-DEC-11 BR-DEC-12 BR-DEC-13 BR-DEC-14 "
        "BR-DEC-15 BR-DEC-16 BR-DEC-17 BR-DEC-18 BR-DEC-19 BR-DEC-20 BR-DEC-23 BR-DEC-24 BR-DEC-25 BR-DEC-27 BR-DEC-28",
        "",
        _("An amount can have two decimals at most. Round it."),
    ),
)

ENGINE_ROWS: Final = (
    Row(
        "XSD",
        "",
        _("The document does not have the form of a Peppol invoice. This is a fault in the portal: tell support."),
    ),
    Row(
        "EN16931-ENGINE PEPPOL-ENGINE",
        "",
        _("The rules cannot judge this document, so it cannot be sent. This is a fault in the portal: tell support."),
    ),
)

ROWS: Final = (*HEAD_ROWS, *PARTY_ROWS, *LINE_ROWS, *ALLOWANCE_ROWS, *VAT_ROWS, *TOTAL_ROWS, *ENGINE_ROWS)
