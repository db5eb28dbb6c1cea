"""Limits and intervals of invoicing that an operator may change."""

from portal.settings import readers

# Attachments: PDF or image under 2 MB each; a mailed invoice carries 10 MB at most (reference: mail, section 2).
ATTACHMENT_MAX_BYTES = readers.whole("ATTACHMENT_MAX_BYTES", default=2 * 1024 * 1024 - 1)
MAIL_ATTACHMENTS_MAX_BYTES = readers.whole("MAIL_ATTACHMENTS_MAX_BYTES", default=10 * 1024 * 1024)
DOCUMENT_MAX_BYTES = readers.whole("DOCUMENT_MAX_BYTES", default=20 * 1024 * 1024)
# A delivery that a worker has held for longer than this counts as abandoned and is looked into.
DELIVERY_CLAIM_SECONDS = readers.whole("DELIVERY_CLAIM_SECONDS", default=120, low=5)
# Dotted names of further delivery channels that an operator adds to the portal's own.
DELIVERY_EXTRA_CHANNELS = readers.names("DELIVERY_EXTRA_CHANNELS")
# A discarded draft can be brought back for this many days.
DRAFT_KEPT_DAYS = readers.whole("DRAFT_KEPT_DAYS", default=30, low=1)
