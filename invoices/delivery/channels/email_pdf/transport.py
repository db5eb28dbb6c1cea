"""Mails the invoice: composes the message from the package and sends it. Sent is the most that SMTP can prove.

Bounces that come back later are not read here.
"""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from companies.models import Company, Customer
from invoices.delivery.channels.email_pdf.dialogue import transmit
from invoices.delivery.channels.email_pdf.message import TooLargeError, compose
from invoices.delivery.contract import Outcome, Reach
from invoices.delivery.models import Delivery
from invoices.delivery.package import Package


class EmailPdf:
    """PDF by e-mail."""

    key = "email_pdf"
    label = _("PDF by e-mail")

    def can_reach(self, customer: Customer, *, company: Company) -> Reach:
        """Say whether the customer has an e-mail address for invoices."""
        if not customer.email:
            return Reach(code="no_email")
        return Reach(recipient={"email": customer.email, "shown": customer.email}, shown=customer.email)

    def send(self, package: Package, *, handing_over: Callable[[], None]) -> Outcome:
        """Mail the PDF and the XML to the recipient's address."""
        try:
            validate_email(package.recipient.get("email", ""))
            message = compose(package)
        except ValidationError as error:
            return Outcome.failed("bad_address", " ".join(error.messages))
        except TooLargeError as error:
            return Outcome.failed("too_large", str(error))
        return transmit(message, handing_over=handing_over)

    def ask(self, delivery: Delivery) -> Outcome | None:
        """Return None: a mail server cannot be asked what it did with a message."""
        return None
