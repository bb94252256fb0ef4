import Foundation

/// A PNG or JPEG file, told apart by its first bytes and never by its name.
struct PictureFile: Sendable {
    let path: String
    /// What is in it, where it is not on the disk.
    private let content: [UInt8]?

    init(path: String, content: [UInt8]? = nil) {
        self.path = path
        self.content = content
    }

    /// Endings that files with pictures are found by, in small letters.
    static let endings: Set<String> = ["png", "jpg", "jpeg"]
    /// No picture that can be read takes more bytes.
    private static let greatestByteCount = 1 << 28
    /// Headers of most files are this short.
    private static let usualHeaderByteCount = 1 << 16

    /// Whether a name ends as pictures' do.
    static func isNamed(_ name: String) -> Bool {
        guard let dot = name.lastIndex(of: "."), name.first != "." else { return false }
        return endings.contains(name[name.index(after: dot)...].lowercased())
    }

    /// Size and color, decoded from the front of the file alone where that is enough.
    func header() throws(PictureFault) -> Picture.Header {
        let front = try bytes(atMost: PictureFile.usualHeaderByteCount)
        if let header = try? PictureFile.header(of: front) { return header }
        return try PictureFile.header(of: bytes())
    }

    /// The picture in a form that networks are shown.
    ///
    /// - Returns: plane by plane, as many bytes as the form's shape has numbers.
    func read(_ form: PictureForm) throws(PictureFault) -> [UInt8] {
        let bytes = try bytes()
        let picture: Picture
        if bytes.starts(with: PNG.signature) {
            picture = try PNG.decode(bytes)
        } else {
            try PictureFile.checkJPEG(bytes)
            picture = try JPEG(bytes).decode(form.color, least: form.size)
        }
        return (form.color == .gray ? picture.gray : picture).planes(form)
    }

    private static func header(of bytes: [UInt8]) throws(PictureFault) -> Picture.Header {
        if bytes.starts(with: PNG.signature) { return try PNG.header(of: bytes) }
        try checkJPEG(bytes)
        return try JPEG(bytes).header
    }

    private static func checkJPEG(_ bytes: [UInt8]) throws(PictureFault) {
        guard !bytes.isEmpty else { throw PictureFault("an empty file") }
        guard bytes.starts(with: JPEG.signature) else {
            let first = bytes.prefix(8).map { String(format: "%02x", $0) }.joined(separator: " ")
            throw PictureFault("neither PNG nor JPEG (it begins with \(first))")
        }
    }

    private func bytes(
        atMost limit: Int = PictureFile.greatestByteCount
    ) throws(PictureFault) -> [UInt8] {
        if let content { return content }
        // Without waiting, because a pipe of this name would never answer.
        let file = open(path, O_RDONLY | O_NONBLOCK)
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
