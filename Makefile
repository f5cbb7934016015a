# Everything starts from a bare Python 3.11+ and make; `make help` lists the targets.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8000
export DJANGO_SETTINGS_MODULE ?= mik_site.settings.dev

.PHONY: help setup setup-dev setup-system demo test test-long bench pins lint clean

help:
	@echo "make setup         environment only"
	@echo "make demo          set up, seed, serve on http://127.0.0.1:$(PORT)"
	@echo "make test          set up, lint, types, layers, migrations, all tests on SQLite and PostgreSQL, browser journeys"
	@echo "make bench         benchmarks, with ratios against their baselines"
	@echo "make setup-system  Chromium and Pango through apt (needs root)"

# One sentence for a missing interpreter or venv module, before anything is created.
check-python:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "MİK needs Python 3.11 or newer: install python3, or name it with PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "MİK needs Python 3.11 or newer; $(PYTHON) is older."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "MİK needs Python's venv module: install python3-venv."; exit 1; }
.PHONY: check-python

$(VENV)/bin/uv: requirements-setup.txt | check-python
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --require-hashes -r requirements-setup.txt
	@touch $@

$(VENV)/.runtime: requirements.txt $(VENV)/bin/uv
	$(VENV)/bin/uv pip install --quiet --python $(PY) --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	$(VENV)/bin/uv pip install --quiet --python $(PY) --require-hashes -r requirements-dev.txt
	@touch $@

# locale_wagtail holds the Turkish of Wagtail's own admin that Wagtail does not ship; djangojs is what its scripts say.
CATALOGUES := $(wildcard */locale*/tr/LC_MESSAGES/*.po)
$(VENV)/.messages: $(CATALOGUES) $(VENV)/.runtime
	@for po in $(CATALOGUES); do \
		$(VENV)/bin/pybabel -q compile --locale tr --input-file $$po --output-file $${po%.po}.mo || exit 1; \
	done
	@touch $@

setup: $(VENV)/.runtime $(VENV)/.messages

setup-dev: setup $(VENV)/.dev

setup-system:
	apt-get update -qq && apt-get install -y -qq chromium libpango-1.0-0 libpangoft2-1.0-0 fonts-dejavu-core

# The demo keeps what it made: a second `make demo` serves the same data. `make clean` starts over.
demo: setup
	@$(PY) manage.py migrate --verbosity 0
	@BASE_URL=$${BASE_URL:-http://127.0.0.1:$(PORT)} $(PY) manage.py seed_demo
	@BASE_URL=$${BASE_URL:-http://127.0.0.1:$(PORT)} $(PY) manage.py serve --port $(PORT)

lint: setup-dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy home departments stories surveys mik_site
	$(VENV)/bin/lint-imports --no-cache
	$(VENV)/bin/djlint --lint --quiet templates
	$(PY) manage.py makemigrations --check --dry-run --settings mik_site.settings.test
	$(PY) manage.py check --settings mik_site.settings.test --fail-level WARNING

# Lanes: the arithmetic and the browser once, everything that touches a database on both; the demo is seeded on each and compared.
PYTEST := $(VENV)/bin/pytest -q --durations 5 --ds mik_site.settings.test
PURE := tests/architecture tests/stats tests/disclosure tests/questions tests/charts
DATABASE_TESTS := -n 2 --maxschedchunk 4 -m "not browser" $(addprefix --ignore ,$(PURE)) --ignore tests/journeys --ignore tests/demo tests
BROWSER ?= /usr/bin/chromium
export BROWSER

test: setup-dev lint
	$(PYTEST) $(PURE)
	DATABASE_URL= $(PYTEST) $(DATABASE_TESTS)
	$(PY) -m tests.with_postgres $(PYTEST) $(DATABASE_TESTS)
	$(PY) -m tests.with_postgres $(PYTEST) tests/demo
	@if [ "$(BROWSER)" = none ]; then \
		echo "Lanes that ran: lint, arithmetic, SQLite, PostgreSQL, demo on both. Not the browser (BROWSER=none)."; \
	elif [ ! -x "$(BROWSER)" ]; then \
		echo "No browser at $(BROWSER): run make setup-system as root, name one with BROWSER=..., or leave it out with BROWSER=none."; exit 1; \
	else \
		$(PYTEST) -m browser tests && echo "Lanes that ran: lint, arithmetic, SQLite, PostgreSQL, demo on both, browser."; \
	fi

test-long: setup-dev
	HYPOTHESIS_PROFILE=long $(PYTEST) -n 2 $(PURE) tests/definition tests/results

bench: setup-dev
	$(PY) -m tests.with_postgres --durable $(PY) -m tests.bench

pins: $(VENV)/bin/uv
	$(VENV)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header -o requirements.txt pyproject.toml
	$(VENV)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --group dev -c requirements.txt -o requirements-dev.txt pyproject.toml

clean:
	rm -rf $(VENV) var
