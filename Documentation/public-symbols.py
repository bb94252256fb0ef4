#!/usr/bin/env python3
"""Lists what a program that imports Onward can name, from the compiler's own symbol graph.

    swift build && Documentation/public-symbols.py           writes PublicSymbols.txt
    swift build && Documentation/public-symbols.py --check   fails where the list is another one

What a type has because a protocol asks for it is left out: the protocol's line stands for it.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
LIST = ROOT / "Documentation" / "PublicSymbols.txt"
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
    return sorted(
        (".".join(one["pathComponents"]), one["kind"]["identifier"].removeprefix("swift."))
        for key, one in found.items() if key not in witnesses)


def text(build):
    parts, count = [], 0
    for product in PRODUCTS:
        found = symbols(product, build)
        count += len(found)
        parts.append(f"# {product}: {len(found)}\n")
        parts += [f"{name}  ({kind})\n" for name, kind in found]
        parts.append("\n")
    return "".join(parts).rstrip() + "\n", count


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
    now, count = text(options.build)
    if not options.check:
        LIST.write_text(now)
        print(f"{count} public symbols")
    elif now != LIST.read_text():
        before, after = set(LIST.read_text().splitlines()), set(now.splitlines())
        for line in sorted(after - before):
            print(f"+ {line}")
        for line in sorted(before - after):
            print(f"- {line}")
        sys.exit("the public face is another one; where that is meant, run this without --check")
    if count > MOST:
        sys.exit(f"{count} public symbols, more than {MOST}: make some of them package")


if __name__ == "__main__":
    main()
