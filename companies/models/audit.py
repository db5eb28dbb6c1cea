"""The audit log: one hash chain per company, append-only by trigger and by grant (C15)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.tenancy import OwnedModel


class AuditChain(OwnedModel):
    """The head of a company's chain; its row lock makes sequence numbers gapless."""

    last_sequence = models.BigIntegerField(default=0)
    last_hash = models.BinaryField(max_length=32, default=bytes(32))

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["company"], name="audit_chain_once")]

    def __str__(self) -> str:
        return f"audit chain of {self.company_id} at {self.last_sequence}"


class AuditEntry(OwnedModel):
    """What was done, by whom, to what, when. hash = SHA-256(previous hash + canonical JSON of the entry)."""

    sequence = models.BigIntegerField(_("number"))
    at = models.DateTimeField(_("time"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    actor_name = models.CharField(_("by"), max_length=150)
    action = models.CharField(_("action"), max_length=60)
    subject_type = models.CharField(_("kind"), max_length=60, blank=True)
    subject_id = models.CharField(max_length=60, blank=True)
    subject_name = models.CharField(_("what"), max_length=200, blank=True)
    detail = models.JSONField(_("details"), default=dict)
    hash = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        base_manager_name = "objects"
        ordering: ClassVar[list[str]] = ["-sequence"]
        constraints = [models.UniqueConstraint(fields=["company", "sequence"], name="audit_sequence_once")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"
