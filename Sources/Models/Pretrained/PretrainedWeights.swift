import Foundation
import OnwardCompute
import OnwardNetworks
import OnwardSafetensors
import OnwardSettings

/// Weights from elsewhere, under PyTorch's names and in its layouts: a safetensors file, an index of
/// several (`model.safetensors.index.json`), or a folder that has one of them.
///
/// They may be F16, BF16, F32 or F64, and are read as float32. A network takes all of its weights or none:
/// what is missing or of another shape is an error that lists it, as PyTorch's strict loading does. Tensors
/// that the network has no place for are no error.
package struct PretrainedWeights {
    private let url: URL
    private let names: TensorNames
    private let files: [SafetensorsFile]
    /// By the other program's name, which file has a tensor.
    private let places: [String: Int]

    private static let indexName = "model.safetensors.index.json"

    package init(reading url: URL, names: TensorNames = TensorNames()) throws {
        try PretrainedWeights.refusePickle(url)
        let url = PretrainedWeights.place(url)
        let files = try PretrainedWeights.files(of: url).map(SafetensorsFile.init(reading:))
        self.url = url
        self.names = names
        self.files = files
        places = Dictionary(
            files.enumerated().flatMap { number, file in
                file.tensors.map { ($0.name, number) }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Gives a network these weights. What validation told of its blocks is forgotten.
    ///
    /// - Throws: where any of its weights is missing or of another shape; then nothing has changed.
    package func load(into network: Network) throws {
        let weights = network.weights.map { (tensor: $0, name: names.other($0.name)) }
        var (missing, other) = ([String](), [String]())
        for (tensor, name) in weights {
            guard let place = places[name], let entry = files[place][name] else {
                missing.append(name == tensor.name ? name : "\(name) (for \(tensor.name))")
                continue
            }
            guard entry.shape == tensor.shape, entry.isReadAsFloat32 else {
                other.append(
                    "\(name) of \(entry.shape) \(entry.type.rawValue) (for \(tensor.shape))")
                continue
            }
        }
        guard missing.isEmpty && other.isEmpty else {
            throw mismatch(
                missing: missing, other: other, unexpected: unexpected(by: network))
        }
        for (tensor, name) in weights {
            guard let place = places[name] else { continue }
            try files[place].read(name, shape: tensor.shape, into: tensor.matrix)
            tensor.matrix.evict()
        }
        network.voteWeights = nil
    }

    /// Names in the file that a network has no place for.
    package func unexpected(by network: Network) -> [String] {
        let wanted = Set(network.weights.map { names.other($0.name) })
        return places.keys.filter { !wanted.contains($0) }.sorted()
    }

    private func mismatch(missing: [String], other: [String], unexpected: [String]) -> FileError {
        let parts = [
            ("missing", missing), ("of another shape or type", other),
            ("unexpected", unexpected),
        ].filter { !$0.1.isEmpty }
        return FileError(
            .inconsistent, at: url, expected: "a tensor for each of the network's weights",
            got: parts.map { "\($0.0): \(PretrainedWeights.list($0.1))" }.joined(separator: "; "),
            remedy: "build the network as that of the file, and say by what names its tensors begin"
        )
    }

    /// The first few of many.
    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(8).joined(separator: ", ")
        return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
    }

    /// What is meant by a folder.
    private static func place(_ url: URL) -> URL {
        let found = [indexName, ModelFile.name].map { url.appending(path: $0) }.first {
            FileManager.default.fileExists(atPath: $0.path)
        }
        return found ?? url
    }

    /// The one file, or those that an index names.
    private static func files(of url: URL) throws -> [URL] {
        guard url.pathExtension == "json" else { return [url] }
        struct Index: Decodable {
            let files: [String: String]

            enum CodingKeys: String, CodingKey {
                case files = "weight_map"
            }
        }
        let index: Index
        do {
            index = try JSONDecoder().decode(Index.self, from: Data(contentsOf: url))
        } catch let error as DecodingError {
            throw FileError(
                .damaged, at: url, expected: "an index with a weight_map of names and files",
                got: "\(error)", remedy: "give the index that lies beside the files, or one file")
        } catch {
            throw FileError(
                .inaccessible, at: url, expected: "a file that can be read",
                got: error.localizedDescription, remedy: "check the path and its permissions")
        }
        let names = Set(index.files.values).sorted()
        if let outside = names.first(where: { $0.contains("/") || $0 == ".." }) {
            throw FileError(
                .damaged, at: url, expected: "files beside the index", got: outside,
                remedy: "copy them all into one folder")
        }
        return names.map { url.deletingLastPathComponent().appending(path: $0) }
    }

    /// PyTorch's own files are programs: opening one can run anything.
    private static func refusePickle(_ url: URL) throws(FileError) {
        guard ["pt", "pth", "bin", "pkl", "ckpt"].contains(url.pathExtension.lowercased()) else {
            return
        }
        let target = url.deletingPathExtension().appendingPathExtension("safetensors")
        throw FileError(
            .foreign, at: url, expected: "a safetensors file",
            got: "one of PyTorch's, which is a pickle that can run any code",
            remedy: """
                convert it where you trust it: python3 -c "import torch; from safetensors.torch \
                import save_file; save_file(torch.load('\(url.lastPathComponent)', \
                weights_only=True), '\(target.lastPathComponent)')"
                """)
    }
}
