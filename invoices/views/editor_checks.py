"""The list "Before you send": what is left to do, each with its field and its row, and what is in order.

Editor and preview show the same list; the problems come from the services.
"""

from collections.abc import Sequence
from typing import Final

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from companies.models import Company, Customer
from invoices.delivery.reasons import explain
from invoices.delivery.routing import Option
from invoices.forms.draft import Content
from invoices.services.draft_lines import is_blank
from invoices.views import editor_screen as parts
from invoices.workflow import METHOD, NOT_SENT
from portal.kit.problems import Problem

MOST_CHECKS: Final = 12
# Where to jump for problems that are not one input's.
_PLACES: Final = {
    "lines": "lines",
    "attachments": "files-input",
    "company": "",
    "type_code": "switch-type",
    "method": "delivery",
}


def build_checks(
    problems: Sequence[Problem],
    *,
    company: Company,
    options: Sequence[Option],
    content: Content,
    is_judged: bool = True,
) -> list[parts.Check]:
    """List what is left to do, blockers first, and then what is in order."""
    ordered = sorted(problems, key=lambda problem: not problem.is_blocker)
    checks = [
        parts.Check(
            problem.text, "bad" if problem.is_blocker else "warn", _href(problem, content), _row_name(problem, content)
        )
        for problem in ordered[:MOST_CHECKS]
    ]
    if len(ordered) > MOST_CHECKS:
        checks.append(parts.Check(_("%(count)s more") % {"count": len(ordered) - MOST_CHECKS}, "warn"))
    if company.is_verified:
        checks.append(parts.Check(_("The company is verified")))
    best = next((option for option in options if option.is_available), None)
    if best is not None:
        checks.append(parts.Check(_("The customer can be reached"), small=best.label))
    if is_judged and not problems and any(not is_blank(line) for line in content["lines"]):
        checks.append(parts.Check(_("Amounts and VAT agree with the rules")))
    return checks


def _row_name(problem: Problem, content: Content) -> str:
    """Say which row a problem is about, because its sentence stands alone in the list."""
    kind, _dash, rest = problem.field.partition("-")
    if kind != "line" or not rest:
        return ""
    uid = rest.partition("-")[0]
    for number, line in enumerate(content["lines"], start=1):
        if line["uid"] == uid:
            name = Truncator(line["name"].strip()).chars(40)
            return _("Row %(n)s, %(name)s") % {"n": number, "name": name} if name else _("Row %(n)s") % {"n": number}
    return ""


def _href(problem: Problem, content: Content) -> str:
    place = _PLACES.get(problem.field, problem.field)
    if problem.field == "lines" and content["lines"]:
        place = f"line-{content['lines'][0]['uid']}-name"
    return f"#{place}" if place else ""


def list_unreachable(options: Sequence[Option], *, customer: Customer | None, method: str) -> list[Problem]:
    """Say what `workflow.review` would say when the customer cannot be reached in the wanted way, or in any."""
    if customer is None or method == NOT_SENT:
        return []
    wanted = method or customer.method
    named = next((option for option in options if option.channel == wanted), None)
    if wanted and (named is None or not named.is_available):
        return [Problem(text=explain(named.code if named else "channel_missing"), field="method", rule=METHOD)]
    if any(option.is_available for option in options):
        return []
    return [Problem(text=explain("no_way"), field="method", rule=METHOD)]
