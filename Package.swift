// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny"),
]

/// Every room may throw what this one declares.
let ground = "Settings"
/// What a network is made of and learns from.
let matter = ["Compute", "Layers", "Objectives", "Optimizers", "Data"]
let mind = matter + ["Networks", "Inference", "Learning"]
/// What the library is: no room that needs more libraries than the numeric one and zlib.
let core = mind + ["DataFiles", "DataSets", "Catalog", "Safetensors", "Models"]
let words = core + ["Pictures", "Recipes"]
let work = words + ["Runs", "Tuning", "Experiments"]
let all = work + ["Downloads", "Drawing", "Reports", "Export"]

let arguments = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")

func modules(_ rooms: [String]) -> [Target.Dependency] {
    (rooms.filter { $0 != ground } + [ground]).map { .target(name: "Onward" + $0) }
}

/// A module of the framework: the folder carries the short name, the module the prefix.
func room(
    _ name: String, on rooms: [String] = [], _ others: [Target.Dependency] = [],
    resources: [Resource]? = nil, settings: [SwiftSetting] = []
) -> Target {
    .target(
        name: "Onward" + name, dependencies: (name == ground ? [] : modules(rooms)) + others,
        path: "Sources/" + name, resources: resources, swiftSettings: strict + settings)
}

func tests(
    _ name: String, on rooms: [String] = [], _ others: [Target.Dependency] = []
) -> Target {
    .testTarget(
        name: "Onward\(name)Tests",
        dependencies: modules(rooms + [name, "Testing", "TestSupport"]) + others,
        path: "Tests/\(name)Tests", swiftSettings: strict)
}

func example(_ name: String) -> Target {
    .executableTarget(
        name: name, dependencies: ["Onward"], path: "Examples/" + name, swiftSettings: strict)
}

