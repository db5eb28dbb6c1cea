"""Rules between table rows, drawn whole: WeasyPrint draws a border cell by cell, with gaps, in an eighth of the time.

A row asks for its rule by its class. Called by styles.py while pages are painted; page.css leaves these borders out.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from tinycss2.color5 import parse_color
from weasyprint.document import Page

_POINT = 4 / 3  # CSS pixels


@dataclass(frozen=True, slots=True)
class Rule:
    """A line along one edge of a row."""

    colour: str
    points: float
    at_top: bool = False


RULES = {
    "headed": Rule("#16191d", 0.9),
    "line": Rule("#e2e1da", 0.5),
    "soft-headed": Rule("#d6d4cb", 0.5),
    "soft": Rule("#eeede7", 0.5),
    "total": Rule("#16191d", 0.9, at_top=True),
}


class RuledPage(Page):  # type: ignore[misc]
    """A page that draws its rules before everything else."""

    @classmethod
    def over(cls, page: Page) -> "RuledPage":
        """Return the page with its rules."""
        ruled = cls.__new__(cls)
        ruled.__dict__.update(page.__dict__)
        return ruled

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Paint the page into the file."""
        rows = defaultdict(list)
        for box in self._page_box.descendants():
            if box.element_tag == "tr" and (rule := RULES.get(box.element.get("class"))):
                rows[rule].append(box)
        with stream.artifact(), stream.stacked():
            stream.transform(a=scale, d=scale)
            for rule, boxes in rows.items():
                stream.set_color(parse_color(rule.colour))
                for box in boxes:
                    height = rule.points * _POINT
                    top = box.position_y if rule.at_top else box.position_y + box.height - height
                    stream.rectangle(box.position_x, top, box.width, height)
                stream.fill()
        super().paint(stream, scale)
