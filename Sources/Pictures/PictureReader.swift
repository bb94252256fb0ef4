import Dispatch
import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings
import Synchronization

/// Decodes pictures on all cores into one store of bytes.
struct PictureReader: Sendable {
    let files: [PictureFile]
    let reading: PictureReading

    /// Size and color of every file; nil for one that cannot be read.
    func headers() -> [Picture.Header?] {
        let headers = Mutex([Picture.Header?](repeating: nil, count: files.count))
        forEach { index in
            let header = try? files[index].header(reading)
            headers.withLock { $0[index] = header }
        }
        return headers.withLock { $0 }
    }

    /// Decoded files.
    struct Pixels {
        /// [files, form.shape.count] of uint8; a row is zero where its file could not be read.
        let features: Matrix
        /// `ContentHash`es of the files' bytes.
        let contents: [UInt64]
        /// What is wrong with those files that could not be read.
        let faults: [Int: PictureFault]
    }

    /// - Throws: `FileError` where memory cannot hold so many.
    func read(_ form: PictureForm, from place: URL) throws(FileError) -> Pixels {
        let (byteCount, overflows) = files.count.multipliedReportingOverflow(by: form.shape.count)
        guard !overflows, byteCount < ProcessInfo.processInfo.physicalMemory else {
            throw FileError(
                .inconsistent, at: place, expected: "pictures that fit into the memory",
                got: "\(files.count) of \(form.size) pixels",
                remedy: "choose a smaller `image-size`")
        }
        nonisolated(unsafe) let features = Matrix(
            .uint8, rows: files.count, columns: form.shape.count)
        let contents = Mutex([UInt64](repeating: 0, count: files.count))
        let faults = Mutex([Int: PictureFault]())
        forEach { index in
            do throws(PictureFault) {
                let bytes = try files[index].bytes()
                let content = ContentHash.of(bytes)
                contents.withLock { $0[index] = content }
                let planes = try Picture.planes(of: bytes, form, reading)
                // Each file has a row of its own.
                features.rows(index..<index + 1).assign(bytes: planes.span.bytes)
            } catch {
                faults.withLock { $0[index] = error }
            }
        }
        return Pixels(
            features: features, contents: contents.withLock { $0 }, faults: faults.withLock { $0 })
    }

    private func forEach(_ body: @Sendable (Int) -> Void) {
        DispatchQueue.concurrentPerform(iterations: files.count, execute: body)
    }
}
