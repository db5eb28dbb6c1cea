"""Check digits of the identifiers that Peppol looks into, as pure arithmetic on strings.

Each function answers as the official rule does, also where that is laxer than the scheme's own standard.
Called by the identifier and country rules.
"""

from typing import Final

from invoices.en16931.rules.peppol.xpath import Undecidable, is_integer, to_integer

_CODICE_IPA_LENGTH: Final = 6
_GREEK_WEIGHTS: Final = (256, 128, 64, 32, 16, 8, 4, 2)
_ABN_WEIGHTS: Final = (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)
_DIGITS: Final = frozenset("0123456789")


def is_digits(value: str, *, length: int | None = None) -> bool:
    """Tell whether the value is made of the digits 0-9 alone, at least one, of the given length if any."""
    return bool(value) and _DIGITS.issuperset(value) and length in (None, len(value))


def is_gln(value: str) -> bool:
    """Tell whether the GS1 check digit is right (weights 3 and 1 from the right); the length is not looked at."""
    if not is_digits(value):
        return False
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(value[:-1])))
    return -total % 10 == int(value[-1])


def is_mod11(value: str) -> bool:
    """Tell whether a Norwegian organisation number has the right check digit (weights 2 to 7 from the right)."""
    if not is_digits(value, length=9):
        return False
    total = sum(int(digit) * (place % 6 + 2) for place, digit in enumerate(reversed(value[:-1])))
    return int(value) > 0 and -total % 11 == int(value[-1])


def is_belgian(value: str) -> bool:
    """Tell whether a Belgian enterprise number has the right check digits (97 minus the rest)."""
    return is_digits(value, length=10) and int(value[8:]) == 97 - int(value[:8]) % 97


def is_abn(value: str) -> bool:
    """Tell whether an Australian Business Number, one taken from its first digit, is divisible by 89 as weighed."""
    if not is_digits(value, length=11):
        return False
    digits = [int(value[0]) - 1, *map(int, value[1:])]
    return sum(digit * weight for digit, weight in zip(digits, _ABN_WEIGHTS, strict=True)) % 89 == 0


def is_swedish_orgnr(value: str) -> bool:
    """Tell whether the tenth digit is the Luhn digit of the first nine. Raises Undecidable for foreign digits."""
    if not value or not all(character.isdecimal() for character in value):
        return False
    if not is_digits(value):
        raise Undecidable("the organisation number has digits of another script")
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(value[:9]))]
    check_digit = -sum(part // 10 + part % 10 for part in doubled) % 10
    return value[9:10] == str(check_digit)


def is_greek_tin(value: str) -> bool:
    """Tell whether the ninth digit of a Greek tax number is right; what follows it is not looked at."""
    if not is_digits(value[:9], length=9):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(value[:8], _GREEK_WEIGHTS, strict=True))
    return total % 11 % 10 == int(value[8])


def is_codice_ipa(value: str) -> bool:
    """Tell whether the value is six letters or digits."""
    return len(value) == _CODICE_IPA_LENGTH and value.isascii() and value.isalnum()


def is_codice_fiscale(value: str) -> bool:
    """Tell whether the value is an Italian tax code: eleven digits, or sixteen letters and digits in their places."""
    if len(value) == 11:
        return is_integer(value)
    if len(value) != 16:
        return False
    letters = value[:6] + value[8] + value[15]
    return (
        letters.isascii()
        and letters.isalpha()
        and is_integer(value[6:8])
        and is_integer(value[9:11])
        and is_integer(value[14])
    )


def is_partita_iva(value: str) -> bool:
    """Tell whether a value with the prefix IT or it has eleven digits and the right check digit; others pass.

    Raises Undecidable for a sign or blank in front of the digits.
    """
    prefix, code = value[:2], value[2:]
    if prefix not in ("IT", "it"):
        return True
    if len(code) != 11 or not is_integer(code):
        return False
    digits = [to_integer(character) for character in code]
    weighed = [sum(divmod(2 * digit, 10)) if place % 2 else digit for place, digit in enumerate(digits)]
    return sum(weighed) % 10 == 0
