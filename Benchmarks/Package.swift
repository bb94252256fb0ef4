// swift-tools-version: 6.3
import PackageDescription

/// A program of benchmarks: `swift package --package-path Benchmarks benchmark --target NAME`.
func benchmarks(_ name: String) -> Target {
    .executableTarget(
        name: name,
        dependencies: [
            .product(name: "Benchmark", package: "benchmark"),
            .product(name: "Onward", package: "Onward"),
        ],
        path: name,
        swiftSettings: [.treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny")],
        plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
}

let package = Package(
    name: "OnwardBenchmarks",
    dependencies: [
        .package(name: "Onward", path: ".."),
        // Its counting of allocations is left out: Onward's tests count with a counter of their own.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [benchmarks("Kernels"), benchmarks("Steps")])
