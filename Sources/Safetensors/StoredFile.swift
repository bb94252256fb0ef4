import Foundation
import OnwardCompute

/// An open file that is read by place, so that of a file of any size only what is asked for is in
/// memory; or the bytes of one that somebody holds there.
///
/// Writing never changes a file in place, so its bytes stay as they are while this is open.
final class StoredFile: Sendable {
    let byteCount: Int
    private let content: Content

    private enum Content {
        case descriptor(Int32)
        case bytes([UInt8])
    }

    private static let chunkByteCount = 1 << 18

    /// Devices and pipes may never end, so only regular files are opened.
    init(_ url: URL) throws(SafetensorsError.Reason) {
        // Without O_NONBLOCK a pipe would be waited for before it can be refused.
        let descriptor = open(url.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw SafetensorsError.Reason.unreadable(String(cString: strerror(errno)))
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw SafetensorsError.Reason.unreadable("it is not a regular file")
        }
        content = .descriptor(descriptor)
        byteCount = Int(status.st_size)
    }

    init(_ bytes: [UInt8]) {
        content = .bytes(bytes)
        byteCount = bytes.count
    }

    deinit {
        if case .descriptor(let descriptor) = content { close(descriptor) }
    }

    /// Fills `target` with the bytes from place `offset` on.
    func read(
        at offset: Int, into target: inout MutableRawSpan
    ) throws(SafetensorsError.Reason) {
        let failure: String? = target.withUnsafeMutableBytes { bytes in
            switch content {
            case .bytes(let all) where offset + bytes.count <= all.count:
                bytes.copyBytes(from: all[offset..<offset + bytes.count])
                return nil
            case .bytes: return "it ends before its \(offset + bytes.count) bytes"
            case .descriptor(let descriptor):
                return StoredFile.read(descriptor, at: offset, into: bytes)
            }
        }
        if let failure { throw .unreadable(failure) }
    }

    /// - Returns: why it could not be done; nil where it was.
    private static func read(
        _ descriptor: Int32, at offset: Int, into bytes: UnsafeMutableRawBufferPointer
    ) -> String? {
        var done = 0
        while done < bytes.count {
            let count = pread(
                descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done,
                off_t(offset + done))
            if count > 0 {
                done += count
            } else if count == 0 {
                return "it ends before its \(offset + bytes.count) bytes"
            } else if errno != EINTR {
                return String(cString: strerror(errno))
            }
        }
        return nil
    }

    /// Some of the bytes.
    func bytes(_ range: Range<Int>) throws(SafetensorsError.Reason) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        var span = bytes.mutableSpan
        var target = span.mutableBytes
        try read(at: range.lowerBound, into: &target)
        return bytes
    }

    /// Some of the bytes, a chunk at a time.
    func forEachChunk(
        of range: Range<Int>, _ body: (RawSpan) -> Void
    ) throws(SafetensorsError.Reason) {
        for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.chunkByteCount) {
            let end = min(start + Self.chunkByteCount, range.upperBound)
            let chunk = try bytes(start..<end)
            body(chunk.span.bytes)
        }
    }
}
