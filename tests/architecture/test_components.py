"""Components keep their promises: each says what it takes, the list in docs names it, no unescaped value slips through."""

import re
from pathlib import Path

BASE = Path(__file__).resolve().parents[2]
ROOM = BASE / "templates" / "components"
_TAG = re.compile(r"<c-([\w.-]+)((?:\s+[^\s/>=]+(?:=(?:\"(?:\{[{%].*?[%}]\}|[^\"])*\"|'[^']*'))?)*)\s*/?>", re.DOTALL)
_DYNAMIC = re.compile(r"\s:([\w-]+)=")
_VARS = re.compile(r"<c-vars\s(.*?)/>", re.DOTALL)
# Components whose unnamed attributes all go on to a component that names them.
_PASSED_ON = {"attrs"}


def _name(path: Path) -> str:
    return path.relative_to(ROOM).with_suffix("").as_posix().replace("/", ".")


def _named(component: str) -> set[str]:
    text = (ROOM / f"{component.replace('.', '/')}.html").read_text("utf-8")
    found = _VARS.search(text)
    return set(re.findall(r":?([\w-]+)(?:=|\s|$)", found[1])) if found else set()


def test_every_component_says_in_its_first_line_what_it_takes() -> None:
    parts = {"described"}
    mute = [
        _name(path)
        for path in ROOM.rglob("*.html")
        if _name(path) not in parts and not path.read_text("utf-8").startswith(f"{{# c-{_name(path)}: ")
    ]
    assert mute == []


def test_the_list_of_components_is_the_templates_own_words() -> None:
    listed = (BASE / "docs" / "components.md").read_text("utf-8")
    stale = []
    for path in ROOM.rglob("*.html"):
        first = re.match(r"\{# (c-[\w.-]+): (.*) #\}", path.read_text("utf-8"))
        if first and f"- **`{first[1]}`**: {first[2]}\n" not in listed:
            stale.append(first[1])
    assert stale == []


def test_only_named_attributes_take_values_that_are_not_escaped() -> None:
    strays = []
    for path in (BASE / "templates").rglob("*.html"):
        for component, attributes in _TAG.findall(path.read_text("utf-8")):
            if component in {"vars", "slot"}:
                continue
            unnamed = set(_DYNAMIC.findall(attributes)) - _named(component) - _PASSED_ON
            strays += [f"{path.relative_to(BASE)}: c-{component} :{name}" for name in sorted(unnamed)]
    assert strays == []
