"""Reason codes of quarantined messages and what they mean to a person. Codes are stored."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    "empty": _("The file is empty."),
    "too-large": _("The file is larger than the portal reads."),
    "too-many-elements": _("The file has more elements than the portal reads."),
    "doctype": _("The file has a document type declaration, which is refused because it can be used for attacks."),
    "encoding": _("The file's characters are not in the encoding that it states."),
    "not-xml": _("The file is not well-formed XML."),
    "root": _("The file is XML, but not a UBL invoice or credit note."),
    "incomplete": _("The document lacks what every invoice has: number, date, currency, seller or amount."),
    "reader-stopped": _("Reading the file failed several times. The portal's support can look at it."),
}


def explain(code: str) -> str:
    """Return the sentence of a reason code in the active language, or nothing when there is no reason."""
    sentence = SENTENCES.get(code)
    return str(sentence) if sentence is not None else ""
