"""Files and functions stay small enough to be read whole."""

import ast
import subprocess
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parents[2]
FILE_LINES, TEST_LINES, FUNCTION_LINES = 400, 500, 40


def _python_files() -> list[Path]:
    folders = ("portal", "accounts", "companies", "invoices", "recurring", "signing", "reports", "tests")
    return [
        path
        for folder in folders
        for path in sorted((BASE / folder).rglob("*.py"))
        if "migrations" not in path.parts and path.stat().st_size
    ]


@pytest.mark.parametrize("path", _python_files(), ids=lambda path: path.relative_to(BASE).as_posix())
def test_no_file_is_longer_than_the_house_allows(path: Path) -> None:
    limit = TEST_LINES if path.is_relative_to(BASE / "tests") else FILE_LINES
    assert path.read_text("utf-8").count("\n") <= limit


def test_no_function_is_longer_than_forty_lines() -> None:
    long = [
        f"{path.relative_to(BASE)}:{node.lineno} {node.name} ({node.end_lineno - node.lineno + 1})"
        for path in _python_files()
        if not path.is_relative_to(BASE / "tests")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    ]
    assert long == []


def test_every_module_says_what_it_is_for() -> None:
    mute = [
        path.relative_to(BASE).as_posix()
        for path in _python_files()
        if ast.get_docstring(ast.parse(path.read_text("utf-8"))) is None
    ]
    assert mute == []


def test_no_room_has_a_nondescript_name() -> None:
    names = {"utils", "helpers", "common", "signals", "managers", "misc"}
    strays = [path for path in _python_files() if names & {path.stem, *path.relative_to(BASE).parts[:-1]}]
    assert strays == []


def test_no_float_comes_near_money() -> None:
    strays = [
        f"{path.relative_to(BASE)}:{node.lineno}"
        for path in _python_files()
        if path.is_relative_to(BASE / "invoices")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
    ]
    assert strays == []


def test_no_template_carries_inline_script_or_style() -> None:
    found = []
    for path in sorted((BASE / "templates").rglob("*.html")):
        if {"email", "pdf"} & set(path.relative_to(BASE).parts):
            continue
        text = path.read_text("utf-8")
        for mark in (" style=", "<style", " onclick=", " onchange=", " onsubmit=", "<script>", "hx-on", 'hx-vals="js:'):
            if mark in text:
                found.append(f"{path.relative_to(BASE)}: {mark}")
    assert found == []


def test_the_repository_holds_no_third_party_or_generated_file() -> None:
    listing = subprocess.run(["git", "ls-files"], cwd=BASE, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("not a git checkout")
    strays = [
        name
        for name in listing.stdout.splitlines()
        if name.endswith((".min.js", ".min.css", ".woff2", ".ttf", ".mo", ".whl")) or name.startswith("node_modules/")
    ]
    assert strays == []
