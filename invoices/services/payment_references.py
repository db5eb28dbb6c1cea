"""References by which a payment finds its invoice (BT-83), per country. Pure functions; the company chooses the kind.

Rules and vectors: Bankgirot's OCR manual (SE), Nets' OCR giro manual (NO), Finance Finland's reference number and
ISO 11649 (FI), FIK form type 71 (DK). `services.payment_means` calls `reference_for`.
"""

from itertools import cycle

from companies.models.company import ReferenceKind

LONGEST_OCR = LONGEST_KID = 25
LONGEST_FINNISH, SHORTEST_FINNISH = 20, 4
FIK_DIGITS = 15


def reference_for(number: str, *, kind: str, length: int | None = None) -> str:
    """Return the reference of an invoice number (BT-1); a number that the kind cannot carry is its own reference.

    `length` is the whole length that an agreement with the bank has fixed, check digits included.
    """
    digits = digits_of(number)
    try:
        return _reference(digits, kind=ReferenceKind(kind), length=length) if digits else number
    except ValueError:
        return number


def _reference(digits: str, *, kind: ReferenceKind, length: int | None) -> str:
    match kind:
        case ReferenceKind.OCR:
            return ocr(digits, length=length)
        case ReferenceKind.OCR_LENGTH:
            return ocr(digits, with_length=True)
        case ReferenceKind.KID10 | ReferenceKind.KID11:
            return kid(digits, modulus=10 if kind == ReferenceKind.KID10 else 11, length=length)
        case ReferenceKind.FIK71:
            return fik71(digits)
        case ReferenceKind.FINNISH:
            return finnish(digits)
        case ReferenceKind.RF:
            return rf(finnish(digits))
        case _:
            raise ValueError(kind)


def digits_of(number: str) -> str:
    """Return an invoice number in digits alone: letters count from A = 10 as in ISO 7064, so that series stay apart."""
    return "".join(str(int(char, 36)) for char in number.upper() if char.isascii() and char.isalnum())


def luhn_digit(digits: str) -> str:
    """Return the modulus-10 check digit with weights 2, 1, 2 … from the right (Luhn)."""
    total = 0
    for weight, char in zip(cycle((2, 1)), reversed(digits), strict=False):
        total += sum(divmod(int(char) * weight, 10))
    return str(-total % 10)


def ocr(digits: str, *, with_length: bool = False, length: int | None = None) -> str:
    """Return a Swedish OCR number: digits, optional length digit, Luhn digit. Raises ValueError beyond 25 digits."""
    if with_length:
        digits += str((len(digits) + 2) % 10)
    elif length:
        digits = digits.zfill(length - 1)
    return _within(digits + luhn_digit(digits), length or LONGEST_OCR)


def kid(digits: str, *, modulus: int = 10, length: int | None = None) -> str:
    """Return a Norwegian KID with a modulus 10 or 11 check digit ("-" stands for ten). Raises ValueError beyond 25."""
    if length:
        digits = digits.zfill(length - 1)
    check = luhn_digit(digits) if modulus == 10 else _modulus_11(digits)
    return _within(digits + check, length or LONGEST_KID)


def fik71(digits: str) -> str:
    """Return a Danish payment id as Peppol writes it: 71# and 15 digits, the last modulus 10. Raises ValueError."""
    padded = digits.zfill(FIK_DIGITS - 1)
    return "71#" + _within(padded + luhn_digit(padded), FIK_DIGITS)


def finnish(digits: str) -> str:
    """Return a Finnish reference number, weights 7, 3, 1 from the right. Raises ValueError beyond 20 digits."""
    padded = digits.zfill(SHORTEST_FINNISH - 1)
    total = sum(weight * int(char) for weight, char in zip(cycle((7, 3, 1)), reversed(padded), strict=False))
    return _within(padded + str(-total % 10), LONGEST_FINNISH)


def rf(reference: str) -> str:
    """Return the ISO 11649 form, RF and two check digits, of a reference of at most 21 characters."""
    remainder = int("".join(str(int(char, 36)) for char in f"{reference}RF00")) % 97
    return f"RF{98 - remainder:02d}{reference}"


def _modulus_11(digits: str) -> str:
    total = sum(weight * int(char) for weight, char in zip(cycle(range(2, 8)), reversed(digits), strict=False))
    check = -total % 11
    return "-" if check == 10 else str(check)


def _within(reference: str, longest: int) -> str:
    if len(reference) > longest:
        raise ValueError(f"{reference} is longer than {longest}")
    return reference
