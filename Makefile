SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

GOLANGCI_LINT := v2.15.0
GOVULNCHECK   := v1.9.0
GO_LICENSES   := v2.0.1

# TESTFLAGS adds to `go test`, e.g. make test TESTFLAGS='-run Requirement -v'. PKG narrows the packages.
TESTFLAGS ?=
PKG       ?= ./...
# What `heed version` says of a build: make build RELEASE=1.2.3
RELEASE   ?= development
# The race detector needs a C compiler.
RACE      := $(shell command -v cc gcc clang >/dev/null 2>&1 && echo -race)
# The linters run vet too: not twice.
VET       := -vet=off
# It watches our code and most of others': not the drivers and the builder of SQL, nor how Casbin evaluates, nor what is generated
# for the tables and the API. They would take it more than half the time of all tests. A package that shares a sync.Map cannot be
# left out: its copy of the map's code would hide from the detector what others share by theirs. Pointers are not checked:
# nothing here is unsafe.
UNWATCHED := modernc.org/... entgo.io/... github.com/lib/pq github.com/casbin/govaluate heed/ent heed/graph/generated
RACEFLAGS := $(if $(RACE),-race -gcflags=all=-d=checkptr=0 $(UNWATCHED:%=-gcflags=%=-race=false))
# What is generated as a whole is not linted: it takes minutes and reports nothing.
GENERATED := ^./graph/(generated|model)$$|^./ent(/|$$)
BY_HAND   := ^./ent/(schema|relay|join|database|vault|migrations)(/|$$)
LINT      := bin/golangci-lint-$(GOLANGCI_LINT)

.PHONY: help dev run build editor test year campaign fuzz lint format format-check generate generate-check migration bench sockets check vuln e2e e2e-modules torture clean

help: ## Show this list
	@echo 'Heed: make TARGET'
	@echo
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## (.*)/  \1\t\2/' | expand -t 18
	@echo
	@echo 'A newcomer needs Go, nothing else, for `make run`; Node adds the full query editor; the tests need PostgreSQL.'

run: editor ## Start Heed with a demo company on http://127.0.0.1:8080/graphiql (data in ./data)
	go run ./cmd/heed serve --demo --drain-wait 0s

dev: editor ## The same, built again at every change of a source file
	scripts/dev

build: editor ## Build the binary into bin/heed
	CGO_ENABLED=0 go build -trimpath -ldflags '-s -w -X main.release=$(RELEASE)' -o bin/heed ./cmd/heed

# The editor is optional: without Node, or off line, the binary serves its own plain page.
editor:
	@cd server/graphiql; \
	if [ dist/graphiql.js -nt package-lock.json ] && [ dist/graphiql.js -nt build.mjs ]; then exit 0; fi; \
	if ! command -v npm >/dev/null 2>&1; then \
		echo 'Node is not here: /graphiql will be the plain page, without the full editor.'; exit 0; fi; \
	echo 'Installing the query editor (npm, once) …'; \
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && node build.mjs || \
		echo 'The editor could not be installed: /graphiql will be the plain page.'

test: ## Run all tests with the race detector, on SQLite and on PostgreSQL (TESTFLAGS=…, PKG=…)
	@[ -n '$(RACE)' ] || echo 'No C compiler here: the tests run WITHOUT the race detector.' >&2
	@pg=$$(scripts/postgres); echo "PostgreSQL: $$($$pg/postgres --version) in $$pg"; \
	GOTMPDIR="$${TMPDIR:-/tmp}" TMPDIR="$$(scripts/scratch)" PATH="$$pg:$$PATH" GORACE="$${GORACE:-atexit_sleep_ms=0}" go test $(RACEFLAGS) $(VET) -timeout 20m $(TESTFLAGS) $(PKG)

year: ## Live the simulated year of a company of 300 customers, and count its figures again from its journal (about two minutes)
	@pg=$$(scripts/postgres); PATH="$$pg:$$PATH" go test -timeout 15m -run '^TestD0_63_SimulatedYear$$' -v ./server/jobs

campaign: ## Live a simulated campaign of 100,000 customers on both databases, and count it again from its rows (CUSTOMERS=…; about an hour)
	@pg=$$(scripts/postgres); HEED_CAMPAIGN=$${CUSTOMERS:-100000} PATH="$$pg:$$PATH" go test -timeout 3h -run '^TestD3_17_SimulatedCampaign$$' -v ./app/surveys

fuzz: ## Run every fuzz target, four at a time (FUZZTIME=60s each; FUZZ=light leaves out what takes minutes to build)
	@scripts/fuzz

