# Two commands do everything on a fresh Debian 12: `make forecast` and `make test`.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
JOBS ?= $(shell nproc)

.PHONY: help forecast test build install-packages bench fuzz sanitize clean

help:
	@echo 'make forecast   install what is missing, build, forecast the Hajin case, say where the brief lies'
	@echo 'make test       install what is missing, build, run every test'
	@echo 'make bench      measure speed (members per second; the Flee engines)'
	@echo 'make fuzz       fuzz every reader for longer than make test does (FUZZ_SECONDS=600 each)'
	@echo 'make sanitize   the C++ tests under address, undefined-behaviour and thread sanitizers'

install-packages:
	@scripts/install-packages.sh

build: install-packages
	@cmake --preset release >/dev/null
	@cmake --build --preset release -j $(JOBS)

forecast: build
	@build/release/bin/nuzuh forecast cases/hajin-2018 -o out/hajin-2018
	@echo
	@echo "The brief: $(CURDIR)/out/hajin-2018/brief.html (open it in any browser)"

test: install-packages
	@scripts/test.sh

bench: build
	@scripts/bench.sh

fuzz: install-packages
	@scripts/fuzz.sh "$${FUZZ_SECONDS:-600}s"

sanitize: install-packages
	@scripts/sanitize.sh

clean:
	rm -rf build out
