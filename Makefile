# Each target sets itself up: Python 3.11 or newer and make are all it takes. A stamp named after
# the contents of the locks says that .venv is ready, so a second call starts at once.
LOCKED := $(shell cat requirements.lock .ci/installer.lock | cksum | tr ' ' -)
SERVING := .venv/.serving-$(LOCKED)
COMPLETE := .venv/.complete-$(LOCKED)
VENV := .venv/bin/python
export PYTHON

.PHONY: help run test test-quick check lint imports types bench lock clean
.DEFAULT_GOAL := help

help: ## Say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

run: $(SERVING) ## Make the demo data if there are no data, then serve the dashboard
	@$(VENV) -m core demo --if-missing
	@exec $(VENV) -m gunicorn --config .gunicorn.py

test: $(COMPLETE) ## Run all tests (ARGS="tests/core -k places" runs some)
	@$(VENV) -m pytest --numprocesses 2 --dist loadfile $(ARGS)

test-quick: $(COMPLETE) ## Run the tests that take less than ten seconds
	@$(VENV) -m pytest --numprocesses 2 --dist loadfile -m "not slow" $(ARGS)

check: lint types imports test ## Everything that must hold before a change goes in

lint: $(COMPLETE) ## Check style and layout of the code
	@$(VENV) -m ruff check --quiet
	@$(VENV) -m ruff format --check --quiet || { echo "run: $(VENV) -m ruff format"; exit 1; }

types: $(COMPLETE) ## Check the types
	@$(VENV) -m mypy

imports: $(COMPLETE) ## Check who imports whom
	@$(VENV) .venv/bin/lint-imports --no-logo

bench: $(COMPLETE) ## Measure, beside peers in the same run (ARGS="tables" for one part)
	@$(VENV) -m core bench $(ARGS)

lock: .venv/bin/uv ## Lock the dependencies anew (ARGS=--upgrade for the newest versions)
	@.venv/bin/uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --all-extras \
		--generate-hashes --no-emit-index-url --no-annotate $(ARGS) \
		pyproject.toml -o requirements.lock

clean: ## Remove the virtual environment and the caches; data/ stays
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(SERVING) $(COMPLETE) .venv/bin/uv:
	@.ci/setup $@
