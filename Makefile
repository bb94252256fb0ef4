# make demo    install what is missing, build, train a network on real data
# make test    install what is missing, run all tests
# make serve    build the server, train digits if there is no model yet, serve them on a page
# make mpi    onward-mpi, which trains on several machines
# make test-mpi    several machines held to the bits of one, lost, and given what they cannot use; needs root
# make test-server    the server from outside: a browser, other people's clients, hostile requests
# make settings    writes flags and documentation anew, after a setting was declared
# make docs    the documentation as one site
# make test-package    a package of a user's own: its layer, objective and schedule
# make lint    the style that CI holds
# make thread-check    pipelined training under the thread sanitizer
# make benchmark    Onward beside PyTorch, about 25 minutes on two cores; writes the report
#   make benchmark BENCHMARK="--quick --rows mf,intff"    some of it; see compare.py --help
# make benchmark-python    the Python package beside the command, 5 minutes; writes the report
# make benchmark-server    the server under load beside onnxruntime in uvicorn, 20 minutes; writes the report
# make same-bits    losses and weights of every algorithm beside those of 0.1.0; builds both
# make test-onednn-3    kernels and layers with oneDNN 3.2 instead of the system's
# make wheel    the Python package, in Python/dist
# make test-python    the wheel: scikit-learn's checks, bad input, threads, memory, the notebook, a program in C
# make test-onnx    exported models against onnx's checker and onnxruntime
# make test-torch    PyTorch's weights in Onward, and the other way; needs its 200 MB
# make test-tensorboard    a killed and resumed run, and a search, as TensorBoard serves them
# make benchmark-steps    every kernel and a step of every kind alone, over many repetitions

PACKAGES = libdnnl-dev zlib1g-dev libssl-dev libpng-dev libturbojpeg0-dev dataset-fashion-mnist
ONWARD = .build/release/onward

RIVALS = Benchmarks/pytorch
PYTHON = $(RIVALS)/.venv/bin/python
BENCHMARK = --report Documentation/Results/performance.md

# Flags of every build and of the tests: make test BUILD="-c release -Xswiftc -enable-testing"
BUILD =

.PHONY: demo serve mpi test-mpi test-server docs settings test test-package public-symbols library wheel test-python \
	test-onnx test-torch test-tensorboard test-onednn-3 thread-check same-bits lint build server setup benchmark \
	benchmark-python benchmark-server benchmark-steps

demo: build
	$(ONWARD) train --algorithm mf --network 1000,1000 --data fashion-mnist --epochs 5 \
		--batch-size 256

# Its packages take minutes to build, so nothing else builds them.
serve test-server: export ONWARD_SERVER = 1
SERVED = runs/page-mf runs/page-ff
serve: build server $(SERVED:=/model.safetensors)
	$(ONWARD) serve $(SERVED) --runs runs

runs/page-%/model.safetensors: | build
	$(ONWARD) train --algorithm $* --data synthetic-digits --network 500,500 --epochs 20 \
		--output $(@D)

server: setup
	swift build -c release --product onward-server $(BUILD)

# MPI is nobody else's need.
mpi test-mpi: export ONWARD_MPI = 1
mpi test-mpi $(if $(ONWARD_MPI),test): PACKAGES += libopenmpi-dev openmpi-bin
test-mpi: PACKAGES += iproute2
mpi: setup
	swift build -c release --product onward-mpi $(BUILD)

test-mpi: build mpi
	Tests/Machines/same-bits.py --quick
	Tests/Machines/bad-input.py --quick
	Tests/Machines/faults.py --count 3

SERVER_PYTHON = Tests/Server/.venv/bin/python
test-server: PACKAGES += python3-venv chromium chromium-driver prometheus curl
test-server: build server Tests/Server/.venv/ready
	$(SERVER_PYTHON) -m pytest -q -p no:cacheprovider Tests/Server

Tests/Server/.venv/ready: Tests/Server/requirements.txt | setup
	python3 -m venv Tests/Server/.venv
	$(SERVER_PYTHON) -m pip install -q -r Tests/Server/requirements.txt
	touch $@

# The download tests run by themselves: busy neighbours would starve the server they start.
test: setup
	swift build --build-tests $(BUILD) --explicit-target-dependency-import-check error
	swift test --skip-build $(BUILD) --filter OnwardDataTests
	swift test --skip-build $(BUILD) --skip OnwardDataTests

# One OpenMP thread to a stage, as OpenMP's own threads are not instrumented; and one test at a time:
# of a hundred threads that meet in the Swift runtime some hang there under the sanitizer.
thread-check: setup
	swift build --build-tests --sanitize=thread --scratch-path .build-tsan
	swift test --skip-build --no-parallel --sanitize=thread --scratch-path .build-tsan \
		--filter "Pipelin|Together" --skip equalsOnSeveralThreads

# Of another version: make same-bits SAME_AS=COMMIT
SAME_AS = 1387958
same-bits: setup
	Tests/same-bits.py $(SAME_AS)

# A package of somebody else's: a layer, an objective and a schedule of its own, checked, trained, saved
# and loaded; its program links none of the libraries that only some of Onward's rooms need.
OWN = Examples/OwnPackage --scratch-path .build-package
test-package: setup
	swift test --package-path $(OWN)
	swift run --package-path $(OWN) --skip-build OwnProgram
	! ldd .build-package/debug/OwnProgram | grep -E 'png|turbojpeg|crypto|ssl|curl'

# The list of what a program can name, held against the compiler's; everything on it is documented.
public-symbols: setup
	swift build $(BUILD)
	Tests/PublicSymbols/public-symbols.py --check --build "$$(swift build $(BUILD) --show-bin-path)"

