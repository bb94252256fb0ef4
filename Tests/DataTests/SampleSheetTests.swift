import OnwardCompute
import Testing

@testable import OnwardData
@testable import OnwardPictures

@Test("A picture is a PNG file that decodes to its pixels", arguments: [1, 7, 300], [1, 3])
func writesPNG(width: Int, channels: Int) throws {
    let size = PictureSize(width: width, height: 5)
    var picture = Picture(size: size, color: [UInt8](repeating: 200, count: channels))
    for column in 0..<width {
        picture[3, column, channels - 1] = UInt8(truncatingIfNeeded: column &* 37)
    }
    let decoded = try PNG.decode(picture.png, .asStored)
    #expect(decoded.size == size && decoded.pixels == picture.pixels)
}

@Test("The sheet shows the kinds side by side and the classes one below the other")
func drawsSheet() throws {
    let kinds: [Corruption.Kind] = [.clean, .noise, .blank, .pure, .clean, .pure, .clean]
    let labels: [Int32] = [0, 1, 0, 1, 1, 1, 0]
    let shades: [Float] = [0.2, 1.5, 0.4, -0.5, 0.6, 0.8, 1]
    let samples = Samples(
        dense: Matrix(shades.flatMap { [Float](repeating: $0, count: 6) }, columns: 6),
        scale: 1, labels: Matrix(labels, columns: 1), shape: Shape(1, 2, 3))
    let image = SampleSheet(
        CorruptedSamples(samples: samples, kinds: kinds), classes: 2, columns: 1
    ).image
    #expect(image.size.width == 4 * (3 + 12) + 12 && image.size.height == 2 * (2 + 2) - 2 + 24)
    func shade(_ kind: Int, _ label: Int) -> [UInt8] {
        (0..<2).flatMap { row in
            (0..<3).map { image[12 + 4 * label + row, 12 + 15 * kind + $0] }
        }
    }
    let ground: UInt8 = 96
    let expected: [[UInt8]] = [[51, 153], [ground, 255], [102, ground], [ground, 0]]
    for (kind, shades) in expected.enumerated() {
        for (label, value) in shades.enumerated() {
            #expect(shade(kind, label) == [UInt8](repeating: value, count: 6))
        }
    }
    #expect(image.pixels.count { $0 != ground } == 5 * 6)
}

@Test("Pictures of numbers: shares as they are, others stretched, weights around a middle")
func drawsNumbers() {
    let shares = Picture(sample: [0, 0.2, 0.4, 1], sizes: [1, 2, 2])
    #expect(shares.pixels == [0, 51, 102, 255])
    #expect(Picture(sample: [-2, 0, 2, .nan], sizes: [1, 2, 2]).pixels == [0, 128, 255, 0])
    let colors = Picture(sample: [1, 0, 0, 1, 0.2, 0.2], sizes: [3, 1, 2])
    #expect(colors.pixels == [255, 0, 51, 0, 255, 51])
    let weights = Picture(weights: [0, 2, -2, .infinity], sizes: [1, 2, 2])
    #expect(weights.pixels[0..<3] == [238, 238, 236] && weights.pixels[3..<6] == [200, 82, 0])
    #expect(weights.pixels[6..<9] == [0, 84, 166] && weights.pixels[9..<12] == [238, 238, 236])
}

@Test("A sheet has a pixel between its pictures, and a large picture is averaged")
func laysOut() {
    let tiles = (0..<3).map { shade in
        Picture(sample: [Float](repeating: Float(shade) / 5, count: 4), sizes: [1, 2, 2])
    }
    let sheet = Picture(sheetOf: tiles, columns: 2)
    #expect(sheet.size == PictureSize(width: 5, height: 5))
    #expect(sheet[0, 0] == 0 && sheet[0, 2] == 128 && sheet[1, 4] == 51 && sheet[4, 1] == 102)
    // Squares of two; what is left over at the right and below belongs to none.
    let large = Picture(sample: [0, 1, 0, 1, 1, 0, 1, 0, 1], sizes: [1, 3, 3])
    #expect(large.within(3).pixels == large.pixels)
    #expect(large.within(2).pixels == [191])
    #expect(large.within(1).size == PictureSize(width: 1, height: 1))
}
