# Everything is done by the go command; these are names for what one does often.

GO ?= go

.PHONY: build test bench golden fuzz

build: ## the command, in bin/
	$(GO) build -o bin/ ./cmd/pcmlint

test:
	$(GO) test ./...

bench: ## beside ripgrep and Coccinelle, on a kernel tree (see scripts/bench --help)
	scripts/bench

golden: ## lists the findings and tables of the unpacked kernels anew, in testdata/golden: look at the diff before you commit it
	$(GO) test -count=1 ./internal/kernelcheck -run '^TestGolden$$' -update -v

fuzz: ## every fuzz target for ten minutes (see scripts/fuzz)
	scripts/fuzz
