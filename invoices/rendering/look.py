"""What a document's look takes from the seller beside the document itself: logo, window, colour, texts.

Plain data; services build it from the company's profile. Nothing here goes into the XML.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Window(StrEnum):
    """Where the envelope's window shows the buyer's address."""

    RIGHT = "right"
    LEFT = "left"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The seller's choices for the printed document. `logo` is a PNG, JPEG or GIF file; `accent` is as #2145cf."""

    logo: bytes = b""
    late_interest: str = ""
    website: str = ""
    registered_office: str = ""
    window: Window = Window.RIGHT
    accent: str = ""

    def __post_init__(self) -> None:
        if self.accent and not _COLOUR.fullmatch(self.accent):
            raise ValueError(f"An accent colour is six hexadecimal digits after #, not {self.accent!r}.")


PLAIN = Look()
