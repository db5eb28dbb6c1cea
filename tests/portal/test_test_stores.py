"""The ground that all other tests stand on: whose role they have, and that none leaves rows to the next."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import ProgrammingError, connection


@pytest.mark.django_db
def test_tests_have_the_role_of_the_portal_which_neither_owns_nor_bypasses_anything():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("portal_app", False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_commits_is_gone_in_the_next_and_what_migrations_made_is_not(turn):
    assert get_user_model().objects.count() == 0
    assert ContentType.objects.count() > 0
    assert cache.get("left-behind") is None
    get_user_model().objects.create(email="anna@example.se")
    cache.set("left-behind", turn)
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("TRUNCATE accounts_user CASCADE")
