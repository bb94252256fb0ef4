import Foundation
import OnwardData
import OnwardSettings

/// Reads a file of rows and fields from front to back: CSV as RFC 4180 has it, with any separator.
///
/// Fields that hold separators, line ends or quotation marks stand in quotation marks, and a mark
/// inside them is doubled. Lines end with LF, CRLF or CR. Strict: a mark in any other place, an
/// empty line between rows and another number of fields than in the first row are errors that name
/// their line. Memory stays at two chunks and a row.
final class DelimitedFile {
    private static let quote = UInt8(ascii: "\"")
    private static let greatestRow = 1 << 24
    private enum State {
        /// At the first byte of a field, inside one without marks, inside one with them, and
        /// behind a mark that closes it or is the first of two.
        case start, plain, quoted, closing
    }

    let url: URL
    let separator: UInt8
    /// The number of the line that the row begins on, from 1.
    private(set) var line = 0
    private let file: InflatedFile
    private var chunk: [UInt8]
    private var position = 0
    private var nextLine = 1
    /// The row's fields one behind the other, where each ends, and whether it stood in marks.
    private var content: [UInt8] = []
    private var ends: [Int] = []
    private var marked: [Bool] = []
    private var width: Int?

    init(_ url: URL) throws(FileError) {
        self.url = url
        file = try InflatedFile(url)
        chunk = try file.nextChunk()
        if chunk.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
        let name = url.pathExtension == "gz" ? url.deletingPathExtension() : url
        separator =
            ["tsv", "tab"].contains(name.pathExtension.lowercased())
            ? UInt8(ascii: "\t") : DelimitedFile.separator(in: chunk[position...])
        if chunk.starts(with: [0xff, 0xfe]) || chunk.starts(with: [0xfe, 0xff]) {
            throw damaged(expected: "text in UTF-8", got: "UTF-16", remedy: "save it as UTF-8")
        }
    }

    var fieldCount: Int { ends.count }

    /// Goes to the next row; false where there is none.
    func next() throws(FileError) -> Bool {
        guard try read() else { return false }
        if isBlank {
            let blank = line
            while isBlank { guard try read() else { return false } }
            line = blank
            throw damaged(
                expected: "\(width ?? fieldCount) fields", got: "an empty line between rows",
                remedy: "remove it")
        }
        if let width, width != fieldCount {
            throw damaged(
                expected: "\(width) fields as in the first row", got: "\(fieldCount)",
                remedy: "correct the line")
        }
        width = fieldCount
        return true
    }

    /// A field's bytes, without the spaces around it where it stood in no marks.
    func bytes(_ index: Int) -> ArraySlice<UInt8> {
        var field = content[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
        guard !marked[index] else { return field }
        while let first = field.first, first == 0x20 || first == 0x09 { field.removeFirst() }
        while let last = field.last, last == 0x20 || last == 0x09 { field.removeLast() }
        return field
    }

    /// A field as text.
    func text(_ index: Int) throws(FileError) -> String {
        let field = bytes(index)
        if let text = String(validating: field, as: UTF8.self) { return text }
        throw damaged(
            expected: "text in UTF-8 in field \(index + 1)",
            got: "bytes that are none: \(String(decoding: field.prefix(40), as: UTF8.self))",
            remedy: "save the file as UTF-8")
    }

    var shortPlace: String { "line \(max(line, 1))" }

    var place: String { "\(url.path), \(shortPlace)" }

    private var isBlank: Bool { ends.count == 1 && content.isEmpty && !marked[0] }

    /// Reads up to the end of a row.
    private func read() throws(FileError) -> Bool {
        content.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        marked.removeAll(keepingCapacity: true)
        line = nextLine
        var state = State.start
        while true {
            if position == chunk.count {
                chunk = try file.nextChunk()
                position = 0
                if chunk.isEmpty { return try finish(state) }
            }
            if try read(&state) { return true }
            guard content.count <= DelimitedFile.greatestRow else {
                throw damaged(
                    expected: "a row of at most \(DelimitedFile.greatestRow) bytes",
                    got: state == .quoted ? "a quotation mark that is never closed" : "more",
                    remedy: "correct the line")
            }
        }
    }

    /// Takes bytes of the chunk; true at the end of a row.
    private func read(_ state: inout State) throws(FileError) -> Bool {
        let bytes = chunk
        var place = position
        defer { position = place }
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if state == .quoted {
                if byte == DelimitedFile.quote {
                    state = .closing
                } else {
                    if byte == 0x0a { nextLine += 1 }
                    content.append(byte)
                }
            } else if byte == separator {
                endField(state)
                state = .start
            } else if byte == 0x0a || byte == 0x0d {
                endField(state)
                nextLine += 1
                position = place
                if byte == 0x0d { try skipLineFeed() }
                place = position
                return true
            } else if byte == DelimitedFile.quote, state != .plain {
                if state == .closing { content.append(byte) }
                state = .quoted
            } else if byte == DelimitedFile.quote || state == .closing {
                throw damaged(
                    expected: "a field wholly in quotation marks, or in none",
                    got: "a mark inside field \(ends.count + 1)",
                    remedy: "put the field in marks and double those inside it")
            } else {
                state = .plain
                content.append(byte)
            }
        }
        return false
    }

    /// The second byte of CRLF may be the first of the next chunk.
    private func skipLineFeed() throws(FileError) {
        if position == chunk.count {
            chunk = try file.nextChunk()
            position = 0
        }
        if position < chunk.count, chunk[position] == 0x0a { position += 1 }
    }

    private func endField(_ state: State) {
        ends.append(content.count)
        marked.append(state == .closing)
    }

    /// At the end of the file: a last line may lack its end.
    private func finish(_ state: State) throws(FileError) -> Bool {
        guard state != .quoted else {
            throw damaged(
                expected: "a quotation mark that closes field \(ends.count + 1)",
                got: "the end of the file", remedy: "correct the line")
        }
        guard state != .start || !ends.isEmpty else { return false }
        endField(state)
        return true
    }

    /// What the first line has most of, outside quotation marks.
    private static func separator(in bytes: ArraySlice<UInt8>) -> UInt8 {
        var counts = [UInt8](",;\t|".utf8).map { (byte: $0, count: 0) }
        var isQuoted = false
        for byte in bytes {
            if byte == quote { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0a || byte == 0x0d { break }
            if let index = counts.firstIndex(where: { $0.byte == byte }) {
                counts[index].count += 1
            }
        }
        return counts.reduce(counts[0]) { $1.count > $0.count ? $1 : $0 }.byte
    }
}
