# Two commands are enough to start: `make demo` and `make test`. `make help` lists the others.
PORT   ?= 8000
PEOPLE ?= 2400
ONLY   ?=
UV     := .tools/bin/uv
BIN    := .venv/bin

# Behind a proxy that opens TLS, one variable names the company's authorities: pip and npm call it otherwise.
ifdef SSL_CERT_FILE
export PIP_CERT ?= $(SSL_CERT_FILE)
export NODE_EXTRA_CA_CERTS ?= $(SSL_CERT_FILE)
endif

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test proof check lock messages sdl

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

demo: .venv/.ready ## Run the demo on http://127.0.0.1:PORT with PEOPLE people (PORT=8000 PEOPLE=2400)
	@exec $(BIN)/diapason demo --port $(PORT) --people $(PEOPLE)

demo-reset: .venv/.ready ## Forget the demo's data, then run it afresh
	@exec $(BIN)/diapason demo --port $(PORT) --people $(PEOPLE) --reset

test: .venv/.ready node_modules/.ready ## Run every test, on SQLite and on PostgreSQL
	@tests/browser/need-chromium
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/pytest

proof: .venv/.ready node_modules/.ready ## The long proofs: kills, 97,000 people, benchmarks, attacks (ONLY=circles for one slice)
	@tests/browser/need-chromium
	@$(BIN)/python -m tests.proof $(ONLY)

check: .venv/.ready ## Format, lint, types, imports, templates, catalogues, SDL, migrations, access matrix
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/diapason check

lock: .venv/.ready ## Re-resolve requirements.lock from pyproject.toml
	@$(UV) lock --upgrade --quiet
	@$(UV) export --quiet --no-emit-project --no-annotate --no-header > requirements.lock

messages: .venv/.ready ## Refresh the French and English catalogues from the code and the templates
	@$(BIN)/python -m backend.core.i18n update

sdl: .venv/.ready ## Write schema/schema.graphql from the code
	@$(BIN)/diapason schema --write

# uv comes from PyPI into .tools, so that a machine with only python3 and pip is enough.
$(UV):
	@python3 -m pip install --quiet --disable-pip-version-check --root-user-action ignore --target .tools uv==0.13.9

.venv/.ready: requirements.lock pyproject.toml | $(UV)
	@$(UV) venv --quiet --allow-existing --python python3 .venv
	@VIRTUAL_ENV=.venv $(UV) pip sync --quiet --compile-bytecode --require-hashes requirements.lock
	@VIRTUAL_ENV=.venv $(UV) pip install --quiet --no-deps --editable .
	@touch $@

# Node comes from PyPI with the other tools of the tests, so no machine's own Node matters.
node_modules/.ready: package.json package-lock.json .venv/.ready
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --no-audit --no-fund --loglevel=error
	@touch $@
