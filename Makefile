# Everything runs from .venv, which is made from requirements.lock.
# Run `make help` for the targets.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
export PIP_DISABLE_PIP_VERSION_CHECK = 1
PRESS = .venv/bin/press

.PHONY: help setup render test check bench lock fonts clean browser-tools

help:
	@echo "make render   set up, compute, and render both editions into _book/"
	@echo "make test     set up and run every check and test, the browser ones included"
	@echo "make bench    time the render; prints medians"
	@echo "make lock     pin the dependencies of pyproject.toml anew (needs uv)"
	@echo "make clean    remove what the build made; keeps .venv, node_modules and figures/"

setup: .venv/ready node_modules/.package-lock.json

.venv/ready: requirements.lock pyproject.toml
	@tools/system-packages python
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=...")'
	$(PYTHON) -m venv --clear .venv
	.venv/bin/pip install -qq --require-hashes --requirement requirements.lock
	.venv/bin/pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@

# npm writes this file last.
node_modules/.package-lock.json: package.json package-lock.json
	@tools/system-packages npm
	npm ci --ignore-scripts --silent --no-audit --no-fund
	@touch $@

render: setup
	$(PRESS) render

# The whole book is built before the tests, so that they look at what a reader gets.
test: setup browser-tools
	.venv/bin/ruff check .
	.venv/bin/mypy
	$(PRESS) compute --force
	$(PRESS) render
	$(PRESS) check
	$(PRESS) verify
	.venv/bin/pytest --numprocesses auto --maxprocesses 4 --dist loadgroup

browser-tools: setup
	@tools/system-packages browser

check: setup
	$(PRESS) check

bench: setup
	.venv/bin/python benchmarks/render.py

lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --quiet --output-file requirements.lock

clean:
	rm -rf _book .press .pytest_cache .mypy_cache .ruff_cache
