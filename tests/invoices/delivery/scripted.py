"""A channel whose outcomes a test dictates; it notes what it was given and what it was asked."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from invoices.delivery.contract import Outcome, Reach

PATH = f"{__name__}.Scripted"
KEY = "scripted"


class Scripted:
    """Answers with what stands in `outcomes`; an exception there is raised, a function is called with `handing_over`."""

    key = KEY
    label = _("PDF by e-mail")
    outcomes: list[Any] = []
    answers: list[Any] = []
    sent: list[Any] = []
    asked: list[Any] = []

    @classmethod
    def reset(cls) -> None:
        """Forget everything, before each test."""
        cls.outcomes, cls.answers, cls.sent, cls.asked = [], [], [], []

    def can_reach(self, customer: Any, *, company: Any) -> Reach:
        return Reach(recipient={"shown": "somebody"}, shown="somebody")

    def send(self, package: Any, *, handing_over: Callable[[], None]) -> Outcome:
        step = self.outcomes.pop(0)
        if callable(step):
            return step(handing_over)
        if isinstance(step, Exception):
            raise step
        handing_over()
        self.sent.append(package)
        return step

    def ask(self, delivery: Any) -> Outcome | None:
        self.asked.append(delivery.pk)
        answer = self.answers.pop(0) if self.answers else None
        if isinstance(answer, Exception):
            raise answer
        return answer
