#!/usr/bin/env bash
# Builds against oneDNN 3.2, wherever the system has 2.x, and runs the tests of kernels and layers
# with it: in a scratch folder of its own, with the library in a virtual environment there.
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=$PWD/.build-onednn3
library=$scratch/library
# oneDNN 3.2.0, by the number of the toolkit that it came with.
release=2023.2.0
filter='OnwardComputeTests|OnwardLayersTests'

if [ ! -e "$library/include/oneapi/dnnl/dnnl.h" ]; then
    python3 -m venv "$library"
    "$library/bin/pip" install -q onednn-cpu-gomp==$release onednn-devel-cpu-gomp==$release
fi

flags=(
    --scratch-path "$scratch" -Xcc "-I$library/include"
    -Xlinker "-L$library/lib" -Xlinker -rpath -Xlinker "$library/lib")
swift build --build-tests "${flags[@]}"
# So that nobody takes the system's library for this one.
ldd "$scratch"/debug/*.xctest | grep "libdnnl.so.3 => $library"
swift test --skip-build "${flags[@]}" --filter "$filter"
