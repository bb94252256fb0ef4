// swift-tools-version: 6.3
import PackageDescription

// A package of its own, as any user of the library has one: a layer, an objective and a schedule that
// Onward does not know, a program that trains with them, and their tests.
let package = Package(
    name: "OwnPackage",
    dependencies: [.package(name: "Onward", path: "../..")],
    targets: [
        .target(name: "OwnParts", dependencies: [.product(name: "Onward", package: "Onward")]),
        .executableTarget(
            name: "OwnProgram",
            dependencies: ["OwnParts", .product(name: "Onward", package: "Onward")]),
        .testTarget(
            name: "OwnPartsTests",
            dependencies: [
                "OwnParts", .product(name: "Onward", package: "Onward"),
                .product(name: "OnwardTesting", package: "Onward"),
            ]),
    ])
