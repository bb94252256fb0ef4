import Foundation
import OnwardCompute
import OnwardSettings

/// Several safetensors files that are one by an index beside them, in the form that others write too:
///
///     {"metadata": {…}, "weight_map": {"name": "file", …}}
///
/// A file may lie in a folder beside the index. Whoever writes a new set writes its files first, in a folder
/// of their own, and then the index, which appears whole or not at all: so an index names a whole set.
package struct SafetensorsIndex: TensorSource {
    package let path: String
    package let metadata: [String: String]
    private let files: [SafetensorsFile]
    /// By a tensor's name, which file has it.
    private let places: [String: Int]

    private struct Content: Codable {
        let metadata: [String: String]
        let places: [String: String]

        enum CodingKeys: String, CodingKey {
            case metadata
            case places = "weight_map"
        }
    }

    package init(reading url: URL) throws {
        let content: Content
        do {
            content = try JSONDecoder().decode(Content.self, from: Data(contentsOf: url))
        } catch let error as DecodingError {
            throw SafetensorsIndex.damaged(url, "\(error)")
        } catch {
            throw FileError(
                .inaccessible, at: url, expected: "a file that can be read",
                got: error.localizedDescription, remedy: "check the path and its permissions")
        }
        let names = Set(content.places.values).sorted()
        if let outside = names.first(where: {
            $0.hasPrefix("/") || $0.split(separator: "/").contains("..")
        }) {
            throw SafetensorsIndex.damaged(url, "\(outside), which lies elsewhere")
        }
        path = url.path
        metadata = content.metadata
        let folder = url.deletingLastPathComponent()
        files = try names.map { try SafetensorsFile(reading: folder.appending(path: $0)) }
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        places = content.places.compactMapValues { numbers[$0] }
        for (name, place) in places where files[place][name] == nil {
            throw SafetensorsIndex.damaged(
                url, "\(name) in \(files[place].path), which has none of that name")
        }
    }

    private static func damaged(_ url: URL, _ got: String) -> FileError {
        FileError(
            .damaged, at: url, expected: "an index of tensors and the files beside it", got: got,
            remedy: "copy the folder again, with all that is in it")
    }

    /// Writes an index, whole or not at all.
    ///
    /// - Parameter places: by a tensor's name, its file's path from the index' folder.
    package static func write(
        metadata: [String: String], places: [String: String], to url: URL
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let content = Content(metadata: metadata, places: places)
        try AtomicFile.write(try encoder.encode(content), to: url)
    }

    /// What a path names: a file, or an index of several.
    package static func open(_ url: URL) throws -> any TensorSource {
        url.pathExtension == "json"
            ? try SafetensorsIndex(reading: url) : try SafetensorsFile(reading: url)
    }

    package var tensors: [TensorEntry] { files.flatMap(\.tensors) }

    package subscript(name: String) -> TensorEntry? { places[name].flatMap { files[$0][name] } }

    package func read(
        _ name: String, shape: [Int], into matrix: Matrix
    ) throws(SafetensorsError) {
        try file(of: name).read(name, shape: shape, into: matrix)
    }

    package func matrix(_ name: String) throws(SafetensorsError) -> Matrix {
        try file(of: name).matrix(name)
    }

    private func file(of name: String) throws(SafetensorsError) -> SafetensorsFile {
        guard let place = places[name] else {
            throw SafetensorsError(path: path, reason: .missing(name: name))
        }
        return files[place]
    }
}
