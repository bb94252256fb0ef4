#!/usr/bin/env python3
"""Lists what a program that imports Onward can name, from the compiler's own symbol graph.

    swift build && Tests/PublicSymbols/public-symbols.py           writes list.txt
    swift build && Tests/PublicSymbols/public-symbols.py --check   fails where the list is another one

Fails too where a symbol has no documentation comment. What a type has because a protocol asks for it is left out: the protocol's line stands for it.
"""
import argparse
import difflib
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LIST = HERE / "list.txt"
MOST = 450
# A product is what its rooms make public.
PRODUCTS = {"Onward": "Sources/Onward/Onward.swift", "OnwardPictures": None, "OnwardTesting": None}


def rooms(umbrella):
    """What the umbrella exports."""
    lines = (ROOT / umbrella).read_text().splitlines() if umbrella else []
    return [line.split()[-1] for line in lines if line.startswith("@_exported import")]


def extract(product, folder, build, witnesses=False):
    """Writes the symbol graph of a product, that of its rooms included."""
    target = json.loads(subprocess.check_output(["swift", "-print-target-info"]))
    command = [
        "swift", "symbolgraph-extract", "-module-name", product, "-target",
        target["target"]["triple"], "-I", str(build / "Modules"), "-output-dir", str(folder),
        "-minimum-access-level", "public", "-skip-synthesized-members",
        "-omit-extension-block-symbols",
    ]
    if not witnesses:
        command.append("-skip-protocol-implementations")
    exported = rooms(PRODUCTS[product])
    if exported:
        command.append("-experimental-allowed-reexported-modules=" + ",".join(exported))
    maps = sorted((ROOT / "Sources").glob("C*/module.modulemap"))
    for library in maps + [build / "CKernels.build" / "module.modulemap"]:
        command += ["-Xcc", f"-fmodule-map-file={library}"]
    subprocess.run(command, check=True)


def symbols(product, build):
    """The product's symbols without what its types have only because a protocol asks for it."""
    with tempfile.TemporaryDirectory() as folder:
        extract(product, folder, build)
        graphs = [json.loads(path.read_text()) for path in pathlib.Path(folder).glob("*.json")]
    found = {one["identifier"]["precise"]: one for graph in graphs for one in graph["symbols"]}
    witnesses = {
        link["source"] for graph in graphs for link in graph["relationships"]
        if link["kind"] == "defaultImplementationOf" or "sourceOrigin" in link}
    return [one for key, one in found.items() if key not in witnesses]


def line(symbol):
    kind = symbol["kind"]["identifier"].removeprefix("swift.")
    return ".".join(symbol["pathComponents"]) + f"  ({kind})"


def text(products):
    parts = []
    for product, found in products.items():
        parts += [f"# {product}: {len(found)}", *sorted(map(line, found)), ""]
    return "\n".join(parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="fail where the list is another one")
    parser.add_argument("--graphs", metavar="FOLDER", help="write the symbol graphs there instead")
    parser.add_argument("--build", default=ROOT / ".build" / "debug", type=pathlib.Path)
    options = parser.parse_args()
    if options.graphs:
        for product in PRODUCTS:
            extract(product, options.graphs, options.build, witnesses=True)
        return
    products = {product: symbols(product, options.build) for product in PRODUCTS}
    everything = [symbol for found in products.values() for symbol in found]
    now = text(products)
    failures = []
    if not options.check:
        LIST.write_text(now)
        print(f"{len(everything)} public symbols")
    elif now != LIST.read_text():
        print("".join(difflib.unified_diff(
            LIST.read_text().splitlines(True), now.splitlines(True), "listed", "built", n=0)))
        failures.append("the public face is another one; where that is meant, run this without --check")
    if silent := sorted(line(symbol) for symbol in everything if "docComment" not in symbol):
        failures.append("no documentation comment: " + ", ".join(silent))
    if len(everything) > MOST:
        failures.append(f"{len(everything)} public symbols, more than {MOST}: make some of them package")
    if failures:
        sys.exit("\n".join(failures))


if __name__ == "__main__":
    main()
