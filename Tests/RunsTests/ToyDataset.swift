import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

@testable import OnwardRecipes

/// Three classes of 4 × 4 images, each with its own bright row, in turn.
private func toyPixels(_ count: Int, seed: Int) -> [UInt8] {
    let noise = RandomSource(seed: 3, for: .test)[seed]
    return (0..<count * 16).map { index in
        UInt8(noise.integer(below: 160, at: index)) + (index / 4 % 4 == index / 16 % 3 ? 90 : 0)
    }
}

private func toyLabels(_ count: Int) -> [UInt8] { (0..<count).map { UInt8($0 % 3) } }

func toyDataset(train: Int = 60, test: Int = 30) -> Dataset {
    func samples(_ count: Int, _ seed: Int) -> Samples {
        Samples(
            dense: Matrix(toyPixels(count, seed: seed), columns: 16), scale: 1 / 255,
            labels: Matrix(toyLabels(count).map(Int32.init), columns: 1), shape: Shape(1, 4, 4))
    }
    return Dataset(
        name: "toy", classes: ["0", "1", "2"], train: samples(train, 0),
        test: samples(test, 1))
}

/// The same as four IDX files in a new folder.
func writeToyData(to folder: URL, train: Int = 60, test: Int = 30) throws {
    func idx(_ sizes: [Int], _ numbers: [UInt8]) -> Data {
        let header = sizes.flatMap { size in
            (0..<4).map { UInt8(truncatingIfNeeded: size >> (24 - 8 * $0)) }
        }
        return Data([0, 0, 8, UInt8(sizes.count)] + header + numbers)
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (part, count, seed) in [("train", train, 0), ("t10k", test, 1)] {
        try idx([count, 4, 4], toyPixels(count, seed: seed)).write(
            to: folder.appending(path: "\(part)-images-idx3-ubyte"))
        try idx([count], toyLabels(count)).write(
            to: folder.appending(path: "\(part)-labels-idx1-ubyte"))
    }
}

/// A resolved recipe that learns the toy data in no time, on one core.
func toyRecipe(_ change: (inout SettingValues) -> Void = { _ in }) throws -> Recipe {
    var recipe = SettingValues()
    recipe["data"] = "toy"
    recipe["network"] = "12,8"
    recipe["epochs"] = "4"
    recipe["batch-size"] = "9"
    recipe["lr"] = "0.01"
    recipe["threads"] = "1"
    change(&recipe)
    return try Recipe(recipe)
}
