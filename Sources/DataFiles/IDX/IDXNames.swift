import Foundation
import OnwardData
import OnwardSettings

/// Which IDX files a folder has, by their names: `train-images-idx3-ubyte`, `t10k-labels.idx1-ubyte.gz`,
/// `emnist-letters-test-images-idx3-ubyte` and the like.
struct IDXNames {
    enum Content: String, CaseIterable {
        case images, labels
    }

    private let folder: URL
    /// By what stands in front of their part's name, `""` for nothing.
    private var files: [String: [DataPart: [Content: URL]]] = [:]

    init(in folder: URL) {
        self.folder = folder
        // In order, so that a plain file comes before a compressed one.
        let names = ArrayFiles.files(in: folder).sorted()
        for name in names {
            guard let (set, part, content) = IDXNames.meaning(of: name) else { continue }
            if files[set]?[part]?[content] == nil {
                files[set, default: [:]][part, default: [:]][content] = folder.appending(path: name)
            }
        }
    }

    var isEmpty: Bool { files.isEmpty }

    /// A file of the folder's data set; nil where it is not there.
    subscript(part: DataPart, content: Content) -> URL? {
        (files[""] ?? files.first?.value)?[part]?[content]
    }

    /// - Throws: `FileError` where there are several data sets.
    func check() throws(FileError) {
        guard files.count > 1, files[""] == nil else { return }
        throw FileError(
            .inconsistent, at: folder, expected: "the IDX files of one data set",
            got: "those of \(FileError.list(files.keys.sorted()))",
            remedy: "put each of them into a folder of its own")
    }

    /// What a file is called where nothing else is known.
    static func usual(_ part: DataPart, _ content: Content) -> String {
        let name = part == .test ? "t10k" : part.names[0]
        return "\(name)-\(content.rawValue)-idx\(content == .images ? 3 : 1)-ubyte"
    }

    private static func meaning(
        of name: String
    ) -> (set: String, part: DataPart, content: Content)? {
        let words = name.lowercased().split { "-._ ".contains($0) }.map(String.init)
        guard words.contains(where: { $0.hasPrefix("idx") }),
            let place = words.firstIndex(where: { Content(rawValue: $0) != nil }), place > 0,
            let content = Content(rawValue: words[place])
        else { return nil }
        let word = words[place - 1]
        guard let part = word == "t10k" ? .test : DataPart(named: word) else { return nil }
        return (words[..<(place - 1)].joined(separator: "-"), part, content)
    }
}
