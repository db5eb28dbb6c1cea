"""Settings refuse what is malformed, and every answer carries the security headers."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from portal.settings import readers


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda: readers.flag("X", default=False), "perhaps"),
        (lambda: readers.whole("X", default=1), "-4"),
        (lambda: readers.whole("X", default=1, high=9), "10"),
        (lambda: readers.whole("X", default=1), "²"),
        (lambda: readers.choice("X", ("a", "b"), default="a"), "c"),
        (lambda: readers.url("X", ("https",)), "ftp://example.com"),
        (lambda: readers.url("X", ("https",)), "https:example.com"),
    ],
)
def test_a_malformed_value_stops_the_start_and_is_named(monkeypatch: pytest.MonkeyPatch, read, value: str) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(ImproperlyConfigured, match="X must be"):
        read()


def test_a_missing_value_takes_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("X", raising=False)
    assert readers.flag("X", default=True) is True
    assert readers.whole("X", default=7) == 7
    assert readers.names("X", ("a",)) == ["a"]


@pytest.mark.django_db
def test_the_sign_in_page_carries_the_security_headers(client: Client) -> None:
    answer = client.get("/accounts/login/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "'unsafe-inline'" not in policy and "'unsafe-eval'" not in policy
    for directive in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'self'", "form-action 'self'"):
        assert directive in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_health_pages_need_no_sign_in(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["status"] == "ready"


@pytest.mark.django_db
def test_readyz_says_when_migrations_are_pending(client: Client) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'inbound'")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["reasons"] == ["database: migrations are pending"]
