import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

extension IDXFolder {
    /// Samples that are collected and written at a time.
    private static let partCount = 1024

    /// Writes the four files, uncompressed, into this folder, which must be there.
    ///
    /// Images are written as float32, so that what is read again is the same to the bit; the files'
    /// names stay those of the bytes. The classes' names are not kept.
    ///
    /// - Throws: `FileError` where samples are not [1, height, width], a label is above 255, or the
    ///   system refuses.
    package func write(_ dataset: Dataset) throws(FileError) {
        let shape = dataset.shape.dimensions
        guard shape.count == 3, shape[0] == 1 else {
            throw FileError(
                .inconsistent, at: dataset.name, expected: "samples of [1, height, width]",
                got: "\(dataset.shape)", remedy: "IDX files hold grey images only")
        }
        guard dataset.classes.count <= 256 else {
            throw FileError(
                .inconsistent, at: dataset.name, expected: "256 classes or fewer",
                got: "\(dataset.classes.count)", remedy: "IDX files hold labels of one byte")
        }
        for (part, samples) in [(DataPart.train, dataset.train), (.test, dataset.test)] {
            try write(
                IDXNames.usual(part, .images), .float32, sizes: [samples.count] + shape.dropFirst()
            ) { file in
                try IDXFolder.writeImages(of: samples, to: file)
            }
            try write(IDXNames.usual(part, .labels), .uint8, sizes: [samples.count]) { file in
                try file.write(contentsOf: Data(samples.allLabels.map { UInt8($0) }))
            }
        }
    }

    private func write(
        _ name: String, _ type: ElementType, sizes: [Int], _ fill: (FileHandle) throws -> Void
    ) throws(FileError) {
        let file = url.appending(path: name)
        var header = IDXFile.magic(type, dimensions: sizes.count)
        for size in sizes {
            header += stride(from: 24, through: 0, by: -8).map { UInt8(size >> $0 & 255) }
        }
        do {
            try Data().write(to: file)
            let handle = try FileHandle(forWritingTo: file)
            defer { try? handle.close() }
            try handle.write(contentsOf: Data(header))
            try fill(handle)
            try handle.synchronize()
        } catch {
            throw FileError(
                .inaccessible, at: file, expected: "a file that can be written",
                got: error.localizedDescription,
                remedy: "check the folder's permissions and the room on the disk")
        }
    }

    private static func writeImages(of samples: Samples, to file: FileHandle) throws {
        let engine = Engine()
        for first in stride(from: 0, to: samples.count, by: partCount) {
            let rows = first..<min(first + partCount, samples.count)
            let images = Matrix(rows: rows.count, columns: samples.shape.count)
            samples.gather(
                Matrix(rows.map { Int32($0) }, columns: 1), into: images,
                labels: Matrix(.int32, rows: rows.count, columns: 1), on: engine)
            var bytes = images.bytes.withUnsafeBytes { ArraySlice($0) }
            IDXFile.exchangeBytes(&bytes)
            try file.write(contentsOf: Data(bytes))
        }
    }
}
