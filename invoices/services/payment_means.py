"""How an invoice is paid (BG-16): the company's accounts, by country and currency, with the payment reference (BT-83).

A document has one means code and one reference (UBL-SR-44, UBL-SR-47), so the first account decides and others of the
same code follow. Sources: Peppol BIS Billing 3.0 with SE-R-007 to 012, DK-R-005 to 011 and IS-R-006 to 007.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from companies.models import BankAccount, Company
from companies.models.company import CURRENCIES, ReferenceKind
from invoices.en16931.codes import payment
from invoices.en16931.document import CreditTransfer, PaymentMeans
from invoices.services.payment_references import reference_for

Kind = BankAccount.Kind
_USUAL_REFERENCES: Final = {
    "SE": ReferenceKind.OCR_LENGTH,
    "NO": ReferenceKind.KID10,
    "DK": ReferenceKind.NUMBER,
    "FI": ReferenceKind.FINNISH,
    "IS": ReferenceKind.NUMBER,
}
_SWEDISH_GIROS: Final = {Kind.BANKGIRO.value: payment.BANKGIRO, Kind.PLUSGIRO.value: payment.PLUSGIRO}
_DANISH_REGISTRATION_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class _Way:
    code: str
    account_id: str
    provider: str | None = None


def means_of(
    company: Company, *, accounts: Iterable[BankAccount], currency: str, number: str
) -> tuple[PaymentMeans, ...]:
    """List the ways to pay an invoice number (BT-1) in a currency, empty when the company has no account."""
    usable = _usable(list(accounts), company=company, currency=currency)
    ways = [_way(account, country=company.country, currency=currency) for account in usable]
    if not ways:
        return ()
    reference = reference_of(company, number=number, by_fik=ways[0].code == payment.FIK)
    return tuple(
        PaymentMeans(
            code=way.code,
            remittance_information=reference,
            credit_transfer=CreditTransfer(
                account_id=way.account_id, account_name=company.name, service_provider_id=way.provider
            ),
        )
        for way in ways
        if way.code == ways[0].code
    )


def reference_of(company: Company, *, number: str, by_fik: bool = False) -> str:
    """Return the payment reference (BT-83) of an invoice number, of the kind that the company has chosen."""
    kind = company.reference_kind or _USUAL_REFERENCES.get(company.country, ReferenceKind.NUMBER)
    if by_fik:
        kind = ReferenceKind.FIK71  # DK-R-010 and DK-R-011: code 93 has no other reference
    elif kind == ReferenceKind.FIK71:
        kind = ReferenceKind.NUMBER
    return reference_for(number, kind=kind, length=company.reference_length)


def _usable(accounts: list[BankAccount], *, company: Company, currency: str) -> list[BankAccount]:
    """Keep the accounts that take the currency: national ones only their own, IBAN all unless it says otherwise."""
    home = CURRENCIES.get(company.country, "")
    fitting = [
        account
        for account in accounts
        if (account.currency == currency if account.currency else account.kind == Kind.IBAN or currency == home)
    ]
    return fitting or [account for account in accounts if account.kind == Kind.IBAN] or accounts


def _way(account: BankAccount, *, country: str, currency: str) -> _Way:
    digits = "".join(char for char in account.number.upper() if char.isascii() and char.isalnum())
    if account.kind in _SWEDISH_GIROS:
        return _Way(payment.CREDIT_TRANSFER, digits, _SWEDISH_GIROS[account.kind])
    if account.kind == Kind.FIK:
        return _Way(payment.FIK, digits)
    if account.kind == Kind.DANISH:
        registration, number = digits[:_DANISH_REGISTRATION_DIGITS], digits[_DANISH_REGISTRATION_DIGITS:]
        return _Way(payment.BANK_ACCOUNT, number, registration)
    if account.kind == Kind.ICELANDIC:
        return _Way(payment.BANK_ACCOUNT, digits)
    code = payment.CREDIT_TRANSFER
    if (account.kind == Kind.IBAN and country in ("DK", "FI")) or (currency == "EUR" and country != "SE"):
        code = payment.SEPA_CREDIT_TRANSFER  # DK-R-005 does not know code 30
    return _Way(code, digits, account.bic or None)
