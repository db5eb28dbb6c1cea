"""Every string a user may see exists in every language of the interface."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from portal.kit import catalogues
from portal.management.commands.messages import FOLDERS


def test_the_catalogues_are_complete(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        call_command("messages", "--check")
    except CommandError as error:
        pytest.fail(f"{error}\n{capsys.readouterr().err[:3000]}")


def test_strings_are_found_in_python_and_in_templates() -> None:
    found = catalogues.find_messages(catalogues.Sources(settings.BASE_DIR, FOLDERS))
    places = {place for values in found.values() for place in values}
    assert any(place.endswith(".py") for place in places)
    assert any(place.endswith(".html") for place in places)


def test_an_untranslated_or_fuzzy_or_mismatched_message_is_a_fault(tmp_path) -> None:
    path = tmp_path / "django.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "done"\nmsgstr "klar"\n\nmsgid "empty"\nmsgstr ""\n\n#, fuzzy\nmsgid "unsure"\nmsgstr "osäker"\n\n'
        'msgid "%(n)s left"\nmsgstr "%(m)s kvar"\n\nmsgid "gone"\nmsgstr "borta"\n',
        "utf-8",
    )
    wanted = {(None, text): ["x.py"] for text in ("done", "empty", "unsure", "%(n)s left", "absent")}
    faults = {fault.text: fault.reason for fault in catalogues.list_faults(path, "sv", wanted)}
    assert set(faults) == {"empty", "unsure", "%(n)s left", "absent", "gone"}
