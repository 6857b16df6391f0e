# make run    sets everything up and runs the whole system
# make test   sets everything up and passes all tests
# make help   says what else there is
.DEFAULT_GOAL := run
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.PHONY: run test unit e2e e2e-embedded e2e-apache check build ui tools needs golden generate generated fuzz bench load chaos verify clean help

APPS   := tasks chat sync audit notify
GO_SRC := $(shell find actors apps internal deploy ui tests/verify -name '*.go' -o -name '*.sql' -o -name 'openapi.yaml' 2>/dev/null) go.mod go.sum
UI_SRC := $(shell find ui/src ui/public ui/index.html ui/vite.config.ts ui/package-lock.json -type f 2>/dev/null)
UNIT   := ./actors/... ./apps/... ./deploy/... ./internal/... ./tests ./tests/load/... ./tests/machine ./tests/verify ./ui

## run: build what changed, then start everything; Ctrl-C stops it
run: build tools
	@exec bin/local

## test: unit, property and fault tests, then the same system end to end
test: needs check unit e2e

## unit: every test that needs no running system
unit: ui tools
	go test -race ./actors/...
	go test ./apps/... ./deploy/... ./internal/... ./tests ./tests/load/... ./tests/machine ./tests/verify ./ui
	cd tools && go test ./daprd/mail
	cd ui && npm test --silent

## e2e: the end-to-end and fault suite on the real daprd, Postgres and Chromium, and on both Kafkas
e2e: e2e-embedded e2e-apache

## e2e-embedded: the suite on the Kafka that `make run` brings along
e2e-embedded: build tools needs
	go test -count=1 -timeout 25m -tags e2e ./tests/e2e

## e2e-apache: the suite on Apache's own Kafka, which Maven fetches
e2e-apache: build tools needs
	go test -count=1 -timeout 5m ./tests/kafka
	go test -count=1 -timeout 25m -tags e2e ./tests/e2e -broker=apache

## check: format, vet, staticcheck, import arrows, generated files, the UI's types
check: ui
	@bad=$$(gofmt -l actors apps components deploy internal tests tools/daprd ui/*.go); test -z "$$bad" || { echo "gofmt would change:"; echo "$$bad"; exit 1; }
	go vet $(UNIT)
	go vet -tags e2e ./tests/...
	go tool staticcheck -tags e2e $(UNIT) ./tests/...
	go test ./tests
	$(MAKE) --no-print-directory generated
	cd ui && npm run --silent check

## generate: write generated files anew
generate: ui/node_modules/.stamp
	go generate ./...
	cd ui && npm run --silent generate

# Generated files say what their sources say.
generated: ui/node_modules/.stamp
	@before=$$(git ls-files -co --exclude-standard '*.gen.*' | sort | xargs sha256sum); \
	go generate ./... ; (cd ui && npm run --silent generate >/dev/null); \
	after=$$(git ls-files -co --exclude-standard '*.gen.*' | sort | xargs sha256sum); \
	test "$$before" = "$$after" || { echo "generated files were not current; they are now: commit them"; git status --short; exit 1; }

## build: the apps and the launcher, into bin/
build: ui $(APPS:%=bin/%) bin/local bin/kafka bin/verify

bin/%: $(GO_SRC) ui/dist/index.html
	go build -o $@ $(if $(wildcard apps/$*),./apps/$*,$(if $(filter verify,$*),./tests/verify,./deploy/local$(if $(filter kafka,$*),/kafka)))

## ui: the web page, into ui/dist
ui: ui/dist/index.html

ui/dist/index.html: ui/node_modules/.stamp $(UI_SRC)
	@echo "building the UI"
	cd ui && npm run --silent build

ui/node_modules/.stamp: ui/package-lock.json
	@command -v npm >/dev/null || { echo "Node 20 or newer is needed to build the UI: install nodejs and npm"; exit 1; }
	cd ui && npm ci --no-audit --no-fund
	@touch $@

## tools: Dapr's runtime, from ~/.dapr/bin or built into bin/
tools:
	@go run ./deploy/local/tools

# What the tests need beside Go and Node.
needs:
	@tests/needs

## golden: write the answers of the stories anew
golden:
	go test ./actors/tasklist -run Stories -update

## fuzz: every fuzz target for 30 s
fuzz:
	@go list ./actors/... ./apps/... | while read -r p; do \
	  for f in $$(go test -list '^Fuzz' $$p | grep '^Fuzz' || true); do \
	    echo "$$p $$f"; go test -run '^$$' -fuzz "^$$f$$" -fuzztime 30s $$p; done; done

## bench: figures, as ratios to something that runs beside; see docs/performance.md
bench: build tools needs
	@go run ./tests/bench $(ARGS)

## load: 5,000 WebSockets that check every version while sync and Kafka are killed; see tests/load/doc.go
load: build tools needs
	@go run ./tests/load $(ARGS)

## chaos: five minutes and 100,000 random commands while processes are killed; SEED=n draws the same
chaos: build tools needs
	go test -count=1 -timeout 60m -tags e2e -run TestChaos -v ./tests/e2e -chaos.for=5m -chaos.commands=100000 -chaos.seed=$(or $(SEED),0)

## verify: follow one message through a running system: make verify URL=http://127.0.0.1:8080
URL ?= http://127.0.0.1:8080
verify:
	@go run ./tests/verify -url $(URL)

## clean: remove what was built (not your data in .errand)
clean:
	rm -rf bin ui/node_modules ui/dist/assets ui/dist/index.html

help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)
