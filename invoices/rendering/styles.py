"""Computed styles that outlive a document: one template gives the same styles again and again, and working them out
anew for every document took a quarter of its time.

Stands in for weasyprint.css.StyleFor of WeasyPrint 70, private as it is (tests/invoices/rendering/test_printer.py pins
it), under two conditions that the same test guards: rules look at tags, classes and ancestors only, and no element has
a style or id. Called by printer.py.
"""

from collections.abc import Sequence
from functools import partial
from math import inf
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import CSS, HTML
from weasyprint.css import (
    ComputedStyle,
    InitialStyle,
    StyleFor,
    declaration_precedence,
    find_style_attributes,
    preprocess_declarations,
)
from weasyprint.css.counters import CounterStyle
from weasyprint.css.targets import TargetCollector
from weasyprint.document import Document
from weasyprint.images import get_image_from_uri
from weasyprint.layout import LayoutContext
from weasyprint.text.fonts import FontConfiguration

from invoices.rendering.rules import RuledPage


class Node:
    """The styles of an element at one place in the template, and below it those of its children by tag and class."""

    __slots__ = ("below", "pseudo", "style")

    def __init__(self) -> None:
        self.style: Any = None
        self.pseudo: dict[str, Any] = {}
        self.below: dict[tuple[str, str | None], Node] = {}


class StyleStore:
    """The styles of documents in one language and colour."""

    def __init__(self, sheets: Sequence[tuple[CSS, str]]) -> None:
        self.sheets = [(sheet, origin, None) for sheet, origin in sheets]
        self.top = Node()
        self.margins: dict[tuple[bool, str], Any] = {}


class KeptStyles(StyleFor):  # type: ignore[misc]
    """Give each element of one document its style, from the store where it is there."""

    def __init__(self, html: HTML, store: StyleStore, fonts: FontConfiguration) -> None:
        self._cascaded_styles: dict[Any, Any] = {}
        self._computed_styles: dict[Any, Any] = {}
        self._sheets = store.sheets
        self._store = store
        self._html = html
        self._wrappers: dict[Element, Any] = {}
        self.font_config = fonts
        self.initial_page_sizes = {"box": None, "area": None}
        self._descend(html.etree_element, store.top)

    def _descend(self, element: Element, above: Node) -> None:
        key = (element.tag, element.get("class"))
        node = above.below.get(key)
        if node is None:
            node = above.below[key] = self._new_node(element, above)
        styles = self._computed_styles
        styles[element, None] = node.style
        for pseudo, style in node.pseudo.items():
            styles[element, pseudo] = style
        for child in element:
            self._descend(child, node)

    def _new_node(self, element: Element, above: Node) -> Node:
        node = Node()
        rules = self._matching_rules(element)
        node.style = self._compute(above.style, rules.pop(None, {}))
        node.pseudo = {kind: self._compute(node.style, found, kind) for kind, found in rules.items() if kind}
        return node

    def _matching_rules(self, element: Element) -> dict[str | None, dict[str, Any]]:
        if not self._wrappers:
            self._wrappers = {each.etree_element: each for each in self._html.wrapper_element.iter_subtree()}
        rules: dict[str | None, dict[str, Any]] = {None: {}}
        for sheet, origin, _ in self._sheets:
            for specificity, _order, pseudo, (declarations, _layer) in sheet.matcher.match(self._wrappers[element]):
                _apply(rules.setdefault(pseudo, {}), declarations, origin, specificity)
        if element is self._html.etree_element:
            for specificity, _element, declarations, base in find_style_attributes(element, base_url=_BASE):
                _apply(rules[None], preprocess_declarations(base, declarations), "author", specificity)
        return rules

    def _compute(self, parent: Any, rules: dict[str, Any], pseudo: str | None = None) -> Any:
        first = self._computed_styles.get((self._html.etree_element, None))
        root = InitialStyle(self.font_config) if first is None else first
        return ComputedStyle(parent, rules, pseudo, root, _BASE, self.font_config, self.initial_page_sizes)

    def set_computed_styles(self, element: Any, parent: Any, **options: Any) -> None:
        """Compute the style of a page or of a box in its margin; the latter is the same on every page of its kind."""
        pseudo = options.get("pseudo_type")
        kept = self._store.margins.get((element.index == 0, pseudo)) if pseudo else None
        if kept is not None:
            self._computed_styles[element, pseudo] = kept
            return
        super().set_computed_styles(element, parent, **options)
        if pseudo:
            self._store.margins[element.index == 0, pseudo] = self._computed_styles[element, pseudo]


_BASE = "portal:"


def _apply(rules: dict[str, Any], declarations: Any, origin: str, specificity: Any) -> None:
    for name, values, importance in declarations:
        weight = (declaration_precedence(origin, importance), inf, specificity)
        if name not in rules or rules[name][1] <= weight:
            rules[name] = values, weight


class StoredDocument(Document):  # type: ignore[misc]
    """A document whose styles come from its markup's store, and whose pages draw their own rules."""

    @classmethod
    def _render(cls, *arguments: Any) -> "StoredDocument":
        document = super()._render(*arguments)
        document.pages = [RuledPage.over(page) for page in document.pages]
        return document  # type: ignore[no-any-return]

    @classmethod
    def _build_layout_context(
        cls, html: Any, font_config: Any, counter_style: CounterStyle, color_profiles: Any, options: Any
    ) -> LayoutContext:
        counter_style.update(html._ua_counter_style()[0])
        return LayoutContext(
            KeptStyles(html, html.store, font_config),
            partial(get_image_from_uri, cache={}, url_fetcher=html.url_fetcher, options=options),
            font_config,
            counter_style,
            TargetCollector(),
        )
