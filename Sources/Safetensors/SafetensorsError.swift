/// A safetensors file cannot be read, or does not hold what was asked for.
package struct SafetensorsError: Error, Sendable, Equatable, CustomStringConvertible {
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

    package var description: String { "\(path): \(reason.text)" }
}

extension SafetensorsError.Reason {
    fileprivate var text: String {
        switch self {
        case .unreadable(let why):
            "the file cannot be read: \(why)"
        case .size(let expected, let got):
            "the file should have \(expected) bytes and has \(got); copy it again"
        case .header(let what):
            "the header of this safetensors file is malformed: \(what)"
        case .tensor(let name, let what):
            "the header's entry for \(name) is wrong: \(what)"
        case .damaged(let groups):
            """
            \(groups.joined(separator: ", ")) \(groups.count == 1 ? "is" : "are") damaged: the \
            bytes do not match their checksum. Copy the file again; if another program changed \
            it on purpose, remove the checksum entries from its metadata
            """
        case .missing(let name):
            "there is no tensor \(name)"
        case .mismatch(let name, let expected, let got):
            "\(name) should be \(expected) and is \(got)"
        }
    }
}
