"""Currency codes (ISO 4217, as EN 16931 rule BR-CL-04 lists them) and the decimals of their minor units.

Names are left to the screens, which have them in every language.
"""

from typing import Final

from invoices.en16931.codes import listed

CURRENCIES: Final = listed(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF
    CHW CLF CLP CNH CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ
    GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL
    LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR
    PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STD SVC SYP SZL THB TJS TMT TND TOP TRY
    TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD
    XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWG
    """
)

_MINOR_UNITS: Final[dict[str, int]] = {
    **dict.fromkeys(listed("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"), 0),
    **dict.fromkeys(listed("BHD IQD JOD KWD LYD OMR TND"), 3),
    **dict.fromkeys(listed("CLF UYW"), 4),
}


def minor_units(currency: str | None) -> int:
    """Return the decimals of the currency's minor unit; two where the code is absent or unknown."""
    return _MINOR_UNITS.get(currency or "", 2)
