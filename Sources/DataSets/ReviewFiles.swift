import Foundation
import OnwardData
import OnwardDataFiles
import OnwardSettings

/// The reviews of aclImdb, from the folder or from the archive it is published as, unpacked in
/// memory alone and one review at a time.
struct ReviewFiles {
    static let classes = ["neg", "pos"]

    /// One review.
    struct Review {
        let isTest: Bool
        let label: Int
        /// Its path in the data set.
        let name: String
        let text: [UInt8]
    }

    private enum Form {
        /// With train and test in it.
        case folder(URL)
        case archive(URL)
    }

    private let form: Form

    /// Nil where a folder has no reviews in any form.
    init?(in folder: URL) {
        let manager = FileManager.default
        let folders = [folder.appending(path: "aclImdb"), folder]
        let parts = ["train/neg", "train/pos", "test/neg", "test/pos"]
        let whole = folders.first { folder in
            parts.allSatisfy { manager.fileExists(atPath: folder.appending(path: $0).path) }
        }
        if let whole {
            form = .folder(whole)
            return
        }
        let names = (try? manager.contentsOfDirectory(atPath: folder.path)) ?? []
        let archive = names.sorted().first {
            $0.hasPrefix("aclImdb") && ($0.hasSuffix(".tar") || $0.hasSuffix(".tar.gz"))
        }
        guard let archive else { return nil }
        form = .archive(folder.appending(path: archive))
    }

    var url: URL {
        switch form {
        case .folder(let url), .archive(let url): url
        }
    }

    /// All labelled reviews, always in the same order.
    func visit(_ body: (Review) -> Void) throws(FileError) {
        switch form {
        case .folder(let url):
            for (index, part) in ["train", "test"].enumerated() {
                for (label, name) in ReviewFiles.classes.enumerated() {
                    let folder = "\(part)/\(name)"
                    let files = try TextFiles.texts(
                        in: FilePath(url.appending(path: folder)), prefix: folder + "/")
                    for file in files {
                        body(
                            Review(
                                isTest: index == 1, label: label, name: file.name,
                                text: try file.read()))
                    }
                }
            }
        case .archive(let url):
            let archive = try TarArchive(url)
            while let entry = try archive.next(where: { ReviewFiles.place($0) != nil }) {
                guard let place = ReviewFiles.place(entry.name) else { continue }
                body(
                    Review(
                        isTest: place.isTest, label: place.label, name: place.name,
                        text: entry.content))
            }
        }
    }

    /// What `aclImdb/train/pos/0_9.txt` says; nil for a name of another form. Nothing is written by
    /// these names, so they cannot lead anywhere.
    static func place(_ name: String) -> (isTest: Bool, label: Int, name: String)? {
        let parts = name.split(separator: "/").suffix(3)
        guard parts.count == 3, name.hasSuffix(".txt"), let part = parts.first,
            part == "train" || part == "test",
            let label = classes.firstIndex(of: String(parts[parts.startIndex + 1]))
        else { return nil }
        return (part == "test", label, parts.joined(separator: "/"))
    }
}
