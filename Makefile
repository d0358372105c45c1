# Needs python3 (3.11 or newer) and make. Everything is installed into .venv, nothing elsewhere.
#
#   make test PYTHON=python3.13        another Python (make clean first)
#   make test ARGS="-k fonts -x"       options for pytest

PYTHON ?= python3
ARGS ?=
BIN := .venv/bin
PACKAGES := dabiao reports submissions engine standards
# Folders that do not exist yet are left out.
CODE = $(wildcard $(PACKAGES) tests benchmarks scripts)
DEMO := build/demo
EXAMPLES := submissions/examples

.DEFAULT_GOAL := help
.PHONY: help install demo test check bench agree spark docs lock fonts clean
.DELETE_ON_ERROR:

help:  ## List the targets.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: .venv/.project  ## Make .venv with everything that the other targets need.

# Each stamp is newer than the file it was installed from.
.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "make: dabiao needs Python 3.11 or newer; '$(PYTHON)' is missing or older." \
	         "Name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "make: '$(PYTHON)' cannot make virtual environments." \
	         "On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.requirements: requirements/dev.txt .venv/.made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# Editable: the path of this folder is all that is installed, so new code needs no new install.
.venv/.project: pyproject.toml .venv/.requirements
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.bench: requirements/bench.txt .venv/.project
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/.spark: requirements/spark.txt .venv/.project
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# `check` and `score` end with 1 when something is unmet or not judged: the demo shows it, and goes on.
demo: install  ## Judge the shipped samples: real communities, and 200 generated ones.
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	$(BIN)/dabiao standards
	$(BIN)/dabiao standards check
	$(BIN)/dabiao standards test
	$(BIN)/dabiao form green-community -o $(DEMO)/form.xlsx
	$(BIN)/dabiao form green-community -o $(DEMO)/form.html
	$(BIN)/dabiao check $(EXAMPLES)/community-construction/nanyuan.json -o $(DEMO)/report.html || [ $$? -eq 1 ]
	$(BIN)/dabiao check $(EXAMPLES)/service-community/old-town.json -o $(DEMO)/old-town.html || [ $$? -eq 1 ]
	$(BIN)/dabiao score $(EXAMPLES)/community-construction/*.json -s community-construction -o $(DEMO)/real || [ $$? -eq 1 ]
	$(BIN)/dabiao report $(DEMO)/real -o $(DEMO)/real-reports
	$(BIN)/dabiao score $(EXAMPLES)/generated/green-community.csv -s green-community -o $(DEMO)/generated || [ $$? -eq 1 ]
	$(BIN)/dabiao report $(DEMO)/generated -o $(DEMO)/generated-reports
	$(BIN)/dabiao rank $(DEMO)/generated --by district -o $(DEMO)/ranking.html
	$(BIN)/dabiao publish $(DEMO)/generated -o $(DEMO)/site
	$(BIN)/dabiao verify $(DEMO)/site --inputs $(EXAMPLES)/generated/green-community.csv
	@echo
	@echo "Look at (in $(DEMO)):"
	@echo "  report.html                    one community's gap report, from the figures that are known of it"
	@echo "  real-reports/index.html        the twelve real communities and their county town"
	@echo "  generated-reports/index.html   200 generated compounds, with charts and a report each"
	@echo "  ranking.html                   their ranking by district"
	@echo "  site/index.html                the public site made of them, which anybody can recompute"
	@echo "  form.xlsx                      a blank form"
	@echo "  form.html                      the same form as a page that scores itself, without a network"
	@echo "  generated/results.csv, generated/problems.csv"

test: install  ## Run the tests.
	$(BIN)/python -m pytest -n 2 $(ARGS)

check: install  ## Run linter, formatter, type checker and layer check; report the faults of all.
	@failed=; \
	run() { echo "==> $$1"; name=$$1; shift; $(BIN)/"$$@" || failed="$$failed, $$name"; }; \
	run "ruff check" ruff check $(CODE); \
	run "ruff format" ruff format --check $(CODE); \
	run mypy mypy $(CODE); \
	run lint-imports lint-imports --no-logo; \
	if [ -n "$$failed" ]; then echo "make check: faults found by$${failed#,}" >&2; exit 1; fi; \
	echo "make check: no faults"

bench: install .venv/.bench  ## Measure speed, memory and exactness, beside the rivals.
	$(BIN)/python -m benchmarks

spark: .venv/.spark  ## Install Spark too (large; needs Java), so that `make test` runs its SQL.

# Plain reckoning, applicant by applicant, holds polars; polars holds all others.
agree: install  ## Compare all executors: 100,000 applicants a standard, 2,000 in LibreOffice.
	AGREE_APPLICANTS=5000 AGREE_MANY=100000 $(BIN)/python -m pytest -n 2 -rP tests/engine/test_executors.py $(ARGS)
	AGREE_MANY=100000 $(BIN)/python -m pytest -n 2 -rP tests/web/test_agreement.py $(ARGS)
	AGREE_WORKBOOK_APPLICANTS=2000 AGREE_ODD_ROUNDS=6 \
	  $(BIN)/python -m pytest tests/excel/test_excel_agreement.py tests/excel/test_form_scores.py $(ARGS)

docs: install  ## Write the pages that are made from the code.
	$(BIN)/python -m scripts.make_rules
	$(BIN)/python -m scripts.make_authoring

lock:  ## Pin the newest allowed dependencies, with hashes, in requirements/.
	@[ -x build/uv/bin/uv ] || { $(PYTHON) -m venv build/uv && build/uv/bin/python -m pip install --quiet uv; }
	UV=$(CURDIR)/build/uv/bin/uv scripts/lock.sh

fonts:  ## Make the vendored fonts again from their source.
	@[ -d build/fonts ] || $(PYTHON) -m venv build/fonts
	build/fonts/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/fonts.txt
	build/fonts/bin/python scripts/make_fonts.py

clean:  ## Remove .venv and everything that was made.
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
