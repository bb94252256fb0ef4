import CFiles

/// Undoes gzip piece by piece, or the bare stream that ZIP archives hold; the only caller of zlib.
final class Inflater {
    enum Progress: Equatable {
        /// More is to come from what follows.
        case inside
        /// The compressed stream ended, and its length and checksum are right.
        case ended
        /// zlib's reason.
        case damaged(String)
    }

    /// zlib compares the address with the one it was set up with, so it must never move.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

    init(isRaw: Bool = false) {
        stream.initialize(to: z_stream())
        // The widest window; 16 more for gzip's header and trailer instead of zlib's, less than 0
        // for neither.
        let status = inflateInit2_(
            stream, isRaw ? -15 : 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib could not begin (status \(status))")
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// Makes ready for another compressed stream.
    func restart() { inflateReset(stream) }

    /// Takes bytes from the front of `input` and writes what they say to `output` from `filled` on.
    func inflate(
        _ input: inout ArraySlice<UInt8>, into output: inout [UInt8], filled: inout Int
    ) -> Progress {
        let (available, room) = (input.count, output.count - filled)
        let status = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.pointee.next_in = source.baseAddress
                stream.pointee.avail_in = UInt32(available)
                stream.pointee.next_out = target.baseAddress.map { $0 + filled }
                stream.pointee.avail_out = UInt32(room)
                return CFiles.inflate(stream, Z_NO_FLUSH)
            }
        }
        input.removeFirst(available - Int(stream.pointee.avail_in))
        filled += room - Int(stream.pointee.avail_out)
        switch status {
        case Z_OK: return .inside
        case Z_STREAM_END: return .ended
        default:
            let reason = stream.pointee.msg.map { String(cString: $0) }
            return .damaged(reason ?? "zlib's status \(status)")
        }
    }
}