# As the tests build, so that what they share is built once.
lint: $(LINT) ## Run the linters of .golangci.yml, with the import table
	@all=$$(go list -e ./... | sed 's|^heed|.|'); \
	GOFLAGS="$$(go env GOFLAGS) $(RACEFLAGS)" $(LINT) run $$(grep -vE '$(GENERATED)' <<<"$$all") $$(grep -E '$(BY_HAND)' <<<"$$all")

format: $(LINT) ## Format all Go files (gofumpt, gci)
	$(LINT) fmt

format-check: $(LINT)
	@$(LINT) fmt --diff || { echo 'Not formatted: run make format.' >&2; exit 1; }

$(LINT):
	@echo 'Building golangci-lint $(GOLANGCI_LINT) (once) …'
	@mkdir -p bin
	GOBIN=$(CURDIR)/bin go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_LINT)
	@mv bin/golangci-lint $@

generate: ## Generate ent and API code from ent/schema and graph/schema
	go run ./ent/entc.go
	go run ./graph/gqlgen.go

# Generating must change nothing: neither a tracked file nor a new one.
generate-check:
	@git() { command git -c safe.directory='*' "$$@"; }; \
	if [ ! -e .git ]; then echo 'NOT A GIT CHECKOUT: GENERATION IS NOT COMPARED.' >&2; exit 0; fi; \
	git rev-parse --git-dir >/dev/null; \
	state() { git diff HEAD; git status --porcelain --untracked-files=all; \
		git ls-files --others --exclude-standard -z | xargs -0r cksum; }; \
	before=$$(state | cksum); \
	$(MAKE) --no-print-directory generate; \
	if [ "$$before" != "$$(state | cksum)" ]; then \
		git status --short; git diff --stat; \
		echo 'Generation changed the files above: commit them with the change that caused it.' >&2; exit 1; fi

migration: ## Write the next migration of both databases from the ent schema: make migration name=add_tags
	@[ -n '$(name)' ] || { echo 'Give it a name: make migration name=add_tags' >&2; exit 1; }
	@pg=$$(scripts/postgres); PATH="$$pg:$$PATH" go run ./ent/migrations/diff '$(name)'

bench: ## Measure the works of bench/ beside a raw handler, on PostgreSQL
	@pg=$$(scripts/postgres); PATH="$$pg:$$PATH" go run ./bench $(BENCHFLAGS)

sockets: build ## Open 5,000 subscriptions on PostgreSQL: how soon they are told, who is dropped, what is left behind (SOCKETSFLAGS=…)
	@pg=$$(scripts/postgres); cd e2e && HEED_BINARY=$(CURDIR)/bin/heed PATH="$$pg:$$PATH" go run ./postgres go run ../bench/sockets $(SOCKETSFLAGS)

check: ## What CI runs: format, generation, lint, all tests
	@$(MAKE) --no-print-directory format-check
	@$(MAKE) --no-print-directory generate-check
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory test

e2e: editor e2e-modules ## Run the clients of others (graphql-ws, Apollo, urql) against the real server, on both databases; needs Node 20
	@test -x "$${HEED_CHROMIUM:-/usr/bin/chromium}" || { echo 'The end-to-end tests need Chromium (the package chromium, or HEED_CHROMIUM=/path/of/it).' >&2; exit 1; }
	@command -v pdftoppm >/dev/null 2>&1 || { echo 'The end-to-end tests look at certificates with pdftoppm and pdftotext (the package poppler-utils).' >&2; exit 1; }
	@cd e2e && npm run --silent types
	@if pg=$$(scripts/postgres); then cd e2e && PATH="$$pg:$$PATH" go run ./postgres npm test; \
	elif [ "$${CI:-}" = true ]; then exit 1; \
	else echo 'Without PostgreSQL: on SQLite only.' >&2; cd e2e && npm test; fi

e2e-modules:
	@command -v npm >/dev/null 2>&1 || { echo 'The end-to-end tests need Node 20 or newer, with npm.' >&2; exit 1; }
	cd e2e && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error

# The end-to-end tests run its short form.
torture: e2e-modules ## Kill the server 20 times under 16 writers and look for what was lost or doubled, on both databases (TORTUREFLAGS='--kills 20 --seed 7')
	@pg=$$(scripts/postgres); cd e2e && PATH="$$pg:$$PATH" go run ./postgres node torture.mjs $(TORTUREFLAGS)

vuln: ## Look for known vulnerabilities and for licences that cannot be used (needs the network)
	go run golang.org/x/vuln/cmd/govulncheck@$(GOVULNCHECK) ./...
	go run github.com/google/go-licenses/v2@$(GO_LICENSES) check ./cmd/heed --disallowed_types=forbidden,restricted

clean: ## Remove what was built (./data stays)
	rm -rf bin e2e/node_modules server/graphiql/node_modules
	find server/graphiql/dist -mindepth 1 ! -name .keep -delete
