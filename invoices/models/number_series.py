"""A company's number series. Only `services.numbering` reads or changes it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.tenancy import OwnedModel


class NumberSeries(OwnedModel):
    """The next number of a series, gapless because it moves in the issuing transaction under the row's lock."""

    code = models.CharField(_("series"), max_length=10, default="", blank=True)
    prefix = models.CharField(_("prefix"), max_length=10, blank=True)
    next_number = models.PositiveBigIntegerField(_("next number"), default=1)

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["company", "code"], name="number_series_once")]

    def __str__(self) -> str:
        return f"{self.prefix}{self.next_number}"
