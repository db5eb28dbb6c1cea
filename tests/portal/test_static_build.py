"""The files that are made: one style sheet without imports, a small font with every letter, names that change with content."""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.files.storage import storages
from django.core.management import call_command
from fontTools.ttLib import TTFont

from portal.kit import static_build

LETTERS = "AÅÄÖaåäöÆØæøÐÞðþÁÉÍÓÚÝáéíóúýŠŽšžÜü€£§–—−…“”’‘«»·×²³½ \u00a0\u202f0123456789"


def test_the_style_sheet_is_one_file_with_its_layers_first() -> None:
    text = Path(finders.find("css/portal.css")).read_text("utf-8")
    assert text.startswith("@layer reset, tokens, base")
    assert "@import" not in text and "/*" not in text
    assert text.count("{") == text.count("}")


def test_every_sheet_of_the_folder_is_part_of_it() -> None:
    folder = Path("static/css")
    named = set(re.findall(r'@import url\("([^"]+)"\)', (folder / "index.css").read_text("utf-8")))
    assert named == {path.name for path in folder.glob("*.css")} - {"index.css"}


def test_the_font_is_small_and_has_the_letters_of_all_six_languages() -> None:
    content = Path(finders.find("fonts/inter.woff2")).read_bytes()
    font = TTFont(BytesIO(content))
    assert {letter for letter in LETTERS if ord(letter) not in font.getBestCmap()} == set()
    assert {axis.axisTag for axis in font["fvar"].axes} == {"opsz", "wght"}
    assert {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord} >= {"tnum", "cv11"}
    assert len(content) < 100_000
    assert "SIL OPEN FONT LICENSE" in Path(finders.find("fonts/inter-licence.txt")).read_text("utf-8").upper()


def test_a_changed_sheet_is_joined_again(settings, tmp_path: Path) -> None:
    sheet = tmp_path / "static" / "css"
    sheet.mkdir(parents=True)
    (sheet / "index.css").write_text('@layer a;\n@import url("one.css");\n')
    (sheet / "one.css").write_text("/* words */\n.a { color: red; }\n")
    settings.BASE_DIR, settings.STATIC_BUILD_DIR = tmp_path, tmp_path / "built"
    made = static_build.make(static_build.MADE[0])
    assert made.read_text() == "@layer a;.a{color: red}\n"
    (sheet / "one.css").write_text(".a { color: blue; }\n")
    later = made.stat().st_mtime_ns + 1_000_000
    os.utime(sheet / "one.css", ns=(later, later))
    assert static_build.make(static_build.MADE[0]).read_text() == "@layer a;.a{color: blue}\n"


def test_an_unknown_path_is_left_to_the_other_finders() -> None:
    finder = static_build.MadeFilesFinder()
    assert finder.find("css/no-such.css") is None
    assert finder.find("css/no-such.css", find_all=True) == []


def test_collected_modules_and_styles_name_each_other_by_content(settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STATIC_BROTLI_QUALITY = 1
    settings.INSTALLED_APPS = ["portal", "django.contrib.staticfiles", "django_htmx"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "portal.static_files.StaticFilesStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    call_command("collectstatic", "--no-input", "--verbosity", "0")
    storage = storages["staticfiles"]
    entry = (tmp_path / storage.stored_name("js/portal.js")).read_text()
    imports = re.findall(r'(?:from|import) "\./([^"]+)"', entry)
    assert imports and all(re.fullmatch(r"[a-z]+\.[0-9a-f]{12}\.js", name) for name in imports)
    assert all((tmp_path / "js" / name).is_file() for name in imports)
    style = (tmp_path / storage.stored_name("css/portal.css")).read_text()
    assert re.search(r"fonts/inter\.[0-9a-f]{12}\.woff2", style)


def test_many_askers_at_once_get_a_whole_file_and_leave_no_draft(settings, tmp_path: Path) -> None:
    settings.STATIC_BUILD_DIR = tmp_path
    source = tmp_path / "source"
    source.write_text("x")
    asked = []

    def write(target: Path) -> None:
        asked.append(target)
        target.write_bytes(b"whole" * 100_000)

    file = static_build.Made("made/file.bin", lambda: [source], write)
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: static_build.make(file).stat().st_size, range(8)))
    assert made == [500_000] * 8
    assert len(asked) == 1
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["file.bin"]
