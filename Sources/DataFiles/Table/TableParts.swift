import Foundation
import OnwardData

/// The tables of a folder, by what they are for: train.csv, test.csv and val.csv, or as parts are called
/// otherwise, with any of the endings.
struct TableParts {
    private static let endings = ["csv", "tsv", "tab", "data"]

    /// To train on, to test with and, where there is one beside these, to validate with.
    let urls: [URL]

    /// Nil where the folder does not have the first two.
    init?(in folder: URL) {
        guard folder.hasDirectoryPath else { return nil }
        let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
            .filter { !$0.hasPrefix(".") }.map { folder.appending(path: $0) }
            .filter(TableParts.isTable).sorted { TableParts.rank($0) < TableParts.rank($1) }
        func file(_ part: DataPart) -> URL? {
            files.first { DataPart(named: TableParts.stem(of: $0)) == part }
        }
        guard let train = file(.train), let test = file(.test) ?? file(.validation) else {
            return nil
        }
        let validation = file(.validation).flatMap { $0 == test ? nil : $0 }
        urls = [train, test] + (validation.map { [$0] } ?? [])
    }

    static func isTable(_ url: URL) -> Bool { endings.contains(ending(of: url)) }

    private static func plain(_ url: URL) -> URL {
        url.pathExtension.lowercased() == "gz" ? url.deletingPathExtension() : url
    }

    private static func ending(of url: URL) -> String { plain(url).pathExtension.lowercased() }

    private static func stem(of url: URL) -> String {
        plain(url).deletingPathExtension().lastPathComponent
    }

    /// Files of one part in several forms: the first of the endings, and what is not compressed.
    private static func rank(_ url: URL) -> (Int, Int, String) {
        (
            endings.firstIndex(of: ending(of: url)) ?? 0,
            url.pathExtension.lowercased() == "gz" ? 1 : 0, url.lastPathComponent
        )
    }
}
