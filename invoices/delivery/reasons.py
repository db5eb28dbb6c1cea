"""Reason codes of deliveries and what they mean to a person. Codes are stored; sentences follow the reader's language.

Channels and services give the codes, screens and timeline ask `explain`.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    # No way to the customer.
    "no_email": _("The customer has no e-mail address for invoices."),
    "no_identity": _("The customer has neither an electronic address nor an organisation number."),
    "not_in_network": _("The customer is not a company in this network."),
    "address_shared": _("Several companies in the network use this electronic address."),
    "address_conflict": _("The electronic address and the organisation number belong to two different companies."),
    "channel_missing": _("This delivery method is not available in the portal."),
    "no_way": _("The customer can receive in none of the ways that the portal delivers."),
    # Temporary.
    "server_unreachable": _("The recipient's server could not be reached."),
    "server_busy": _("The recipient's server asked us to try again later."),
    "own_server": _("The portal's own mail server refused to send. The portal's support has been told."),
    "worker_lost": _("The delivery was interrupted before anything was sent, and is made again."),
    "internal": _("Something went wrong in the portal before anything was sent, and is tried again."),
    "not_arrived": _("The recipient has not got the document, and it is sent again."),
    # Final.
    "gave_up": _("Every try for a whole day failed."),
    "no_mailbox": _("The e-mail address does not exist."),
    "bad_address": _("The e-mail address is not valid."),
    "mailbox_full": _("The recipient's mailbox is full."),
    "refused": _("The recipient's server refused the message."),
    "sender_refused": _("The recipient's server does not accept mail from the portal."),
    "too_large": _("The message is larger than the recipient or the portal accepts."),
    "recipient_gone": _("The recipient is no longer a company in this network."),
    "wrong_recipient": _("The invoice names a buyer that is not this company in the network. Nothing was sent."),
    "document_damaged": _("The stored document does not match its seal. Nothing was sent."),
    "rejected": _("The recipient has rejected the invoice."),
    "said_missing": _("A member found out that the document never arrived."),
    # Unknown.
    "no_answer": _("The recipient's server took the document but never confirmed it."),
    "interrupted": _("The delivery was interrupted while the document was being handed over."),
}


def explain(code: str) -> str:
    """Return the sentence of a reason code in the active language, or nothing when there is no reason."""
    sentence = SENTENCES.get(code)
    return str(sentence) if sentence is not None else ""