let package = Package(
    name: "Onward",
    products: [
        .library(name: "Onward", targets: ["Onward"]),
        // Reads PNG and JPEG files.
        .library(name: "OnwardPictures", targets: ["OnwardPictures"]),
        // Holds layers and objectives of one's own to their contracts.
        .library(name: "OnwardTesting", targets: ["OnwardTesting"]),
        .executable(name: "onward", targets: ["OnwardCLI"]),
        // What other languages call; `make library` links it anew, with nothing of Swift's left to look for.
        .library(name: "OnwardC", type: .dynamic, targets: ["OnwardCInterface"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        // Tests only: a server that the downloader's tests run against.
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    ],
    targets: [
        .systemLibrary(
            name: "COneDNN", path: "Sources/COneDNN", providers: [.apt(["libdnnl-dev"])]),
        .target(
            name: "CKernels", path: "Sources/CKernels",
            linkerSettings: [.linkedLibrary("gomp"), .linkedLibrary("m")]),
        .systemLibrary(name: "COnward", path: "Sources/COnward"),
        .systemLibrary(name: "CZlib", path: "Sources/CZlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CCrypto", path: "Sources/CCrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CPictures", path: "Sources/CPictures",
            providers: [.apt(["libpng-dev", "libturbojpeg0-dev"])]),

        room(ground),
        room(
            "Compute", ["COneDNN", "CKernels"], settings: [.enableExperimentalFeature("Lifetimes")]),
        room("Layers", on: ["Compute"]),
        room("Objectives", on: ["Compute"]),
        room("Optimizers", on: ["Compute"]),
        room("Data", on: ["Compute"]),
        room("DataFiles", on: ["Compute", "Data"], ["CZlib"]),
        room("DataSets", on: ["Compute", "Data", "DataFiles"]),
        room("Downloads", on: ["Data", "DataFiles"], ["CCrypto"]),
        room("Networks", on: matter),
        room("Inference", on: ["Compute", "Objectives", "Data", "Networks"]),
        room(
            "Learning",
            on: ["Compute", "Objectives", "Optimizers", "Data", "Networks", "Inference"]),
        room("Catalog", on: mind + ["DataFiles", "DataSets"]),
        room(
            "Pictures", on: ["Compute", "Data", "DataFiles", "DataSets", "Catalog"],
            ["CPictures"]),
        room("Safetensors", on: ["Compute"], ["CZlib"]),
        room("Models", on: mind + ["Catalog", "Safetensors"]),
        room("Recipes", on: core + ["Pictures"], ["Yams"]),
        room("Runs", on: words),
        room("Drawing", resources: ["charts", "page"].map { .embedInCode("Style/\($0).css") }),
        room("Tuning", on: words + ["Runs"]),
        room("Experiments", on: words + ["Runs"]),
        room(
            "Reports",
            on: [
                "Data", "DataFiles", "Networks", "Inference", "Learning", "Safetensors", "Models",
                "Pictures", "Recipes", "Runs", "Tuning", "Experiments", "Drawing", "Export",
            ]),
        room(
            "Export",
            on: [
                "Compute", "Layers", "Objectives", "Data", "DataFiles", "Networks", "Inference",
                "Pictures", "Safetensors",
            ]),
        room("CInterface", on: words + ["Runs", "Reports"], ["COnward"]),
        .target(
            name: "Onward", dependencies: modules(core), path: "Sources/Onward",
            swiftSettings: strict),
        room("Terminal", on: all, [arguments]),
        .executableTarget(
            name: "OnwardCLI", dependencies: modules(all + ["Terminal"]) + [arguments],
            path: "Sources/CLI", swiftSettings: strict),
        room("Testing", on: mind),
        room("TestSupport", on: ["Testing"]),

        example("FirstProgram"),
        example("LayerByLayer"),
        example("BlackBox"),
        example("AskFromThreads"),
        example("OwnSchedule"),
        example("OwnData"),

        tests("Compute", ["CKernels"]),
        // Writes the command's flags and the page about settings.
        .executableTarget(
            name: "SettingsWriter", dependencies: modules(["Catalog", "Pictures", "Recipes"]),
            path: "Tests/SettingsWriter", swiftSettings: strict),
        tests("Settings", on: words, ["SettingsWriter"]),
        tests("Layers", on: ["Compute", "Networks", "Objectives", "Catalog"]),
        tests("Objectives", on: ["Compute", "Catalog"]),
        tests("Optimizers", on: ["Compute", "Catalog"]),
        tests("Catalog", on: mind + ["DataFiles", "DataSets", "Pictures"]),
        tests(
            "Data", on: ["Compute", "DataFiles", "DataSets", "Pictures", "Downloads"],
            [
                "CZlib", "CPictures", .product(name: "FlyingFox", package: "FlyingFox"),
                .product(name: "FlyingSocks", package: "FlyingFox"),
            ]),
        tests(
            "Inference",
            on: ["Compute", "Layers", "Objectives", "Data", "DataFiles", "Pictures", "Networks"]),
        tests("Learning", on: matter + ["Networks", "Inference"]),
        tests("Safetensors", on: ["Compute"]),
        // Models and recipes too: they are tested by what runs make of them.
        tests("Runs", on: words),
        tests("Tuning", on: words),
        tests("Experiments", on: words + ["Runs", "Reports"]),
        tests("Drawing"),
        tests("Reports", on: ["Experiments"]),
        tests("Export", on: words),
        tests("CInterface", ["COnward"]),
        // A program of its own, run by the Learning tests: it replaces malloc to count.
        .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
        .executableTarget(
            name: "AllocationProbe", dependencies: modules(mind) + ["CAllocationCounter"],
            path: "Tests/AllocationProbe", swiftSettings: strict),
        tests("CLI"),
        // Run as programs: a dependency would only make sure that they are built.
        .testTarget(
            name: "ExamplesTests",
            dependencies: [
                "FirstProgram", "LayerByLayer", "BlackBox", "AskFromThreads", "OwnSchedule",
                "OwnData",
            ],
            path: "Tests/ExamplesTests", swiftSettings: strict),
    ]
)

/// What few ask for is fetched and built for them alone: `ONWARD_BENCHMARKS=1 swift package benchmark`.
if Context.environment["ONWARD_BENCHMARKS"] == "1" {
    package.dependencies.append(
        // Its counting of allocations is left out: Onward's tests count with a counter of their own.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []))
    package.targets += ["Kernels", "Steps"].map {
        .executableTarget(
            name: $0,
            dependencies: ["Onward", .product(name: "Benchmark", package: "benchmark")],
            path: "Benchmarks/" + $0, swiftSettings: strict,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
    }
}

/// Models behind a port, whose packages take minutes to build: `ONWARD_SERVER=1 swift build --product onward-server`.
if Context.environment["ONWARD_SERVER"] == "1" {
    let pages = [
        "openapi.json", "index.html", "runs.html", "style.css", "icon.svg", "page.js", "canvas.js",
        "digit.js", "inputs.js", "blocks.js", "answer.js", "copy.js", "server.js", "runs.js",
        "chart.js",
    ]
    let server = room(
        "Server", on: words + ["Drawing"],
        [.product(name: "CoreMetrics", package: "swift-metrics")],
        resources: pages.map { .embedInCode("Page/" + $0) })
    package.products.append(.executable(name: "onward-server", targets: ["OnwardServerProgram"]))
    package.dependencies += [
        // Without what reads configuration files.
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        // What Hummingbird's own face is made of.
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ]
    package.targets += [
        server, tests("Server", on: words),
        .executableTarget(
            name: "OnwardServerProgram",
            dependencies: modules(["Compute", "Server"]) + [
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "Logging", package: "swift-log"), arguments,
            ],
            path: "Sources/ServerProgram", swiftSettings: strict),
    ]
}

/// Training on several machines, for which MPI is needed: `ONWARD_MPI=1 swift build --product onward-mpi`.
if Context.environment["ONWARD_MPI"] == "1" {
    package.products.append(.executable(name: "onward-mpi", targets: ["OnwardMPIProgram"]))
    package.targets += [
        .systemLibrary(
            name: "COpenMPI", path: "Sources/COpenMPI", pkgConfig: "ompi-c",
            providers: [.apt(["libopenmpi-dev"])]),
        room(
            "Machines", on: ["Compute", "Data", "Networks", "Inference", "Learning", "Runs"],
            ["COpenMPI"]),
        tests("Machines"),
        .executableTarget(
            name: "OnwardMPIProgram",
            dependencies: modules(words + ["Runs", "Reports", "Terminal", "Machines"])
                + [arguments],
            path: "Sources/MPIProgram", swiftSettings: strict),
    ]
}
