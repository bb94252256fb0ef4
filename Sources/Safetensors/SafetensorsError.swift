import OnwardSettings

/// A safetensors file cannot be read, or does not hold what was asked for.
package struct SafetensorsError: OnwardError, Equatable {
    package enum Reason: Error, Sendable, Equatable {
        /// The system does not give the file out, or it is no file.
        case unreadable(String)
        /// Fewer or more bytes than the header says; sizes in bytes of the whole file.
        case size(expected: Int, got: Int)
        /// The header is not one, or names something twice.
        case header(String)
        /// What the header says of one tensor cannot be.
        case tensor(name: String, String)
        /// The bytes are not those that were written. Groups are named as `TensorEntry.group`.
        case damaged(groups: [String])
        /// No tensor of this name is there.
        case missing(name: String)
        /// The tensor is not of the expected form.
        case mismatch(name: String, expected: String, got: String)
    }

    package let path: String
    package let reason: Reason

    package var kind: ErrorKind { .files }
    package var subject: String { path }
    package var expected: String { reason.text.expected }
    package var got: String? { reason.text.got }
    package var remedy: String? { reason.remedy }
}

extension SafetensorsError.Reason {
    fileprivate var text: (expected: String, got: String) {
        switch self {
        case .unreadable(let why):
            ("a file that can be read", why)
        case .size(let expected, let got):
            ("\(expected) bytes", "\(got)")
        case .header(let what):
            ("the header of a safetensors file", "one that is malformed: \(what)")
        case .tensor(let name, let what):
            ("a header whose entry for \(name) holds", "one where \(what)")
        case .damaged(let groups):
            (
                "bytes that match their checksums",
                "a file in which \(groups.joined(separator: ", ")) "
                    + "\(groups.count == 1 ? "is" : "are") damaged"
            )
        case .missing(let name):
            ("a tensor \(name)", "none of that name")
        case .mismatch(let name, let expected, let got):
            ("\(name) to be \(expected)", got)
        }
    }

    fileprivate var remedy: String {
        switch self {
        case .unreadable: "check the path and its permissions"
        case .size, .header, .tensor: "copy the file again"
        case .damaged:
            "copy the file again; if another program changed it on purpose, remove the checksum "
                + "entries from its metadata"
        case .missing, .mismatch: "give the file that was written for this network"
        }
    }
}
