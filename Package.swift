// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny"),
]

/// Every room may throw what this one declares.
let ground = "Settings"

/// A module of the framework: the folder carries the short name, the module the prefix.
func room(
    _ name: String, _ dependencies: [Target.Dependency], settings: [SwiftSetting] = []
) -> Target {
    .target(
        name: "Onward" + name,
        dependencies: (name == ground ? [] : ["OnwardSettings"]) + dependencies,
        path: "Sources/" + name,
        swiftSettings: strict + settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: "Onward\(name)Tests",
        dependencies: [
            .target(name: "Onward" + name), "OnwardSettings", "OnwardTestSupport",
        ] + dependencies,
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
        .executable(name: "onward", targets: ["OnwardCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
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
        .systemLibrary(
            name: "CFiles", path: "Sources/CFiles", providers: [.apt(["zlib1g-dev", "libssl-dev"])]),
        .systemLibrary(
            name: "CPictures", path: "Sources/CPictures",
            providers: [.apt(["libpng-dev", "libturbojpeg0-dev"])]),

        room(ground, []),
        room(
            "Compute", ["COneDNN", "CKernels"], settings: [.enableExperimentalFeature("Lifetimes")]),
        room("Layers", ["OnwardCompute"]),
        room("Objectives", ["OnwardCompute"]),
        room("Optimizers", ["OnwardCompute"]),
        room("Data", ["OnwardCompute", "CFiles", "CPictures"]),
        room(
            "Networks",
            ["OnwardCompute", "OnwardLayers", "OnwardObjectives", "OnwardOptimizers", "OnwardData"]),
        room(
            "Inference", ["OnwardCompute", "OnwardObjectives", "OnwardData", "OnwardNetworks"]),
        room(
            "Learning",
            [
                "OnwardCompute", "OnwardObjectives", "OnwardOptimizers", "OnwardData",
                "OnwardNetworks", "OnwardInference",
            ]),
        room(
            "Catalog",
            [
                "OnwardLayers", "OnwardObjectives", "OnwardOptimizers", "OnwardData",
                "OnwardNetworks", "OnwardLearning",
            ]),
        room(
            "Models",
            [
                "OnwardCompute", "OnwardLayers", "OnwardObjectives", "OnwardOptimizers",
                "OnwardData", "OnwardNetworks", "OnwardInference", "OnwardLearning",
                "OnwardCatalog", "CFiles", "Yams",
            ]),
        room(
            "Experiments",
            [
                "OnwardCompute", "OnwardData", "OnwardLayers", "OnwardObjectives",
                "OnwardOptimizers", "OnwardNetworks", "OnwardInference", "OnwardLearning",
                "OnwardCatalog", "OnwardModels",
            ]),
        .target(
            name: "Onward",
            dependencies: [
                "OnwardSettings", "OnwardCompute", "OnwardLayers", "OnwardObjectives",
                "OnwardOptimizers",
                "OnwardData", "OnwardNetworks", "OnwardInference", "OnwardLearning",
                "OnwardCatalog", "OnwardModels", "OnwardExperiments",
            ],
            path: "Sources/Onward", swiftSettings: strict),
        .executableTarget(
            name: "OnwardCLI",
            dependencies: [
                "OnwardSettings", "OnwardCompute", "OnwardLayers", "OnwardObjectives",
                "OnwardOptimizers",
                "OnwardData", "OnwardNetworks", "OnwardInference", "OnwardLearning",
                "OnwardCatalog", "OnwardModels", "OnwardExperiments",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Sources/CLI", swiftSettings: strict),
        room(
            "TestSupport",
            [
                "OnwardCompute", "OnwardLayers", "OnwardObjectives", "OnwardOptimizers",
                "OnwardData", "OnwardNetworks", "OnwardInference", "OnwardLearning",
            ]),

        example("FirstProgram"),
        example("LayerByLayer"),
        example("BlackBox"),

        tests("Compute", ["CKernels"]),
        tests("Layers", ["OnwardCompute", "OnwardNetworks", "OnwardObjectives", "OnwardCatalog"]),
        tests("Objectives", ["OnwardCompute", "OnwardCatalog"]),
        tests("Optimizers", ["OnwardCompute", "OnwardCatalog"]),
        tests(
            "Catalog",
            [
                "OnwardData", "OnwardLayers", "OnwardObjectives", "OnwardOptimizers",
                "OnwardNetworks", "OnwardInference", "OnwardLearning",
            ]),
        tests(
            "Data",
            [
                "OnwardCompute", "CFiles", "CPictures",
                .product(name: "FlyingFox", package: "FlyingFox"),
                .product(name: "FlyingSocks", package: "FlyingFox"),
            ]),
        tests(
            "Learning",
            [
                "OnwardCompute", "OnwardLayers", "OnwardObjectives", "OnwardOptimizers",
                "OnwardData", "OnwardNetworks", "OnwardInference",
            ]),
        tests(
            "Models",
            [
                "OnwardCompute", "OnwardLayers", "OnwardObjectives", "OnwardOptimizers",
                "OnwardData", "OnwardNetworks", "OnwardInference", "OnwardLearning",
                "OnwardCatalog",
            ]),
        tests(
            "Experiments",
            [
                "OnwardCompute", "OnwardData", "OnwardObjectives", "OnwardLearning",
                "OnwardModels",
            ]),
        // A program of its own, run by the Learning tests: it replaces malloc to count.
        .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
        .executableTarget(
            name: "AllocationProbe",
            dependencies: [
                "CAllocationCounter", "OnwardCompute", "OnwardLayers", "OnwardObjectives",
                "OnwardOptimizers", "OnwardData", "OnwardNetworks", "OnwardLearning",
            ],
            path: "Tests/AllocationProbe", swiftSettings: strict),
        .testTarget(
            name: "OnwardCLITests", dependencies: ["OnwardCLI", "OnwardTestSupport"],
            path: "Tests/CLITests",
            swiftSettings: strict),
        // Run as programs: a dependency would only make sure that they are built.
        .testTarget(
            name: "ExamplesTests", dependencies: ["FirstProgram", "LayerByLayer", "BlackBox"],
            path: "Tests/ExamplesTests", swiftSettings: strict),
    ]
)
