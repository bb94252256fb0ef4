import Foundation
import OnwardSettings

/// Where the weights of a network lie: in memory, or in files of which memory holds what is in use.
public struct WeightStorage: Sendable, Hashable {
    /// The files' folder; nil for memory. The files have no names: they are gone when the network is,
    /// or the program, however it ends.
    package let folder: URL?
    /// Whether all have their places and nothing is drawn or written: enough to plan a training
    /// that may be larger than the machine, and for nothing else.
    package let isPlanned: Bool

    /// In memory: the default.
    public static let memory = WeightStorage(folder: nil, isPlanned: false)

    /// In files without names in `folder`, so that weights may take more bytes than there is memory.
    ///
    /// The folder is made where there is none; `Network` throws where that cannot be, or there is no
    /// room for the weights.
    public static func files(in folder: URL) -> WeightStorage {
        WeightStorage(folder: folder, isPlanned: false)
    }

    /// The same as a plan.
    package var planned: WeightStorage { WeightStorage(folder: folder, isPlanned: true) }

    /// Room for numbers, all zero.
    ///
    /// - Throws: where the folder cannot be made, or has no room for them.
    package func matrix(rows: Int, columns: Int) throws(FileError) -> Matrix {
        let (count, isBeyond) = rows.multipliedReportingOverflow(by: columns)
        let byteCount =
            isBeyond || count > Int.max / ElementType.float32.byteCount
            ? Int.max : count * ElementType.float32.byteCount
        guard let folder, !isPlanned, byteCount > 0 else {
            guard Memory.hasPlaces(for: byteCount) else {
                throw FileError(
                    .noRoom, at: "memory", expected: "room for \(rows) × \(columns) weights",
                    got: "none so large", remedy: "make the layer smaller")
            }
            return Matrix(rows: rows, columns: columns)
        }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw FileError(
                .inaccessible, at: folder, expected: "a folder for weights of \(byteCount) bytes",
                got: error.localizedDescription, remedy: "choose another folder on a disk")
        }
        let memory = try Memory(byteCount: byteCount, inFileIn: folder)
        return Matrix(
            memory: memory, start: memory.start, elementType: .float32, rows: rows,
            columns: columns)
    }
}
