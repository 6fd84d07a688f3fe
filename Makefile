# Mosaïque: `make` lists what one can do.
SHELL := /bin/bash

PYTHON ?= python3.11
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
DJANGOFMT := $(BIN)/djangofmt --profile django --line-length 100 --indent-width 2
DEMO_ENV := DEBUG=true BASE_URL=http://127.0.0.1:$(PORT)

# What Debian must bring for the browser tests; without it they skip and say so.
APT_PACKAGES := chromium libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0

.DEFAULT_GOAL := help
.PHONY: help demo run reset test feeds-clients bench check fix messages lock apt clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 15

demo: $(VENV)/base ## Set up everything, load the demo network, serve it (PORT=8000)
	@DEBUG=true $(MANAGE) compile_translations
	@echo "Preparing the database…"
	@$(DEMO_ENV) $(MANAGE) migrate -v0
	@$(DEMO_ENV) $(MANAGE) load_demo
	@$(DEMO_ENV) $(MANAGE) runserver --noreload 127.0.0.1:$(PORT)

run: $(VENV)/base ## Serve the site with reload, for development
	@$(DEMO_ENV) $(MANAGE) runserver 127.0.0.1:$(PORT)

reset: ## Throw the database and the uploaded files away
	rm -rf db.sqlite3* media

test: $(VENV)/dev apt ## Run the tests
	@DEBUG=true $(MANAGE) compile_translations
	$(BIN)/pytest -n auto --dist worksteal $(ARGS)

feeds-clients: APT_PACKAGES = $(CLIENTS_APT)
feeds-clients: $(VENV)/dev apt ## Check the feeds with real calendar clients
	@mkdir -p $(CLIENTS) && cp tests/clients/package.json $(CLIENTS)
	@npm install --prefix $(CLIENTS) --no-package-lock --no-audit --no-fund --silent
	@gcc -O1 tests/clients/libical.c -o $(CLIENTS)/libical $$(pkg-config --cflags --libs libical)
	@g++ -O1 -fPIC tests/clients/kcalendarcore.cpp -o $(CLIENTS)/kcalendarcore \
		-I/usr/include/KF5/KCalendarCore $$(pkg-config --cflags --libs Qt5Gui) -lKF5CalendarCore
	@DEBUG=true $(MANAGE) compile_translations
	$(BIN)/pytest -m clients -rs $(ARGS)

CLIENTS := .cache/clients
# A Node.js from elsewhere brings npm along, and conflicts with Debian's.
CLIENTS_APT := g++ gir1.2-ecal-2.0 khal libecal2.0-dev libical-dev \
	libkf5calendarcore-dev $(if $(shell command -v npm),,npm) php-cli php-sabre-vobject pkg-config python3-gi qtbase5-dev vdirsyncer

bench: $(VENV)/base ## Measure pages, feeds and their growth beside a bare view (EVENTS=1000)
	@$(BIN)/python -m benchmarks.agenda $(EVENTS)

EVENTS := 1000

check: $(VENV)/dev ## Lint, types, import contracts, migrations, deployment checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(DJANGOFMT) --check $(TEMPLATES)
	$(BIN)/lint-imports
	$(BIN)/mypy
	@DEBUG=true $(MANAGE) compile_translations
	@DEBUG=true $(MANAGE) makemigrations --check --dry-run
	@$(DEPLOY_ENV) $(MANAGE) check --deploy --fail-level WARNING

TEMPLATES = $(shell git ls-files '*/templates/*.html')
DEPLOY_ENV := SECRET_KEY=$(shell head -c 48 /dev/urandom | base64 -w0) \
	BASE_URL=https://musees.example.org CALENDAR_HOST=musees.example.org

fix: $(VENV)/dev ## Format and mend what tools can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(DJANGOFMT) $(TEMPLATES)

messages: $(VENV)/dev ## Collect the strings to translate (needs gettext)
	DEBUG=true $(MANAGE) makemessages --locale fr --no-obsolete --add-location file --ignore '.venv/*'

lock: $(VENV)/bin/python ## Lock the versions of all that is installed
	@$(BIN)/pip install -q --disable-pip-version-check uv
	$(BIN)/uv pip compile $(LOCK) pyproject.toml --extra production -o requirements/base.txt
	$(BIN)/uv pip compile $(LOCK) pyproject.toml --extra production --group dev -o requirements/dev.txt

LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock"

apt: ## Install what Debian must bring, as root; otherwise print the line to run
	@missing="$$(dpkg-query -W -f '$${Package} $${db:Status-Status}\n' $(APT_PACKAGES) 2>/dev/null \
		| awk '$$2 == "installed" {print $$1}' | sort | comm -13 - <(printf '%s\n' $(APT_PACKAGES) | sort))"; \
	if [ -z "$$missing" ]; then exit 0; \
	elif [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq $$missing >/dev/null; \
	else echo "For the PDFs and the browser tests: sudo apt-get install $$missing"; fi

clean: reset ## Remove everything that is not in the repository
	rm -rf $(VENV) .cache static

$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV)

$(VENV)/base: requirements/base.txt | $(VENV)/bin/python
	@echo "Installing the libraries…"
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/dev: requirements/dev.txt | $(VENV)/bin/python
	@echo "Installing the libraries and tools…"
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r $<
	@touch $@ $(VENV)/base
