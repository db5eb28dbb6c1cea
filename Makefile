# One command for each need: make run, make test, make check, make bench, make shots. Each sets up what it needs by itself.
.DEFAULT_GOAL := help
CHECKS := check-lint check-format check-types check-imports check-templates check-django check-migrations check-translations
.PHONY: help run test check bench shots setup setup-dev $(CHECKS)
SHELL := /bin/sh
PY := .venv/bin/python
# Extra words for the program behind a command, as in: make test ARGS="tests/invoices -x"
ARGS ?=
# Test processes: one a core, at most four; each has its own database.
WORKERS ?= auto
SHOTS ?= shots

define FIND_PYTHON
for p in "$(PYTHON)" python3.11 python3 python; do \
  if [ -n "$$p" ] && "$$p" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then \
    exec "$$p" portal/launcher/bootstrap.py $(1); \
  fi; \
done; \
echo "Python 3.11 was not found: install it (apt-get install python3.11 python3.11-venv python3-pip) or name it, as in PYTHON=/opt/python3.11/bin/python3 make run." >&2; \
exit 1
endef

help:
	@echo "make run     the whole portal with demo data, http://127.0.0.1:8000 (PORT=8090 make run)"
	@echo "make test    all tests (ARGS=\"tests/companies -x\" for some)"
	@echo "make check   linters, types, imports, templates, migrations, translations"
	@echo "make bench   the benchmarks (ARGS=numbering for one)"
	@echo "make shots   screenshots of every main page into $(SHOTS)/"

setup:
	@$(call FIND_PYTHON)

setup-dev:
	@$(call FIND_PYTHON,--dev)

# The portal stops when make is gone, however that happens.
run: setup
	@exec $(PY) manage.py up --with-parent $(ARGS)

test: setup-dev
	@$(PY) tests/system_packages.py
	@exec $(PY) -m pytest -n $(WORKERS) --maxprocesses 4 --dist loadgroup $(ARGS)

bench: setup-dev
	@exec $(PY) -m tests.bench $(ARGS)

shots: setup-dev
	@$(PY) tests/system_packages.py
	@PORTAL_SHOTS="$(SHOTS)" exec $(PY) -m pytest -m shots -n $(WORKERS) --maxprocesses 4 --dist loadgroup $(ARGS)

check: setup-dev
	@$(MAKE) --no-print-directory --keep-going --jobs=2 --output-sync=target $(CHECKS)
	@echo "All checks passed."

check-lint:
	@$(PY) -m ruff check .

check-format:
	@$(PY) -m ruff format --check .

check-types:
	@$(PY) -m mypy .

check-imports:
	@$(PY) -c "from importlinter.cli import lint_imports_command; lint_imports_command()" --no-logo

check-templates:
	@$(PY) -m djlint templates --lint --quiet

# As an operator would have it: over https, with a key of its own.
check-django:
	@PORTAL_ADDRESS=https://portal.example SECRET_KEY=0123456789-abcdefghijklmnopqrstuvwxyz-9876543210-XYZ \
	  $(PY) manage.py check --deploy --fail-level WARNING

check-migrations:
	@$(PY) -W ignore manage.py makemigrations --check --dry-run

check-translations:
	@$(PY) manage.py messages --check
