import CZlib

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

    private let stream: OpaquePointer

    init(isRaw: Bool = false) {
        // The widest window; 16 more for gzip's header and trailer instead of zlib's, less than 0
        // for neither.
        guard let stream = onward_inflater_make(isRaw ? -15 : 15 + 16) else {
            preconditionFailure("zlib could not begin: no memory")
        }
        self.stream = stream
    }

    deinit { onward_inflater_free(stream) }

    /// Makes ready for another compressed stream.
    func restart() { onward_inflater_restart(stream) }

    /// Takes bytes of `input` from `taken` on and writes what they say to `output` from `filled` on;
    /// moves both places.
    func inflate(
        _ input: [UInt8], taken: inout Int, into output: inout [UInt8], filled: inout Int
    ) -> Progress {
        let room = output.count
        let status = onward_inflate(
            stream, input, input.count, &taken, &output, room, &filled)
        switch status {
        case Z_OK: return .inside
        case Z_STREAM_END: return .ended
        default:
            let reason = onward_inflater_message(stream).map { String(cString: $0) }
            return .damaged(reason ?? "zlib's status \(status)")
        }
    }
}
