# Themenwand. `make run` and `make test` are all that is needed; Python 3.11 or later must be on the machine.
# Stamps (.venv/*.stamp, web/node_modules/*.stamp) remember what is done: a second start calls neither pip nor npm.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check
# Node out of the environment of Python where the machine has none of its own (see node.stamp).
NPM = cd web && PATH="$(CURDIR)/$(BIN):$$PATH" npm
# Vite's bundler needs these; 21 and the first 22s lack what it calls.
NODE_FITS := const [a, b] = process.versions.node.split(".").map(Number); \
	process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)

# Folders stand in the lists too: their time changes when a file is taken away.
made := -name node_modules -o -name dist -o -name paraglide -o -name '*.gen.ts' -o -name wire.schema.json
web_sources := $(shell find web -mindepth 1 \( $(made) \) -prune -o -print)
bench_stamps := bench/lighthouse/node_modules/installed.stamp bench/peers/node_modules/installed.stamp
wire_sources := $(shell find server/board server/wire server/schema.py -name '*.py')

.PHONY: help run test check web dev bench hard pictures gallery lock clean tools

help: ## what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: .venv/run.stamp web/node_modules/built.stamp ## the Werkstatt board, with links and a QR code
	@exec $(BIN)/themenwand demo --serve

test: check tools web ## everything that can be red; the last line is pytest's
	@$(BIN)/pytest

check: .venv/dev.stamp web/node_modules/generated.stamp ## style, types, contracts, and the web's own tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(NPM) run --silent check

web: web/node_modules/built.stamp ## the pages, to web/dist

dev: .venv/dev.stamp web/node_modules/generated.stamp ## server and pages, both anew at every change
	@PATH="$(CURDIR)/$(BIN):$$PATH" exec $(BIN)/python scripts/dev.py

bench: .venv/dev.stamp tools web $(bench_stamps) ## figures, beside peers and bound (PARTS="fanout commands storms workers phone")
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m bench $(PARTS)

hard: .venv/dev.stamp tools ## what the tests do in small: 10,000 rounds of contention, 200 kills (a quarter of an hour)
	@$(BIN)/python -m tests.workers.contention 10000
	@$(BIN)/python -m tests.faults.killing 200

pictures: .venv/dev.stamp tools web ## the README's pictures anew
	@mkdir -p docs/pictures
	@$(BIN)/pytest tests/web/test_pictures.py -k pictures_of
	@cp tests/pictures/phone.png tests/pictures/wall.png docs/pictures/

gallery: .venv/dev.stamp tools web ## each scene of the wall in each size and amount, to tests/pictures/gallery
	@$(BIN)/python -m tests.web.gallery

lock: .venv/lock.stamp ## the locks from pyproject.toml and requirements/*.in (UPGRADE=--upgrade: the newest)
	@lock() { echo "$${@: -1}"; .venv/lock/bin/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" "$$@" >/dev/null; }; \
	lock pyproject.toml --extra build --output-file requirements/run.txt; \
	lock pyproject.toml --extra build --extra dev --output-file requirements/dev.txt; \
	lock requirements/node.in --output-file requirements/node.txt; \
	lock requirements/lock.in --output-file requirements/lock.txt

clean: ## away with what was made, save the data in var/
	rm -rf .venv web/node_modules web/dist web/lib/paraglide web/lib/*.gen.ts

tools:
	@.ci/tools

# A Debian python3 without python3-venv makes half an environment: only one with pip is whole.
.venv/run.stamp: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear .venv
	$(INSTALL) --require-hashes -r requirements/run.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

.venv/node.stamp: .venv/run.stamp requirements/node.txt
	@command -v npm >/dev/null && node -e '$(NODE_FITS)' 2>/dev/null \
		|| $(INSTALL) --require-hashes -r requirements/node.txt
	@touch $@

.venv/lock.stamp: requirements/lock.txt | .venv/run.stamp
	$(PYTHON) -m venv .venv/lock
	.venv/lock/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lock.txt
	@touch $@

web/node_modules/installed.stamp: web/package.json web/package-lock.json web/.npmrc | .venv/node.stamp
	$(NPM) ci --loglevel=error
	@touch $@

# The wire's types come from the server's structs. They change no page by themselves, hence only an order below.
web/node_modules/generated.stamp: web/node_modules/installed.stamp $(wire_sources) $(wildcard web/messages/*) web/scripts/generate.mjs
	$(NPM) run --silent generate
	@touch $@

web/node_modules/built.stamp: web/node_modules/installed.stamp $(web_sources) | web/node_modules/generated.stamp
	$(NPM) run --silent build
	@touch $@

$(bench_stamps): bench/%/node_modules/installed.stamp: bench/%/package.json bench/%/package-lock.json | .venv/node.stamp
	cd bench/$* && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --ignore-scripts --loglevel=error
	@touch $@
