"""What a UBL file says beyond the core model: found by comparing it with what the model writes, and put back later.

A remainder is a short list of changes to the written file. So reading loses nothing, be it an element outside the norm,
a repeated one, a number that is none or a date with a time zone. Called by read/ and write/ only.
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import groupby
from typing import Final

from lxml import etree

from invoices.en16931.document import Remainder
from invoices.en16931.ubl.names import PREFIXES, XSI, cbc
from invoices.en16931.ubl.order import ranks_of

_VALUES: Final = cbc("")
_BASE64: Final = cbc("EmbeddedDocumentBinaryObject")
_NAMESPACES: Final = {namespace: prefix for prefix, namespace in PREFIXES.items()}

Pairs = list[tuple[etree._Element, etree._Element]]


def differences(source: etree._Element, written: bytes) -> tuple[Remainder, ...]:
    """List what must be changed in the written file to say what the source says.

    Comments, blanks and stray text between elements do not count.
    """
    return tuple(_differences(source, _parse(written), path=""))


def restore(data: bytes, *, remainder: Sequence[Remainder]) -> bytes:
    """Apply a remainder to written bytes; a change whose place does not exist is left out."""
    root = _parse(data)
    places = _Places(root)
    found = [(change, places.find(change.path), places.find(_join(change.path, change.name))) for change in remainder]
    for change, place, anchor in reversed(found):
        if place is not None:
            _apply(change, place, anchor)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def is_out_of_order(element: etree._Element) -> bool:
    """Tell whether known children stand in an order that the schema does not allow."""
    ranks = ranks_of(element.tag)
    known = [ranks[child.tag] for child in element if child.tag in ranks]
    return known != sorted(known)


class _Places:
    """Find elements of a written file by path, remembering the way, as a long file may have thousands of changes."""

    def __init__(self, root: etree._Element) -> None:
        self._found: dict[str, etree._Element] = {"": root}
        self._listed: set[str] = set()

    def find(self, path: str) -> etree._Element | None:
        """Return the element at a path, or None."""
        parent, _, _ = path.rpartition("/")
        if path not in self._found and parent not in self._listed:
            element = self.find(parent)
            if element is not None:
                steps = _steps(_elements(element))
                self._found.update({_join(parent, step): child for child, step in steps.items()})
            self._listed.add(parent)
        return self._found.get(path)


def _differences(source: etree._Element, written: etree._Element, *, path: str) -> Iterator[Remainder]:
    yield from _attribute_differences(source, written, path=path)
    children, written_children = _elements(source), _elements(written)
    if not children and not _is_same_text(source, written):
        yield Remainder(path=path, action="text", value=source.text or "")
    partners = _match([child for child in children if not _is_mixed(child)], written_children)
    steps = _steps(written_children)
    anchor = ""
    for is_known, group in groupby(children, key=partners.__contains__):
        if not is_known:
            yield Remainder(path=path, action="add", name=anchor, value=_as_text(group))
            continue
        for child in group:
            anchor = steps[partners[child]]
            yield from _differences(child, partners[child], path=_join(path, anchor))
    matched = set(partners.values())
    if is_out_of_order(source):
        order = [steps[partners[child]] for child in children if child in partners]
        if order != [steps[child] for child in written_children if child in matched]:
            yield Remainder(path=path, action="order", value=" ".join(order))
    for child in written_children:
        if child not in matched:
            yield Remainder(path=_join(path, steps[child]), action="drop")


def _is_same_text(source: etree._Element, written: etree._Element) -> bool:
    """Compare values; blanks count neither in an emptied group nor in base64."""
    said, would_say = source.text or "", written.text or ""
    if source.tag == _BASE64 or not source.tag.startswith(_VALUES):
        said, would_say = "".join(said.split()), "".join(would_say.split())
    return said == would_say


def _attribute_differences(source: etree._Element, written: etree._Element, *, path: str) -> Iterator[Remainder]:
    names = sorted({str(name) for name in (*source.attrib, *written.attrib)})
    for name in names:
        value = source.get(name)
        if value != written.get(name) and not name.startswith(XSI):
            yield Remainder(path=path, action="attribute", name=name, value=value)


def _match(
    children: Iterable[etree._Element], written: Iterable[etree._Element]
) -> dict[etree._Element, etree._Element]:
    """Pair elements of one name: first those that say the same, then the others in their order."""
    partners: dict[etree._Element, etree._Element] = {}
    groups = _by_tag(written)
    for tag, given in _by_tag(children).items():
        candidates = groups.get(tag, [])
        if len(given) == len(candidates) == 1:
            partners[given[0]] = candidates[0]
            continue
        said: dict[str, list[etree._Element]] = {}
        for candidate in reversed(candidates):
            said.setdefault(_signature(candidate), []).append(candidate)
        rest = []
        for child in given:
            same = said.get(_signature(child))
            if same:
                partners[child] = same.pop()
            else:
                rest.append(child)
        taken = set(partners.values())
        partners.update(zip(rest, [candidate for candidate in candidates if candidate not in taken], strict=False))
    return partners


def _signature(element: etree._Element) -> str:
    """Return all that an element says as one text, flat, so that no depth of nesting can hurt."""
    parts = []
    for part in element.iter(etree.Element):
        text = part.text or ""
        parts.append(f"{part.tag}{sorted(part.attrib.items())}{text if len(part) == 0 else text.strip()}")
    return "\x00".join(parts)


def _by_tag(elements: Iterable[etree._Element]) -> dict[str, list[etree._Element]]:
    groups: dict[str, list[etree._Element]] = {}
    for element in elements:
        groups.setdefault(element.tag, []).append(element)
    return groups


def _steps(elements: Iterable[etree._Element]) -> dict[etree._Element, str]:
    """Name each written element by its name and place among its namesakes."""
    return {
        element: f"{_short(tag)}[{position}]"
        for tag, namesakes in _by_tag(elements).items()
        for position, element in enumerate(namesakes, start=1)
    }


def _short(tag: str) -> str:
    name = etree.QName(tag)
    return f"{_NAMESPACES[str(name.namespace)]}:{name.localname}"


def _join(path: str, step: str) -> str:
    return f"{path}/{step}" if path else step


def _apply(change: Remainder, place: etree._Element, anchor: etree._Element | None) -> None:
    """Make one change; they come last first, so that each addition goes right behind its anchor."""
    parent = place.getparent()
    if change.action == "text":
        place.text = change.value
    elif change.action == "drop" and parent is not None:
        parent.remove(place)
    elif change.action == "attribute" and change.value is not None:
        place.set(change.name, change.value)
    elif change.action == "attribute" and change.name in place.attrib:
        del place.attrib[change.name]
    elif change.action == "order":
        steps = {step: child for child, step in _steps(_elements(place)).items()}
        place.extend([steps[step] for step in (change.value or "").split() if step in steps])
    elif change.action == "add":
        for element in reversed(_parse((change.value or "").encode())):
            if anchor is None or anchor is place:
                place.insert(0, element)
            else:
                anchor.addnext(element)


def _as_text(elements: Iterable[etree._Element]) -> str:
    """Return elements in one holder as text, the same whatever prefixes their file uses for UBL."""
    holder = etree.Element("holder", nsmap=PREFIXES)
    for element in elements:
        copy = deepcopy(element)
        copy.tail = None
        holder.append(copy)
    etree.cleanup_namespaces(holder, keep_ns_prefixes=list(PREFIXES))
    return etree.tostring(holder, encoding="unicode")


def _is_mixed(element: etree._Element) -> bool:
    """Tell whether a value has elements inside, so that it can only be kept whole."""
    return len(element) > 0 and element.tag.startswith(_VALUES)


def _elements(element: etree._Element) -> list[etree._Element]:
    return [child for child in element if isinstance(child.tag, str)]


def _parse(data: bytes) -> etree._Element:
    """Parse what this package wrote itself, however large."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(data, parser)
