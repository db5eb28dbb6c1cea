"""`{% lucide "name" size=16 class="ico" %}`: lucide's own tag, but each drawing is made once a process.

A page shows some fifty icons; drawing them anew took a third of the time of rendering the frame.
"""

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide as draw

register = template.Library()


@register.simple_tag
def lucide(name: str, *, size: int | None = 24, **attributes: object) -> str:
    """Return the icon as inline SVG; raises lucide.IconDoesNotExist for an unknown name."""
    return _drawn(str(name), size, tuple((key, str(value)) for key, value in attributes.items()))


@lru_cache(maxsize=2048)
def _drawn(name: str, size: int | None, attributes: tuple[tuple[str, str], ...]) -> str:
    return SafeString(draw(name, size=size, **dict(attributes)))
