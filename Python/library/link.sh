#!/usr/bin/env bash
# Links libonward.so of what `swift build -c release --product OnwardC` has compiled: Swift's libraries are in
# it, and it shows exactly what onward.h declares. SwiftPM links no library like that.
#
#     Python/library/link.sh OUTPUT
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
output=$(realpath "$1")
build=$(swift build --package-path "$root" -c release --show-bin-path)
static=$(dirname "$(dirname "$(readlink -f "$(command -v swiftc)")")")/lib/swift_static/linux
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$here/declared.py" "$root/Sources/COnward/onward.h" \
    | sed '1i {global:' | sed '2,$s/$/;/' > "$work/exports"
echo "local: *; };" >> "$work/exports"
"$here/trim-icu.py" "$static/lib_FoundationICU.a" "$work/icu.o"

# The linker's warning is about a function of Foundation's own.
swiftc -emit-library -static-stdlib -use-ld=lld -o "$output" \
    "@$build/OnwardC.product/Objects.LinkFileList" "$work/icu.o" \
    -Xlinker "--version-script=$work/exports" -Xlinker --gc-sections -Xlinker -s \
    -Xlinker -z -Xlinker defs -Xlinker -soname -Xlinker libonward.so \
    -ldnnl -lz -lpng16 -lturbojpeg -lgomp \
    -lFoundation -lFoundationInternationalization -lFoundationEssentials -lCoreFoundation \
    -l_FoundationICU -l_FoundationCShims -l_FoundationCollections 2> "$work/said" \
    || { cat "$work/said"; exit 1; }
grep -v mktemp "$work/said" || true
