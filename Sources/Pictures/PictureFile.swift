import Foundation
import OnwardDataFiles

/// A PNG or JPEG file, told apart by its first bytes and never by its name.
struct PictureFile: Sendable {
    let path: FilePath
    /// What it is called in its data set.
    let name: String
    /// What is in it, where it is not on the disk.
    private let content: [UInt8]?

    init(_ path: FilePath, name: String? = nil, content: [UInt8]? = nil) {
        self.path = path
        self.name = name ?? path.text
        self.content = content
    }

    /// Endings that files with pictures are found by, in small letters.
    private static let endings: Set<String> = ["png", "jpg", "jpeg", "jpe", "jfif"]
    /// No picture that can be read takes more bytes.
    private static let greatestByteCount = 1 << 28
    /// Headers of most files are this short.
    private static let usualHeaderByteCount = 1 << 16

    /// Whether a name ends as pictures' do.
    static func isNamed(_ name: String) -> Bool { endings.contains(ending(of: name)) }

    /// What stands behind a name's last dot, in small letters.
    static func ending(of name: String) -> String {
        guard let dot = name.lastIndex(of: "."), name.first != "." else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    /// Size and color, decoded from the front of the file alone where that is enough.
    func header(_ reading: PictureReading) throws(PictureFault) -> Picture.Header {
        let front = try bytes(atMost: PictureFile.usualHeaderByteCount)
        if let header = try? Picture.header(of: front, reading) { return header }
        return try Picture.header(of: bytes(), reading)
    }

    func bytes(
        atMost limit: Int = PictureFile.greatestByteCount
    ) throws(PictureFault) -> [UInt8] {
        if let content { return content }
        // Without waiting, because a pipe of this name would never answer.
        let file = open(path.cString, O_RDONLY | O_NONBLOCK)
        guard file >= 0 else { throw PictureFile.unreadable }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw PictureFile.unreadable }
        guard status.st_mode & S_IFMT == S_IFREG else { throw PictureFault("not a file") }
        let count = Int(status.st_size)
        guard count <= PictureFile.greatestByteCount else {
            throw PictureFault(
                "\(count) bytes; at most \(PictureFile.greatestByteCount) can be read")
        }
        var bytes = [UInt8](repeating: 0, count: min(count, limit))
        var filled = 0
        while filled < bytes.count {
            let added = bytes.withUnsafeMutableBytes { room in
                Foundation.read(file, room.baseAddress.map { $0 + filled }, room.count - filled)
            }
            guard added >= 0 else { throw PictureFile.unreadable }
            if added == 0 { break }
            filled += added
        }
        return Array(bytes.prefix(filled))
    }

    private static var unreadable: PictureFault {
        PictureFault("it cannot be read (\(String(cString: strerror(errno))))")
    }
}
