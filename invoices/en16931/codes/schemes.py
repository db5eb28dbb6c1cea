"""Schemes of identifiers: EAS for electronic addresses (BT-34, BT-49) and ICD for all others.

EAS is what Peppol BIS Billing 3.0.21 accepts (PEPPOL-EN16931-CL008), named after eDEC code lists 9.7; ICD is
that of EN 16931 rule BR-CL-10.
"""

from typing import Final

from invoices.en16931.codes import listed

ELECTRONIC_ADDRESS_SCHEMES: Final[dict[str, str]] = {
    "0002": "System Information et Repertoire des Entreprise et des Etablissements: SIRENE",
    "0007": "Organisationsnummer",
    "0009": "SIRET-CODE",
    "0060": "Data Universal Numbering System (D-U-N-S Number)",
    "0088": "Global Location Number",
    "0096": "The Danish Business Authority - P-number (DK:P)",
    "0097": "FTI - Ediforum Italia",
    "0106": "Vereniging van Kamers van Koophandel en Fabrieken in Nederland (Association of",
    "0130": "Directorates of the European Commission",
    "0135": "SIA Object Identifiers",
    "0142": "SECETI Object Identifiers",
    "0151": "Australian Business Number (ABN) Scheme",
    "0183": "Swiss Unique Business Identification Number (UIDB)",
    "0184": "The Danish Business Authority - CVR-number (DK:CVR)",
    "0188": "Corporate Number of The Social Security and Tax Number System",
    "0190": "Organisatie-identificatienummer (OIN)",
    "0191": "Company code",
    "0192": "Organisasjonsnummer",
    "0195": "Singapore Nationwide E-Invoice Framework",
    "0196": "Icelandic identifier",
    "0198": "The Danish Business Authority - SE-number (DK:SE)",
    "0199": "Legal Entity Identifier (LEI)",
    "0200": "Legal entity code",
    "0201": "Codice Univoco Unità Organizzativa iPA",
    "0204": "Peppol-Leitweg-ID",
    "0208": "Numero d'entreprise / ondernemingsnummer / Unternehmensnummer",
    "0209": "GS1 identification keys",
    "0210": "CODICE FISCALE",
    "0211": "PARTITA IVA",
    "0216": "OVTcode",
    "0218": "Unified registration number",
    "0221": "The registered number of the qualified invoice issuer",
    "0225": "FRCTC Electronic Address",
    "0230": "National e-Invoicing Framework",
    "0235": "UAE Tax Identification Number (TIN)",
    "0240": "Register of legal persons",
    "0242": "OpenPeppol Service Provider Identification Scheme",
    "0244": "Tax Identification (Tax ID)",
    "0245": "Tax identification number (DIČ)",
    "0246": "German Electronic Business Address",
    "0248": "Oman Value Added Tax Identification Number (VATIN)",
    "9910": "Hungary VAT number",
    "9913": "Business Registers Network",
    "9914": "Österreichische Umsatzsteuer-Identifikationsnummer",
    "9915": "Österreichisches Verwaltungs bzw. Organisationskennzeichen",
    "9918": "SOCIETY FOR WORLDWIDE INTERBANK FINANCIAL, TELECOMMUNICATION S.W.I.F.T",
    "9919": "Kennziffer des Unternehmensregisters",
    "9920": "Agencia Española de Administración Tributaria",
    "9922": "Andorra VAT number",
    "9923": "Albania VAT number",
    "9924": "Bosnia and Herzegovina VAT number",
    "9925": "Belgium VAT number",
    "9926": "Bulgaria VAT number",
    "9927": "Switzerland VAT number",
    "9928": "Cyprus VAT number",
    "9929": "Czech Republic VAT number",
    "9930": "Germany VAT number",
    "9931": "Estonia VAT number",
    "9932": "United Kingdom VAT number",
    "9933": "Greece VAT number",
    "9934": "Croatia VAT number",
    "9935": "Ireland VAT number",
    "9936": "Liechtenstein VAT number",
    "9937": "Lithuania VAT number",
    "9938": "Luxemburg VAT number",
    "9939": "Latvia VAT number",
    "9940": "Monaco VAT number",
    "9941": "Montenegro VAT number",
    "9942": "Macedonia, the former Yugoslav Republic of VAT number",
    "9943": "Malta VAT number",
    "9944": "Netherlands VAT number",
    "9945": "Poland VAT number",
    "9946": "Portugal VAT number",
    "9947": "Romania VAT number",
    "9948": "Serbia VAT number",
    "9949": "Slovenia VAT number",
    "9950": "Slovakia VAT number",
    "9951": "San Marino VAT number",
    "9952": "Turkey VAT number",
    "9953": "Holy See (Vatican City State) VAT number",
    "9957": "French VAT number",
    "9959": "US Employer ID Number",
}

IDENTIFIER_SCHEMES: Final = listed(
    """
    0002 0003 0004 0005 0006 0007 0008 0009 0010 0011 0012 0013 0014 0015 0016 0017 0018 0019 0020 0021 0022 0023
    0024 0025 0026 0027 0028 0029 0030 0031 0032 0033 0034 0035 0036 0037 0038 0039 0040 0041 0042 0043 0044 0045
    0046 0047 0048 0049 0050 0051 0052 0053 0054 0055 0056 0057 0058 0059 0060 0061 0062 0063 0064 0065 0066 0067
    0068 0069 0070 0071 0072 0073 0074 0075 0076 0077 0078 0079 0080 0081 0082 0083 0084 0085 0086 0087 0088 0089
    0090 0091 0093 0094 0095 0096 0097 0098 0099 0100 0101 0102 0104 0105 0106 0107 0108 0109 0110 0111 0112 0113
    0114 0115 0116 0117 0118 0119 0120 0121 0122 0123 0124 0125 0126 0127 0128 0129 0130 0131 0132 0133 0134 0135
    0136 0137 0138 0139 0140 0141 0142 0143 0144 0145 0146 0147 0148 0149 0150 0151 0152 0153 0154 0155 0156 0157
    0158 0159 0160 0161 0162 0163 0164 0165 0166 0167 0168 0169 0170 0171 0172 0173 0174 0175 0176 0177 0178 0179
    0180 0183 0184 0185 0186 0187 0188 0189 0190 0191 0192 0193 0194 0195 0196 0197 0198 0199 0200 0201 0202 0203
    0204 0205 0206 0207 0208 0209 0210 0211 0212 0213 0214 0215 0216 0217 0218 0219 0220 0221 0222 0223 0224 0225
    0226 0227 0228 0229 0230 0231 0232 0233 0234 0235 0236 0237 0238 0239 0240 0241 0242 0243 0244 0245 0246 0247
    0248
    """
)

# ICD code of the legal registration number (BT-30, BT-47) of each Nordic country.
LEGAL_ID_SCHEMES: Final[dict[str, str]] = {"SE": "0007", "NO": "0192", "DK": "0184", "FI": "0212", "IS": "0196"}

# EAS code under which a company of the country is usually found in Peppol.
ADDRESS_SCHEMES: Final[dict[str, str]] = {"SE": "0007", "NO": "0192", "DK": "0184", "FI": "0216", "IS": "0196"}

GLN: Final = "0088"
