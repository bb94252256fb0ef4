import Foundation
import OnwardData
import OnwardPictures
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardRecipes

@Suite("Data of models of 0.1.0")
struct FirstVersionDataTests {
    /// An array of NumPy's with whole numbers of 64 bits.
    private func npy(_ shape: String, _ numbers: [Int64]) -> Data {
        let text = "{'descr': '<i8', 'fortran_order': False, 'shape': (\(shape)), }\n"
        let front = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.utf8.count), 0]
        return Data(front + Array(text.utf8))
            + numbers.reduce(into: Data()) { data, number in
                withUnsafeBytes(of: number) { data.append(contentsOf: $0) }
            }
    }

    private func recipe(for folder: URL) throws -> Recipe {
        try toyRecipe { ($0["data"], $0["network"]) = (folder.path, "3") }
    }

    @Test("Arrays are shown to it as it learned them, and not in the scale that they have now")
    func arrays() throws {
        try inFolder { folder in
            try npy("10, 4", (0..<40).map { $0 * 6 }).write(to: folder.appending(path: "x.npy"))
            try npy("10,", (0..<10).map { $0 % 2 }).write(to: folder.appending(path: "y.npy"))
            let recipe = try recipe(for: folder)
            let new = try recipe.loadDataset()
            let first = Dataset(
                name: new.name, classes: new.classes, train: new.train, test: new.test)
            let network = try recipe.makeNetwork(for: first)
            let shown = try recipe.loadDataset(for: network, samples: nil).dataset
            #expect(shown.preparation == nil)
            let scaled = zip(shown.train.numbers, new.train.numbers).map { ($0[3], $1[3]) }
            #expect(scaled.allSatisfy { $0.0 > 1 && $0.0 * (1 / 255) == $0.1 })
        }
    }

    @Test("Pictures are read as it read them")
    func pictures() throws {
        try inFolder { folder in
            for name in ["a", "b"] {
                let place = folder.appending(path: name)
                try FileManager.default.createDirectory(
                    at: place, withIntermediateDirectories: true)
                for shade in 0..<5 {
                    let image = Picture(
                        size: PictureSize(width: 3, height: 3), color: [UInt8(shade)])
                    try Data(image.png).write(to: place.appending(path: "\(shade).png"))
                }
            }
            let recipe = try recipe(for: folder)
            let new = try recipe.loadDataset()
            let form = PictureForm(PictureSize(width: 3, height: 3), .gray)
            #expect(new.preparation as? PicturePreparation == PicturePreparation(form))
            let first = PicturePreparation(form, .asStored)
            let network = try recipe.makeNetwork(
                for: Dataset(
                    name: new.name, classes: new.classes, train: new.train, test: new.test,
                    preparation: first))
            let shown = try recipe.loadDataset(for: network, samples: nil).dataset
            #expect(shown.preparation as? PicturePreparation == first)
            #expect(shown.train.count == new.train.count)
        }
    }
}