# One site for everything that `import Onward` brings.
docs: setup
	swift build $(BUILD)
	rm -rf .build/symbols && mkdir -p .build/symbols
	Tests/PublicSymbols/public-symbols.py --graphs .build/symbols \
		--build "$$(swift build $(BUILD) --show-bin-path)"
	docc convert Sources/Onward/Onward.docc --additional-symbol-graph-dir .build/symbols \
		--fallback-display-name Onward --fallback-bundle-identifier onward \
		--output-path .build/site --transform-for-static-hosting --warnings-as-errors
	@echo "the site is in .build/site"

settings: setup
	swift run SettingsWriter

test-onednn-3: PACKAGES += python3-venv
test-onednn-3: setup
	Tests/onednn-3.sh

# Every kind of layer, algorithm and preparation in ONNX answers as it does here.
EXPORT = Tests/Export
test-onnx: PACKAGES += python3-venv
test-onnx: build $(EXPORT)/.venv/ready
	$(EXPORT)/.venv/bin/python $(EXPORT)/onnx-cells.py $(ONWARD)

test-torch: PACKAGES += python3-venv
test-torch: build $(RIVALS)/.venv/ready
	$(PYTHON) $(EXPORT)/torch-weights.py $(ONWARD)

test-tensorboard: PACKAGES += python3-venv
test-tensorboard: build $(EXPORT)/.venv/ready
	$(EXPORT)/.venv/bin/python $(EXPORT)/tensorboard-run.py $(ONWARD)

$(EXPORT)/.venv/ready: $(EXPORT)/requirements.txt | setup
	python3 -m venv $(EXPORT)/.venv
	$(EXPORT)/.venv/bin/pip install -q -r $(EXPORT)/requirements.txt
	touch $@

# What other languages call, and all of Swift in it.
library: setup
	swift build -c release --product OnwardC $(BUILD)
	Python/library/link.sh Python/src/onward/libonward.so

WHEEL_PYTHON = .venv/bin/python
library wheel test-python: PACKAGES += binutils gcc libc6-dev python3-venv
wheel: library Python/.venv/ready
	rm -rf Python/build Python/dist
	cd Python && $(WHEEL_PYTHON) -m pip wheel -q --no-deps --no-build-isolation -w build/plain .
	cd Python && PATH="$$PWD/.venv/bin:$$PATH" auditwheel repair -z 9 -w dist build/plain/*.whl

test-python: wheel
	cd Python && $(WHEEL_PYTHON) -m pip install -q --force-reinstall --no-deps dist/*.whl
	cd Python && $(WHEEL_PYTHON) -m mypy
	cd Python && $(WHEEL_PYTHON) -m pytest -q -p no:cacheprovider --doctest-modules --pyargs onward tests

Python/.venv/ready: Python/requirements.txt | setup
	python3 -m venv Python/.venv
	Python/$(WHEEL_PYTHON) -m pip install -q -r Python/requirements.txt
	touch $@

lint:
	swift format lint --strict --parallel --recursive Sources Tests Examples Package.swift Benchmarks/Kernels Benchmarks/Steps

# torch.compile needs a compiler and Python's headers.
benchmark: PACKAGES += g++ python3-dev python3-venv
benchmark: build $(RIVALS)/.venv/ready
	swift build -c release --product AllocationProbe
	$(PYTHON) $(RIVALS)/test_rivals.py
	$(PYTHON) $(RIVALS)/compare.py $(BENCHMARK)

SERVER_RIVAL = Benchmarks/server/.venv/bin/python
benchmark-server: PACKAGES += python3-venv wrk
benchmark-server: export ONWARD_SERVER = 1
benchmark-server: build server
	test -x $(SERVER_RIVAL) || python3 -m venv Benchmarks/server/.venv
	$(SERVER_RIVAL) -m pip install -q -r Benchmarks/server/requirements.txt
	$(SERVER_RIVAL) Benchmarks/server/compare.py --report Documentation/Results/server.md

benchmark-python: build wheel
	cd Python && $(WHEEL_PYTHON) -m pip install -q --force-reinstall --no-deps dist/*.whl
	Python/$(WHEEL_PYTHON) Benchmarks/python/compare.py --report Documentation/Results/python.md
	Python/$(WHEEL_PYTHON) -m pip install -q -r Tests/Export/requirements.txt
	Python/$(WHEEL_PYTHON) Benchmarks/python/compare_onnx.py --report Documentation/Results/onnx-latency.md

benchmark-steps: setup
	ONWARD_BENCHMARKS=1 swift package benchmark --no-progress

$(RIVALS)/.venv/ready: $(RIVALS)/requirements.txt | setup
	python3 -m venv $(RIVALS)/.venv
	$(PYTHON) -m pip install -q -r $(RIVALS)/requirements.txt
	touch $@

build: setup
	swift build -c release --product onward $(BUILD)

# Asks dpkg first, so that a machine that has everything needs no network and no rights.
setup:
	@command -v swift >/dev/null || { echo "Onward needs Swift 6.3: https://www.swift.org/install"; exit 1; }
	@if ! command -v apt-get >/dev/null; then \
		echo "This system has no apt. Please install oneDNN 2 or 3, zlib, OpenSSL, libpng and"; \
		echo "TurboJPEG with their headers (Debian: libdnnl-dev zlib1g-dev libssl-dev libpng-dev"; \
		echo "libturbojpeg0-dev) and Fashion-MNIST (Debian: dataset-fashion-mnist, or:"; \
		echo "onward data download fashion-mnist), then run:"; \
		echo "  swift build -c release --product onward"; \
		exit 1; \
	fi
	@missing=""; for package in $(PACKAGES); do \
		dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q "ok installed" \
			|| missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
		echo "installing$$missing"; \
		sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
		$$sudo apt-get update -qq && $$sudo apt-get install -y -qq $$missing; \
	fi
