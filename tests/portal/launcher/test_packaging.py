"""What is shipped beside the code: locks that pin everything and name no registry, a Dockerfile and a compose file."""

import re
from pathlib import Path

import pytest
import yaml

BASE = Path(__file__).resolve().parents[3]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)((?: ;[^\\]*)?) \\$")


def pins(name: str) -> dict[str, tuple[str, list[str]]]:
    """Return version and hashes by package of a lock file; anything that is neither fails."""
    found: dict[str, tuple[str, list[str]]] = {}
    current = ""
    for line in (BASE / name).read_text("utf-8").splitlines():
        if pin := PIN.match(line):
            current = f"{pin[1]}{pin[3]}"
            found[current] = (pin[2], [])
        elif hashed := re.fullmatch(r"    --hash=sha256:([0-9a-f]{64})(?: \\)?", line):
            found[current][1].append(hashed[1])
        else:
            assert re.match(r"^ *#", line), f"{name}: {line!r} is neither a pin, a hash nor a comment"
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_hashes_and_no_registry_is_named(name):
    assert len(pins(name)) > 50
    assert [package for package, (_, hashes) in pins(name).items() if not hashes] == []
    text = (BASE / name).read_text("utf-8")
    assert "://" not in text
    assert "index-url" not in text


def test_the_development_lock_contains_the_other_one_unchanged():
    dev = pins("requirements-dev.lock")
    assert {package: dev.get(package) for package in pins("requirements.lock")} == pins("requirements.lock")


@pytest.fixture(scope="module")
def services():
    return yaml.safe_load((BASE / "docker-compose.yml").read_text("utf-8"))["services"]


def test_compose_runs_two_stores_one_migration_and_the_three_programs(services):
    assert set(services) == {"db", "cache", "migrate", "web", "worker", "beat"}
    assert services["db"]["image"] == "postgres:18"
    assert services["cache"]["image"].startswith("valkey/")
    assert services["beat"]["deploy"]["replicas"] == 1
    assert "/readyz" in str(services["web"]["healthcheck"]["test"])
    assert services["migrate"]["environment"]["PORTAL_DB_ROLE"] == "owner"


@pytest.mark.parametrize("name", ["migrate", "web", "worker", "beat"])
def test_the_portals_services_share_image_stores_and_fences(services, name):
    service = services[name]
    assert service["image"] == services["web"]["image"]
    assert {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "PORTAL_ADDRESS", "EMAIL_URL"} <= set(service["environment"])
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    if name != "migrate":
        assert service["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
        assert "PORTAL_DB_ROLE" not in service["environment"]


def test_what_services_wait_for_can_come_true(services):
    for service in services.values():
        for other, how in service.get("depends_on", {}).items():
            if how["condition"] == "service_healthy":
                assert services[other].get("healthcheck"), other


def test_no_secret_has_a_default():
    text = (BASE / "docker-compose.yml").read_text("utf-8")
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD"):
        assert set(re.findall(rf"\$\{{{name}(:.)", text)) == {":?"}


def test_the_image_runs_as_an_ordinary_user_and_serves_the_application():
    stages = (BASE / "Dockerfile").read_text("utf-8").split("\nFROM ")
    last = stages[-1]
    assert re.search(r"^USER portal$", last, re.MULTILINE)
    assert not re.search(r"^(RUN|COPY)", last[last.index("USER portal") :], re.MULTILINE)
    assert "--require-hashes" in stages[1]
    assert '"portal.wsgi:application"' in last
    assert (BASE / "portal" / "wsgi.py").exists()


def test_every_room_is_in_the_image():
    allowed = {line[1:] for line in (BASE / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    rooms = {path.parent.name for path in BASE.glob("*/__init__.py")} - {"tests"}
    assert rooms <= allowed
    assert {"manage.py", "requirements.lock", "templates", "static", "locale"} <= allowed
