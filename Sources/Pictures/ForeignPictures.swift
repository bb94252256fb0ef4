import Foundation

/// How many files there are in formats of pictures that are not read.
struct ForeignPictures {
    private var counts: [ForeignFormat: Int] = [:]
    private var endings: Set<String> = []

    var isEmpty: Bool { counts.isEmpty }

    mutating func take(_ format: ForeignFormat, named name: String) {
        counts[format, default: 0] += 1
        endings.insert(PictureFile.ending(of: name))
    }

    mutating func take(_ others: ForeignPictures) {
        counts.merge(others.counts, uniquingKeysWith: +)
        endings.formUnion(others.endings)
    }

    /// Such as `12 WebP and 3 GIF files`.
    var description: String {
        let parts = ForeignFormat.allCases.compactMap { format in
            counts[format].map { "\($0) \(format.rawValue)" }
        }
        let first = parts.dropLast().joined(separator: ", ")
        let isOne = counts.values.reduce(0, +) == 1
        return [first, parts.last ?? ""].filter { !$0.isEmpty }.joined(separator: " and ")
            + (isOne ? " file" : " files")
    }

    /// What is to be said of them; nil where there are none.
    func finding(in folder: URL) -> String? {
        isEmpty ? nil : "not read: \(description); \(conversion(in: folder.path))"
    }

    /// The line that makes PNG files of those in a folder and its folders, for ImageMagick.
    func conversion(in folder: String) -> String {
        let names = endings.sorted().map { "-iname '*.\($0)'" }.joined(separator: " -o ")
        let quoted = folder.replacing("'", with: "'\\''")
        return "convert them by `find '\(quoted)' \\( \(names) \\) -exec mogrify -format png {} +`"
    }
}
