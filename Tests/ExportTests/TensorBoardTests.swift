import Foundation
import OnwardCompute
import OnwardTestSupport
import Testing

@testable import OnwardExport

@Suite("Event files")
struct TensorBoardTests {
    @Test("The checksum is Castagnoli's")
    func checksum() {
        // RFC 3720, B.4, and the catalog's own check value.
        #expect(CRC32C.of("123456789".utf8) == 0xe306_9283)
        #expect(CRC32C.of([UInt8](repeating: 0, count: 32)) == 0x8a91_36aa)
        #expect(CRC32C.of(0..<32 as Range<UInt8>) == 0x46dd_794e)
    }

    @Test("Records lie behind one another, each with its length and sums")
    func records() throws {
        let folder = try TemporaryFolder()
        let url = folder.url.appending(path: "events.out.tfevents.1")
        let file = try EventFile(creating: url, from: 4)
        var summary = EventSummary()
        summary.add("loss", scalar: 0.5)
        try file.append(summary, at: 4)

        var rest = [UInt8](try Data(contentsOf: url))[...]
        var records: [[UInt8]] = []
        while !rest.isEmpty {
            let length = rest.prefix(8)
            let count = length.reversed().reduce(0) { $0 << 8 | Int($1) }
            #expect(Array(rest.dropFirst(8).prefix(4)) == CRC32C.masked(length).littleEndianBytes)
            let content = Array(rest.dropFirst(12).prefix(count))
            #expect(
                Array(rest.dropFirst(12 + count).prefix(4))
                    == CRC32C.masked(content).littleEndianBytes)
            records.append(content)
            rest = rest.dropFirst(16 + count)
        }
        #expect(records.count == 3)
        #expect(String(decoding: records[0], as: UTF8.self).contains("brain.Event:2"))
        // Step 4, and a session's start.
        #expect(Array(records[1].suffix(6)) == [2 << 3, 4, 7 << 3 | 2, 2, 1 << 3, 1])
        #expect(Array(records[2].suffix(4)) == Float(0.5).bitPattern.littleEndianBytes)
    }

    @Test("A histogram counts every number once, at borders too")
    func histogram() {
        let numbers: [Float] = (0...300).map { Float($0) / 100 }
        let histogram = Histogram(Matrix(numbers, columns: 7))
        #expect(histogram.counts.count == 30)
        #expect(histogram.counts.reduce(0, +) == 301)
        #expect(histogram.counts.allSatisfy { (9...11).contains($0) })
        #expect(histogram.least == 0 && histogram.greatest == 3)
        #expect(histogram.limits.last == 3)
        #expect(abs(histogram.limits[0] - 0.1) < 1e-12)
        #expect(abs(histogram.sum - 451.5) < 1e-3)
    }

    @Test("Equal numbers lie in one range")
    func constant() {
        let histogram = Histogram(Matrix([Float](repeating: -2, count: 5), columns: 5))
        #expect(histogram.counts == [5])
        #expect(histogram.limits == [-2])
        #expect(histogram.squares == 20)
    }
}
