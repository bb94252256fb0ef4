import Foundation

/// A file or folder in a folder.
package struct FolderEntry: Sendable {
    /// The name as the file system has it.
    let bytes: [UInt8]
    /// The name as text in one form (Unicode's NFC), in which names are compared.
    package let name: String
    /// A link to a folder is one as well.
    package let isFolder: Bool
    package let isLink: Bool

    init(bytes: [UInt8], isFolder: Bool, isLink: Bool) {
        self.bytes = bytes
        name = FolderEntry.name(String(decoding: bytes, as: UTF8.self))
        self.isFolder = isFolder
        self.isLink = isLink
    }

    /// A name in the form in which names are compared.
    package static func name(_ text: String) -> String {
        text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
    }
}
