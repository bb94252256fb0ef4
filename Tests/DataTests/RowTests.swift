import Foundation
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardDataFiles

/// Bytes that come some at a time.
private final class SmallChunks: ByteChunks {
    let place = "memory"
    private var rest: ArraySlice<UInt8>
    private let size: Int
    var greatestByteCount: Int { rest.count }

    init(_ bytes: [UInt8], size: Int) {
        rest = bytes[...]
        self.size = size
    }

    func nextChunk() throws(FileError) -> [UInt8] {
        defer { rest = rest.dropFirst(size) }
        return Array(rest.prefix(size))
    }
}

@Suite("Rows of a delimited file")
struct RowTests {
    /// All rows with the lines that they begin on, or what is wrong.
    private func rows(_ text: String, chunk: Int, block: Int) -> [String] {
        do throws(FileError) {
            let file = try DelimitedFile(
                URL(fileURLWithPath: "table.csv"), SmallChunks(Array(text.utf8), size: chunk),
                blockByteCount: block)
            var rows: [String] = []
            try file.forEachBlock(afterHeader: false) { block, _ throws(RowFault) in
                var texts: [(line: Int, fields: [String])] = []
                for row in 0..<block.rowCount {
                    texts.append((Int(block.lines[row]), try block.texts(ofRow: row)))
                }
                return texts
            } take: { texts, place in
                rows += texts.map { "\(place.line($0.line)): \($0.fields)" }
            }
            return rows
        } catch {
            return [error.description]
        }
    }

    @Test(
        "Rows are the same in one block and in blocks of a few bytes",
        arguments: [
            "a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4", "a,b\r1,2\r3,4\r",
            "a,b\n\"1\n,\r\n\"\"2\",3\n4,5\n",
            "a,b\n \t1 , 2\t\n\"\",\n,\n", "a\n\"\"\nb\n", "a,b\n1,2\n\n\n", "", "\n\n", "a",
            // Faults, with their lines.
            "a,b\n1,2\n3\n4,5\n", "a,b\n1,2\n\n3,4\n", "a,b\n1,\"2\n3,4\n5,6\n",
            "a,b\n1,2\"\n3,\"4\"\n",
            "a,b\n\"1\"x,2\n3,4\n", "a,b\n\"1\n\n2\",3\n4\n", "a,b\n1,2\n3,4,\n", "\na,b\n1,2\n",
        ])
    func ignoresBlocks(text: String) {
        let whole = rows(text, chunk: 1 << 10, block: 1 << 10)
        for (chunk, block) in [(7, 7), (1, 1), (2, 5), (3, 16)] {
            let parted = rows(text, chunk: chunk, block: block)
            #expect(whole == parted, "chunks of \(chunk), blocks of \(block)")
        }
    }

    @Test("Random rows come back as they were written, whatever stands in them")
    func readsWhatWasWritten() {
        var random = SeededGenerator(seed: 7)
        let letters = ["a", "é", "\"", ",", "\n", "\r", " ", "", "12"]
        for _ in 0..<200 {
            let width = Int.random(in: 1...4, using: &random)
            let rows = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                (0..<width).map { _ in
                    (0..<3).map { _ in letters.randomElement(using: &random) ?? "" }.joined()
                }
            }
            let end = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
            let text = rows.map { row in
                row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + end
            }.joined()
            let size = Int.random(in: 1...20, using: &random)
            let found = self.rows(text, chunk: size, block: size).map {
                $0.drop { $0 != ":" }.dropFirst(2)
            }
            #expect(found == rows.map { "\($0)"[...] }, "\(text)")
        }
    }

    @Test("A fault far into a file has its line")
    func countsLines() {
        let lines = (0..<20_000).map { $0 == 17_041 ? "1,2,3" : "\($0),x" }
        let error = rows("a,b\n" + lines.joined(separator: "\n"), chunk: 4096, block: 4096)
        #expect(error.first?.contains("line 17043: expected 2 fields as in the first row") == true)
    }

    @Test("A mark that is never closed is found without reading on for ever")
    func endsLongRows() {
        let text = "a,b\n1,\"2" + String(repeating: "x\n", count: 1 << 23)
        let error = rows(text, chunk: 1 << 20, block: 1 << 18)
        #expect(error.first?.contains("line 2: expected a quotation mark that closes") == true)
    }
}
