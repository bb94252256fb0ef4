/// Formats of pictures that are not read, so that files of theirs can be named.
enum ForeignFormat: String, CaseIterable {
    case webP = "WebP"
    case gif = "GIF"
    case bmp = "BMP"
    case tiff = "TIFF"
    case heic = "HEIC"
    case avif = "AVIF"
    case jpegXL = "JPEG XL"
    case jpeg2000 = "JPEG 2000"

    private var endings: [String] {
        switch self {
        case .webP: ["webp"]
        case .gif: ["gif"]
        case .bmp: ["bmp", "dib"]
        case .tiff: ["tif", "tiff"]
        case .heic: ["heic", "heif"]
        case .avif: ["avif"]
        case .jpegXL: ["jxl"]
        case .jpeg2000: ["jp2", "j2k"]
        }
    }

    /// By a name's ending.
    init?(named name: String) {
        let ending = PictureFile.ending(of: name)
        guard let format = ForeignFormat.allCases.first(where: { $0.endings.contains(ending) })
        else { return nil }
        self = format
    }

    /// By a file's first bytes.
    init?(content: [UInt8]) {
        let text = String(content.prefix(12).map { Character(Unicode.Scalar($0)) })
        let brand = text.dropFirst(4).hasPrefix("ftyp") ? text.dropFirst(8).prefix(4) : ""
        switch true {
        case text.hasPrefix("RIFF") && text.dropFirst(8).hasPrefix("WEBP"): self = .webP
        case text.hasPrefix("GIF8"): self = .gif
        case text.hasPrefix("BM"): self = .bmp
        case text.hasPrefix("II*\0") || text.hasPrefix("MM\0*"): self = .tiff
        case ["avif", "avis"].contains(brand): self = .avif
        case ["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1"].contains(brand): self = .heic
        case content.starts(with: [0xff, 0x0a]) || text.dropFirst(4).hasPrefix("JXL "):
            self = .jpegXL
        case text.dropFirst(4).hasPrefix("jP  "): self = .jpeg2000
        default: return nil
        }
    }
}
