import Foundation
import OnwardCompute
import OnwardData
import OnwardPictures
import OnwardTestSupport
import Testing

@testable import OnwardDataFiles

@Suite("What a sample's numbers are called")
struct NamedInputsTests {
    @Test("A column is one part with all its levels")
    func columns() throws {
        let rows = (0..<12).map {
            "\($0),\(["red", "blue", "green"][$0 % 3]),\($0 % 2 == 0 ? "A" : "B")"
        }
        let text = "size,colour,label\n" + rows.joined(separator: "\n")
        let folder = try TemporaryFolder()
        let url = try folder.write(Array(text.utf8), to: "train.csv")
        let data = try TableFile.load(url, DataRequest(settings: ["label-column": "label"]))
        let inputs = try #require(data.preparation as? any NamedInputs).inputs
        #expect(
            inputs == [
                InputPart(name: "size", numbers: 0..<1), InputPart(name: "colour", numbers: 1..<4),
            ])
    }

    @Test("A word is a part, and a bucket of pairs")
    func words() {
        let preparation = TextPreparation(
            words: ["bad", "good"], weights: [1, 1, 1], weighting: .counts)
        #expect(preparation.inputs.map(\.name) == ["bad", "good", "pairs of words 1"])
        #expect(preparation.inputs.map(\.numbers) == [0..<1, 1..<2, 2..<3])
    }

    @Test("Maps lie beside the image, orange above 0 and blue below")
    func drawsMaps() {
        let sheet = MapSheet(
            [0, 0, 0, 1], Shape(1, 2, 2), maps: [[2, -1, 0, 0]]
        ).picture
        // Two panels of 2 × 98 pixels with gaps of 8.
        #expect(sheet.size == PictureSize(width: 2 * 196 + 24, height: 196 + 16))
        func color(_ row: Int, _ column: Int) -> [UInt8] {
            (0..<3).map { sheet[row, column, $0] }
        }
        #expect(color(10, 10) == [0, 0, 0] && color(150, 150) == [255, 255, 255])
        #expect(color(10, 220) == [213, 94, 0])
        // Half as much as the greatest.
        #expect(color(10, 350) == [128, 185, 217])
        // Nothing, over a pixel that stands out.
        #expect(color(150, 220) == [255, 255, 255] && color(150, 350) == [153, 153, 153])
        #expect(sheet.png.starts(with: [0x89, 0x50, 0x4e, 0x47]))
    }
}
