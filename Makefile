# Set-up, checks and the example report. Everything runs in .venv, which the first target that needs it makes.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help report test browser lint eval bench screenshots fuzz clean

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt torch
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e . --group dev
	touch $@

report: $(READY)  ## set up, and write the discrepancy report of a shipped fixture corpus
	@$(BIN)/consistency report fixtures/dual-use -o report.md
	@echo "The report is in $(CURDIR)/report.md"

test: $(READY) lint browser  ## set up, lint, and run the tests: the fast ones first, then the model's, then those in a browser
	$(BIN)/python -m pytest -m "not model and not browser"
	$(BIN)/python -m pytest -m model
	$(BIN)/python -m pytest -m browser

# The driver is a wheel without a browser in it. Chromium itself is a system package: only CI may add one, and nothing fails without.
browser: $(READY)  ## try to provide what the tests in a browser need; they skip where it is not to be had
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --group browser || true
	@if [ -n "$$CI" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! command -v chromium >/dev/null; then \
	  { timeout 90 apt-get update -q; DEBIAN_FRONTEND=noninteractive timeout 240 apt-get install -q -y --no-install-recommends chromium; } \
	    >/dev/null 2>&1 </dev/null || echo "chromium could not be installed: the tests in a browser will skip"; \
	fi

lint: $(READY)  ## ruff and the strict type checker
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

eval: $(READY)  ## score the package on the gold at hand and hold the pinned floors
	$(BIN)/python -m benchmarks.eval $(EVAL)

bench: $(READY)  ## time and memory of every stage, against a reference in the same run
	$(BIN)/python -m benchmarks.bench
	$(BIN)/python -m benchmarks.browser

screenshots: $(READY) browser  ## take the pictures of docs/report.md anew
	$(BIN)/python -m benchmarks.screenshots docs/images

fuzz: $(READY)  ## the property tests with fifty times as many examples
	$(BIN)/python -m pytest -m hypothesis --hypothesis-profile=fuzz

clean:  ## remove the environment and what the tools left
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis report.md
