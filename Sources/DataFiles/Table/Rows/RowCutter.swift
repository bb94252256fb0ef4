import OnwardCompute
import OnwardData
import OnwardSettings

/// Cuts a file into blocks of whole rows.
///
/// A line end inside quotation marks ends no row, and what is inside follows from the number of marks
/// before it: in rows as they are to be, every mark opens, closes or is doubled. In others the block
/// still begins where it should, so whoever reads it meets the first error where it is.
struct RowCutter {
    /// A row of more bytes than this is taken for one whose mark is never closed.
    static let greatestRow = 1 << 24
    private let source: any ByteChunks
    private let blockByteCount: Int
    private var rest: [UInt8] = []
    private var isAtEnd = false

    /// - Parameter blockByteCount: about how long blocks are.
    init(_ source: any ByteChunks, blockByteCount: Int) {
        self.source = source
        self.blockByteCount = blockByteCount
    }

    /// The next rows; nil at the end. The last may lack its line end.
    mutating func next() throws(FileError) -> [UInt8]? {
        var block: [UInt8] = []
        block.reserveCapacity(blockByteCount + InflatedFile.chunkByteCount)
        block += rest
        rest = []
        // Where marks were counted up to, and whether those before are opened and closed.
        var (counted, isClosed) = (0, true)
        while true {
            let chunk = isAtEnd ? [] : try source.nextChunk()
            isAtEnd = chunk.isEmpty
            guard !isAtEnd else { return block.isEmpty ? nil : block }
            block += chunk
            guard block.count >= blockByteCount else { continue }
            isClosed =
                isClosed == TextMarks.count(of: 0x22, in: block, from: counted).isMultiple(of: 2)
            counted = block.count
            if let end = RowCutter.lastRowEnd(in: block, isClosed: isClosed) {
                rest = Array(block[end...])
                block.removeLast(block.count - end)
                return block
            }
            if block.count > RowCutter.greatestRow { return block }
        }
    }

    /// Behind the last line end outside of marks. A CR at the very end may be half of CRLF.
    private static func lastRowEnd(in block: [UInt8], isClosed: Bool) -> Int? {
        var isOutside = isClosed
        var place = block.count - 1
        while place >= 0 {
            let byte = block[place]
            if byte == 0x22 { isOutside.toggle() }
            if isOutside {
                if byte == 0x0a { return place + 1 }
                if byte == 0x0d, place + 1 < block.count { return place + 1 }
            }
            place -= 1
        }
        return nil
    }
}
