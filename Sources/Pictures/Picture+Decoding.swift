import Foundation

extension Picture {
    /// What the bytes of a PNG or JPEG file say of their picture.
    static func header(
        of bytes: [UInt8], _ reading: PictureReading
    ) throws(PictureFault) -> Header {
        if bytes.starts(with: PNG.signature) {
            let header = try PNG.header(of: bytes)
            guard reading == .asViewed else { return header }
            return Header(
                size: PNGChunks(bytes).orientation.shown(header.size), isColor: header.isColor)
        }
        try checkJPEG(bytes)
        return try JPEG(bytes, reading).header
    }

    /// The picture of a file's bytes in a form that networks are shown.
    ///
    /// - Returns: plane by plane, as many bytes as the form's shape has numbers.
    static func planes(
        of bytes: [UInt8], _ form: PictureForm, _ reading: PictureReading
    ) throws(PictureFault) -> [UInt8] {
        let picture: Picture
        if bytes.starts(with: PNG.signature) {
            let stored = try PNG.decode(bytes, reading)
            picture = reading == .asViewed ? PNGChunks(bytes).orientation.shown(stored) : stored
        } else {
            try checkJPEG(bytes)
            picture = try JPEG(bytes, reading).decode(form.color, least: form.size)
        }
        return (form.color == .gray ? picture.gray : picture).planes(form)
    }

    private static func checkJPEG(_ bytes: [UInt8]) throws(PictureFault) {
        guard !bytes.isEmpty else { throw PictureFault("an empty file") }
        guard !bytes.starts(with: JPEG.signature) else { return }
        let format = ForeignFormat(content: bytes)
        let name = format.map { " but \($0.rawValue)" } ?? ""
        let first = bytes.prefix(8).map { String(format: "%02x", $0) }.joined(separator: " ")
        throw PictureFault("neither PNG nor JPEG\(name) (it begins with \(first))", format)
    }
}
