# Everything a reader, a student or an instructor runs. Each command does its own set-up.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
TESTS := .venv/.tests
PYTEST = $(BIN)/python -m pytest -n logical
LAB := .venv/.lab

# A file of a reader's own may be called anything. Make expands no name and the shell reads none:
# names and options go to the command in its environment.
override SURVEY := $(value SURVEY)
override SURVEY_OPTIONS := $(value SURVEY_OPTIONS)
override CASES := $(value CASES)
override CASES_OPTIONS := $(value CASES_OPTIONS)

.PHONY: book test quick lint notebooks lab bench check clean browser

# make book SURVEY=FILE SURVEY_OPTIONS="--missing 98 --missing 99" CASES=FILE
book: export MICRODRAMA_SURVEY := $(SURVEY)
book: export MICRODRAMA_SURVEY_OPTIONS := $(SURVEY_OPTIONS)
book: export MICRODRAMA_CASES := $(CASES)
book: export MICRODRAMA_CASES_OPTIONS := $(CASES_OPTIONS)
book: $(READY)
	@$(BIN)/microdrama build

# Everything, on all cores; without a browser all but what needs one, and that counts as a failure.
test: lint
	@if $(MAKE) --no-print-directory browser; then $(PYTEST); else \
	  $(PYTEST) -m "not browser" && \
	  echo "Every test that needs no browser has passed; the browser tests have not run."; exit 1; fi

# What neither opens a browser nor builds the book nor takes seconds.
quick: lint
	@$(PYTEST) -m "not browser and not build and not slow"

lint: $(TESTS)
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/oxlint --quiet --deny-warnings src

# The pages as notebooks, in a folder where a reader may change them: those of the last book.
notebooks: $(READY)
	@[ -d _build/html/_static/notebooks ] || $(MAKE) --no-print-directory book
	@$(BIN)/python -m microdrama.book.notebooks

# JupyterLab wants to be told that root may run it, as in a container.
lab: $(LAB) notebooks
	@$(BIN)/jupyter lab $$([ "$$(id -u)" != 0 ] || echo --allow-root) _build/notebooks

bench: $(TESTS) browser
	@$(BIN)/python -m benchmarks

check: $(READY)
	@$(BIN)/microdrama check

clean:
	rm -rf _build .pytest_cache .ruff_cache .hypothesis

# The environment, made again when the lock changes. Python compiles what is imported when it first
# is, and pip would compile all the rest as well.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' || \
	  { echo "Python 3.11, 3.12 or 3.13 is needed; name one with: make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv --clear .venv >.venv.log 2>&1 || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	    apt-get install -y -qq python3-venv >/dev/null && $(PYTHON) -m venv --clear .venv; } || \
	  { cat .venv.log; echo "Python cannot make environments here; install the package python3-venv."; exit 1; }
	@rm -f .venv.log
	@echo "Installing the locked packages; this takes a minute or two the first time."
	@$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# What tests and benchmarks need, on top.
$(TESTS): $(READY) requirements-test.lock
	@$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

# JupyterLab on top; text notebooks open as notebooks with a double click, and it asks nobody for
# news of itself.
LAB_SETTINGS := .venv/etc/jupyter/labconfig/default_setting_overrides.json
$(LAB): $(READY) requirements-lab.lock
	@$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r requirements-lab.lock
	@mkdir -p $(dir $(LAB_SETTINGS))
	@$(BIN)/jupytext-config --settings-file $(LAB_SETTINGS) set-default-viewer markdown myst >/dev/null
	@$(BIN)/python -c 'import json, sys; from pathlib import Path; \
	  path = Path(sys.argv[1]); settings = json.loads(path.read_text("utf-8")); \
	  settings["@jupyterlab/apputils-extension:notification"] = \
	    {"fetchNews": "false", "checkForUpdates": False}; \
	  path.write_text(json.dumps(settings, indent=2), "utf-8")' $(LAB_SETTINGS)
	@touch $@

# A browser for the tests, and a font as wide as Arial: the system's, or Debian's where we may
# install them.
BROWSER = command -v chromium chromium-browser google-chrome chrome >/dev/null
FONT = ! command -v fc-match >/dev/null || fc-match Arial | grep -qiE 'arial|arimo|helvet|liberation|nimbus'
browser:
	@{ $(BROWSER) && { $(FONT); }; } || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	    echo "Installing Debian's Chromium and a font." && apt-get update -qq && \
	    apt-get install -y -qq chromium fonts-liberation >/dev/null; } || \
	  { echo "The browser tests need Chromium or Chrome and a font as wide as Arial. Install the" \
	    "packages chromium and fonts-liberation, on Debian or Ubuntu with:"; \
	    echo "  sudo apt-get install chromium fonts-liberation"; exit 1; }
