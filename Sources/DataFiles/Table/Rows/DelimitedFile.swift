import Dispatch
import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings
import Synchronization

/// Reads a file of rows and fields from front to back, in blocks of rows on all cores.
///
/// The fields are a `FieldParser`'s, which is strict. Memory stays at some blocks for every core.
final class DelimitedFile {
    private static let blockByteCount = 1 << 18

    let url: URL
    let separator: UInt8
    /// The first rows.
    let head: FieldBlock
    private var cutter: RowCutter
    private let blocksAtOnce = 2 * ProcessInfo.processInfo.activeProcessorCount

    convenience init(_ url: URL) throws(FileError) {
        Heap.keepFreedMemory()
        try self.init(url, InflatedFile(url), blockByteCount: DelimitedFile.blockByteCount)
    }

    /// - Parameter blockByteCount: about how many bytes make a block.
    init(_ url: URL, _ source: any ByteChunks, blockByteCount: Int) throws(FileError) {
        self.url = url
        cutter = RowCutter(source, blockByteCount: blockByteCount)
        var first = try cutter.next() ?? []
        if first.starts(with: [0xef, 0xbb, 0xbf]) { first.removeFirst(3) }
        let place = BlockPlace(file: url.path)
        guard !first.starts(with: [0xff, 0xfe]), !first.starts(with: [0xfe, 0xff]) else {
            throw place.error(
                RowFault(
                    line: 0, expected: "text in UTF-8", got: "UTF-16", remedy: "save it as UTF-8"))
        }
        let name = url.pathExtension == "gz" ? url.deletingPathExtension() : url
        let separator = Delimiter.byte(in: first, name: name.lastPathComponent)
        self.separator = separator
        do throws(RowFault) {
            head = try FieldParser.fields(of: first, separator: separator, width: nil)
        } catch {
            throw place.error(error)
        }
    }

    /// Goes once through the rows, from the first or the second on.
    ///
    /// - Parameters:
    ///   - make: makes something of a block, on any thread; it is told the block's number.
    ///   - take: takes what was made, in the file's order, and where it stands.
    func forEachBlock<Made: Sendable>(
        afterHeader: Bool,
        _ make: @Sendable (FieldBlock, Int) throws(RowFault) -> Made,
        take: (Made, BlockPlace) throws(FileError) -> Void
    ) throws(FileError) {
        var head = head
        if afterHeader, head.rowCount > 0 { head.removeFirstRow() }
        var (sources, number) = ([Source.fields(head)], 0)
        var results: [BlockResult<Made>] = []
        var order = BlockOrder(file: url.path)
        while !sources.isEmpty || !results.isEmpty {
            let before = results
            var taken = Result<Void, FileError>.success(())
            var following = Result<[[UInt8]], FileError>.success([])
            // What takes one thread is done beside what takes all: taking what was made of the blocks
            // before, and reading those that follow.
            results = work(on: sources, from: number, make) {
                taken = order.take(before, take)
                if case .success = taken { following = readBlocks() }
            }
            try taken.get()
            number += sources.count
            sources = try following.get().map(Source.bytes)
        }
    }

    private enum Source: Sendable {
        case fields(FieldBlock)
        case bytes([UInt8])
    }

    private func work<Made: Sendable>(
        on sources: [Source], from number: Int,
        _ make: @Sendable (FieldBlock, Int) throws(RowFault) -> Made, beside other: () -> Void
    ) -> [BlockResult<Made>] {
        let results = Mutex([BlockResult<Made>?](repeating: nil, count: sources.count))
        let (separator, width) = (separator, head.width == 0 ? nil : head.width)
        withoutActuallyEscaping(other) { other in
            // Only the first iteration calls it.
            nonisolated(unsafe) let other = other
            DispatchQueue.concurrentPerform(iterations: sources.count + 1) { index in
                guard index > 0 else { return other() }
                let result = DelimitedFile.result(
                    of: sources[index - 1], number: number + index - 1, separator, width, make)
                results.withLock { $0[index - 1] = result }
            }
        }
        return results.withLock { $0.compactMap { $0 } }
    }

    private func readBlocks() -> Result<[[UInt8]], FileError> {
        do throws(FileError) {
            var blocks: [[UInt8]] = []
            while blocks.count < blocksAtOnce, let block = try cutter.next() {
                blocks.append(block)
            }
            return .success(blocks)
        } catch {
            return .failure(error)
        }
    }

    private static func result<Made: Sendable>(
        of source: Source, number: Int, _ separator: UInt8, _ width: Int?,
        _ make: @Sendable (FieldBlock, Int) throws(RowFault) -> Made
    ) -> BlockResult<Made> {
        do throws(RowFault) {
            let block: FieldBlock
            switch source {
            case .fields(let fields): block = fields
            case .bytes(let bytes):
                block = try FieldParser.fields(of: bytes, separator: separator, width: width)
            }
            return BlockResult(
                rowCount: block.rowCount, width: block.width, lineCount: block.lineCount,
                blankLine: block.blankLine, made: .success(try make(block, number)))
        } catch {
            return BlockResult(made: .failure(error))
        }
    }
}
