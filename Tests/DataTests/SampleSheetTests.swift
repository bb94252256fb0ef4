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
