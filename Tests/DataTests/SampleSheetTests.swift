import CZlib
import OnwardCompute
import Testing

@testable import OnwardData
@testable import OnwardPictures

/// A chunk of a PNG file whose checksum is right.
private struct Chunk {
    let name: String
    let content: [UInt8]
}

private func number(_ bytes: some Sequence<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

/// Takes a PNG file apart, checking every length and checksum.
private func chunks(of png: [UInt8]) throws -> [Chunk] {
    try #require(png.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
    var rest = png.dropFirst(8)
    var result: [Chunk] = []
    while !rest.isEmpty {
        try #require(rest.count >= 12)
        let count = number(rest.prefix(4))
        try #require(rest.count >= 12 + count)
        let named = Array(rest.dropFirst(4).prefix(4 + count))
        let sum = number(rest.dropFirst(8 + count).prefix(4))
        #expect(Int(crc32(0, named, UInt32(named.count))) == sum)
        result.append(
            Chunk(
                name: String(decoding: named.prefix(4), as: UTF8.self),
                content: Array(named.dropFirst(4))))
        rest = rest.dropFirst(12 + count)
    }
    return result
}

/// Reads a grey PNG whose rows are not filtered.
private func decode(_ png: [UInt8]) throws -> (width: Int, height: Int, pixels: [UInt8]) {
    let chunks = try chunks(of: png)
    try #require(chunks.map(\.name) == ["IHDR", "IDAT", "IEND"])
    let header = chunks[0].content
    #expect(header.dropFirst(8) == [8, 0, 0, 0, 0])
    let (width, height) = (number(header.prefix(4)), number(header.dropFirst(4).prefix(4)))
    var rows = [UInt8](repeating: 0, count: height * (width + 1))
    var count = UInt(rows.count)
    let status = uncompress(&rows, &count, chunks[1].content, UInt(chunks[1].content.count))
    try #require(status == Z_OK && Int(count) == rows.count)
    var pixels: [UInt8] = []
    for row in 0..<height {
        #expect(rows[row * (width + 1)] == 0)
        pixels += rows[row * (width + 1) + 1..<(row + 1) * (width + 1)]
    }
    return (width, height, pixels)
}

@Test("A grey picture is a PNG file that decodes to its pixels", arguments: [1, 7, 300])
func writesPNG(width: Int) throws {
    var image = GrayImage(width: width, height: 5, shade: 200)
    for column in 0..<width { image[3, column] = UInt8(truncatingIfNeeded: column &* 37) }
    let decoded = try decode(image.png)
    #expect(decoded.width == width && decoded.height == 5)
    #expect(decoded.pixels == image.pixels)
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
    #expect(image.width == 4 * (3 + 12) + 12 && image.height == 2 * (2 + 2) - 2 + 24)
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
