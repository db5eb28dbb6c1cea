"""Typed readers of environment variables.

Each raises ImproperlyConfigured with the variable's name and what it should look like, so that a typing error stops the
start instead of becoming a quiet default.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off"})


def text(name: str, default: str = "") -> str:
    """Return the variable as text without surrounding space."""
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    """Return the variable as yes or no; raises ImproperlyConfigured for any other word."""
    value = text(name).lower()
    if not value:
        return default
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be one of yes, no, true, false, on, off, 1, 0; it is {value!r}.")
    return value in TRUE


def whole(name: str, *, default: int, low: int = 0, high: int = 2**31) -> int:
    """Return the variable as a whole number within low..high; raises ImproperlyConfigured otherwise."""
    value = text(name)
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
        raise ImproperlyConfigured(f"{name} must be a whole number from {low} to {high}; it is {value!r}.")
    return int(value)


def names(name: str, default: Sequence[str] = ()) -> list[str]:
    """Return a comma-separated variable as a list without empty parts."""
    value = text(name)
    return [part.strip() for part in value.split(",") if part.strip()] if value else list(default)


def choice(name: str, allowed: Sequence[str], *, default: str) -> str:
    """Return the variable when it is one of the allowed words; raises ImproperlyConfigured otherwise."""
    value = text(name) or default
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}; it is {value!r}.")
    return value


def url(name: str, schemes: Sequence[str], default: str = "") -> str:
    """Return the variable when it is an address with one of the schemes; raises ImproperlyConfigured otherwise."""
    value = text(name, default)
    if value and (urlsplit(value).scheme not in schemes or not urlsplit(value).netloc):
        raise ImproperlyConfigured(f"{name} must be an address that starts with {' or '.join(schemes)}://.")
    return value


def folder(name: str, default: Path) -> Path:
    """Return the variable as an absolute folder path."""
    return Path(text(name) or default).absolute()
