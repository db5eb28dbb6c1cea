"""Makes the draft of a form that is no draft yet, once, however often the form is posted.

views/editor.py calls this with the first save. The form carries a random `window`; two posts of one form meet here.
"""

from typing import Any

from django.db import connection, transaction

from accounts.models import User
from companies.tenancy import current_company_id
from invoices.models import Draft
from invoices.services.drafting import customer_of, store_draft


def open_draft(content: dict[str, Any], *, by: User) -> tuple[Draft, bool]:
    """Return the draft that this form's first post made, else start one with the content; say whether it is new."""
    with transaction.atomic():
        _hold(f"draft:{current_company_id()}:{by.pk}:{content['window']}")
        known = Draft.objects.open().filter(created_by=by, content__window=content["window"]).first()
        if known is not None and content["window"]:
            return known, False
        return store_draft(content, customer=customer_of(content), by=by, action="draft.started"), True


def _hold(key: str) -> None:
    """Wait for another post of the same form to finish; PostgreSQL lets go when the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
