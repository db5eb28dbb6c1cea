"""Verbs of delivery: deliver and resend commit an intent, carry_out does it, settle and look_into clear up doubt."""

from invoices.delivery.services.carrying import carry_out
from invoices.delivery.services.sending import AlreadySentError, deliver, resend
from invoices.delivery.services.settling import look_into, settle

__all__ = ["AlreadySentError", "carry_out", "deliver", "look_into", "resend", "settle"]
