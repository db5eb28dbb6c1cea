"""The XSLT engine: one a process, shared by threads, made anew after a fork, and shut in."""

import contextlib
import hashlib
import os
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from lxml import etree

from invoices.en16931.rules import check, norm, package, saxon, warm
from invoices.en16931.rules.location import shorten
from tests.invoices.en16931.rules.countries import SAMPLES
from tests.invoices.en16931.rules.samples import SELLER, SWEDISH, after, drop, edited, put

BASE = Path(__file__).resolve().parents[4]

PINNED = {
    "EN16931-UBL-validation.xslt": "186501ee6048182b36e4bed78583efa828814184bad89843899df44522f6dc59",
    "maindoc/UBL-Invoice-2.1.xsd": "936eedc8e9abdff73d2c08e69e04e760fd053b3332f739b8700eb48d14ac92fc",
    "maindoc/UBL-CreditNote-2.1.xsd": "e5f978727305365745fcca7a6d1da460e6eb70ef9f6e5425df05f6f94d9666db",
    "common": "a1be00cf64775b7276cab979b325ab171aac0c948588e5fd540f0c9e9388958d",
}
BROKEN = edited(SWEDISH, drop("cbc:BuyerReference"), put("cac:InvoiceLine/cac:Price/cbc:PriceAmount", "-250.00"))
SHEET = """
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="3.0">
  <xsl:template match="/"><r>{}</r></xsl:template>
</xsl:stylesheet>
"""


def _run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        cwd=BASE,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_official_files_are_the_ones_that_were_proven() -> None:
    files = [name for name in PINNED if name != "common"]
    hashes = {name: hashlib.sha256((package.folder() / name).read_bytes()).hexdigest() for name in files}
    common = hashlib.sha256()
    for path in sorted((package.folder() / "common").glob("*.xsd")):
        common.update(path.read_bytes())
    assert {**hashes, "common": common.hexdigest()} == PINNED


def test_the_trimmed_rules_find_what_the_official_ones_find() -> None:
    for text in [*SAMPLES.values(), BROKEN, edited(SWEDISH, drop("//cbc:ID"), drop("//cbc:Percent"))]:
        official = saxon.transform(text, stylesheet="official", source=package.norm_stylesheet().read_text)
        asserts = etree.fromstring(official.encode()).iter("{http://purl.oclc.org/dsdl/svrl}failed-assert")
        expected = sorted((failed.get("id"), failed.get("flag"), shorten(failed.get("location"))) for failed in asserts)
        found = norm.judge(etree.fromstring(text))
        assert sorted((finding.rule, finding.flag, finding.location) for finding in found) == expected


def test_eight_threads_share_one_engine() -> None:
    expected = (check(SWEDISH.encode()), check(BROKEN.encode()))
    engines = len(saxon._engines)
    start, wrong = threading.Barrier(8), []

    def work() -> None:
        start.wait()
        for _ in range(8):
            found = (check(SWEDISH.encode()), check(BROKEN.encode()))
            if found != expected:
                wrong.append(found)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(saxon._engines) == engines == 1


@pytest.mark.parametrize("before", ["", "check(DATA)"], ids=["before first use", "after use"])
def test_the_child_of_a_fork_judges_on_its_own(before: str) -> None:
    program = f"""
        import os
        from invoices.en16931.rules import check, saxon
        from tests.invoices.en16931.rules.samples import SWEDISH
        DATA = SWEDISH.encode()
        {before}
        child = os.fork()
        if child == 0:
            good = all(check(DATA).valid for _ in range(20)) and saxon._engines[-1].pid == os.getpid()
            os._exit(0 if good else 3)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert check(DATA).valid
        print("good")
    """
    result = _run(program)
    assert (result.returncode, result.stdout.strip()) == (0, "good"), result.stderr[-2000:]


def test_a_fork_while_another_thread_is_judging_does_not_hang() -> None:
    program = """
        import os, threading
        from invoices.en16931.rules import check
        from tests.invoices.en16931.rules.samples import SWEDISH
        DATA, stop = SWEDISH.encode(), threading.Event()
        check(DATA)
        def work():
            while not stop.is_set():
                check(DATA)
        thread = threading.Thread(target=work)
        thread.start()
        for _ in range(2):
            child = os.fork()
            if child == 0:
                os._exit(0 if check(DATA).valid else 3)
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        stop.set()
        thread.join()
        print("good")
    """
    result = _run(program)
    assert (result.returncode, result.stdout.strip()) == (0, "good"), result.stderr[-2000:]


def test_the_engine_reads_no_file_no_environment_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret, written = tmp_path / "secret.xml", tmp_path / "written.xml"
    secret.write_text("<secret>gold</secret>")
    attempts = {
        "doc": f"""<xsl:copy-of select="doc('{secret.as_uri()}')"/>""",
        "text": f"""<xsl:value-of select="unparsed-text('{secret.as_uri()}')"/>""",
        "write": f"""<xsl:result-document href="{written.as_uri()}"><x/></xsl:result-document>""",
        "network": """<xsl:copy-of select="doc('http://127.0.0.1:9/')"/>""",
    }
    for name, attempt in attempts.items():
        with pytest.raises(saxon.EngineError):
            saxon.transform("<a/>", stylesheet=f"test {name}", source=lambda: SHEET.format(attempt))  # noqa: B023
    monkeypatch.setenv("GOLD", "gold")
    asked = SHEET.format("""<xsl:value-of select="environment-variable('GOLD')"/>""")
    with contextlib.suppress(saxon.EngineError):
        assert "gold" not in saxon.transform("<a/>", stylesheet="test env", source=lambda: asked)
    assert not written.exists()


def test_a_stylesheet_that_does_not_compile_is_an_engine_error() -> None:
    with pytest.raises(saxon.EngineError):
        saxon.prepare("test broken", source=lambda: SHEET.format("<xsl:nonsense/>"))


def test_the_engine_keeps_documents_out_of_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    entity = "<cac:PartyLegalEntity><cbc:RegistrationName>Hemlig</cbc:RegistrationName></cac:PartyLegalEntity>"
    report = check(edited(SWEDISH, after(f"{SELLER}/cac:PartyLegalEntity", entity)).encode())
    assert not report.valid
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "after\n"


def test_a_process_without_standard_error_can_judge() -> None:
    program = """
        import os
        from invoices.en16931.rules import check
        from tests.invoices.en16931.rules.samples import SWEDISH
        os.close(2)
        assert check(SWEDISH.encode()).valid
        print("good")
    """
    assert _run(program).stdout.strip() == "good"


def test_everything_can_be_loaded_ahead() -> None:
    warm()
    assert check(SWEDISH.encode()).valid
