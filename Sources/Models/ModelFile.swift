import Foundation
import OnwardCatalog
import OnwardCompute
import OnwardData
import OnwardNetworks
import OnwardSafetensors
import OnwardSettings

/// A trained network on disk: a safetensors file whose metadata says how to build the network.
///
/// Tensors carry PyTorch's names and layouts (`blocks.0.layers.0.weight`, outputs first), so the
/// file opens wherever safetensors do. No other file is needed to evaluate or predict.
package struct ModelFile {
    package let network: Network
    /// The recipe that it was trained by, as the file holds it; nil where the network did not come
    /// from one.
    package let recipeText: String?
    /// What training amounted to; nil where it is not known.
    package let record: TrainingRecord?
    /// Which samples it was trained on, and which it was not; nil where that is not known.
    package let samples: SampleRegister?
    /// What was done to the network after it was trained, in sentences, oldest first.
    package let edits: [String]
    /// What a reader should know of the file, in sentences; empty for one that Onward wrote.
    package let notes: [String]

    package init(
        _ network: Network, recipeText: String? = nil, record: TrainingRecord? = nil,
        samples: SampleRegister? = nil, edits: [String] = []
    ) {
        self.network = network
        self.samples = samples
        self.recipeText = recipeText
        self.record = record
        self.edits = edits
        notes = []
    }

    /// Reads and checks a file; damage is named by block.
    ///
    /// - Parameters:
    ///   - url: the file, or the folder of a run that has one.
    ///   - storage: where the network's weights are to lie.
    ///   - catalog: where its layers, objective and preparation are looked up by name.
    package init(
        reading url: URL, storage: WeightStorage = .memory, catalog: Catalog = .standard
    ) throws {
        try self.init(
            try SafetensorsIndex.open(ModelFile.place(url)), storage: storage, catalog: catalog)
    }

    /// The same of a file that is in memory.
    package init(_ bytes: [UInt8], catalog: Catalog = .standard) throws {
        try self.init(
            try SafetensorsFile(bytes, called: "the model's bytes"), storage: .memory,
            catalog: catalog)
    }

    private init(_ file: any TensorSource, storage: WeightStorage, catalog: Catalog) throws {
        network = try ModelFile.network(in: file, storage: storage, catalog: catalog)
        recipeText = file.metadata["recipe"]
        record = try file.metadata["record"].map {
            try JSONFields.decode(TrainingRecord.self, from: $0)
        }
        samples = try ModelFile.samples(in: file)
        edits =
            try file.metadata["edits"].map { try JSONFields.decode([String].self, from: $0) } ?? []
        notes = ModelFile.notes(on: file, network)
    }

    /// What other programs have put into it, and what they have made of its weights.
    private static func notes(on file: any TensorSource, _ network: Network) -> [String] {
        let own = Set(network.tensors.map(\.name))
        let types = Set(file.tensors.filter { own.contains($0.name) }.map(\.type.rawValue))
            .subtracting([StoredType.float32.rawValue])
        var notes = types.sorted().map { "its weights of type \($0) are read as float32" }
        // A checkpoint holds what learning needs beside the network.
        let others = file.tensors.filter { !own.contains($0.name) }
        if file.metadata["state"] == nil && !others.isEmpty {
            let names = others.map { "\($0.name) (\($0.type.rawValue))" }.joined(separator: ", ")
            notes.append("left out, as the network has no such tensor: \(names)")
        }
        return notes
    }

    package func save(to url: URL) throws {
        try save(tensors: network.tensors, votes: network.voteWeights, to: url)
    }

    /// The bytes that the file would have.
    package func bytes() throws -> [UInt8] {
        SafetensorsFile.bytes(
            of: network.tensors.map { ($0.name, $0.shape, $0.matrix) }, metadata: try metadata())
    }

    /// Writes it with other weights than the network has now.
    package func save(tensors: [NamedTensor], votes: [Double]?, to url: URL) throws {
        var metadata = try metadata()
        metadata["votes"] = try votes.map(JSONFields.line)
        try SafetensorsFile.write(
            tensors: tensors.map { ($0.name, $0.shape, $0.matrix) }, metadata: metadata, to: url)
    }

    package func metadata() throws -> [String: String] {
        var metadata = [
            // What other programs ask first: whose names and layouts these are.
            "format": "pt", "onward_format": ModelFile.format,
            "version": "\(Version.current)",
            "network": try JSONFields.line(NetworkSpec(network)),
        ]
        metadata["recipe"] = recipeText
        metadata["record"] = try record.map(JSONFields.line)
        metadata["votes"] = try network.voteWeights.map(JSONFields.line)
        metadata["samples"] = samples?.text
        metadata["temperatures"] = try network.temperatures.map(JSONFields.line)
        metadata["edits"] = edits.isEmpty ? nil : try JSONFields.line(edits)
        return metadata
    }

    /// The network that a file describes, with the file's weights.
    ///
    /// - Parameter held: says which blocks of the network get theirs, while it has no numbers; nil for
    ///   all of them.
    package static func network(
        in file: any TensorSource, storage: WeightStorage, catalog: Catalog,
        held: ((Network) throws -> Range<Int>)? = nil
    ) throws -> Network {
        // 0.1.0 had its format where PyTorch's is now.
        guard let format = file.metadata["onward_format"] ?? file.metadata["format"],
            let text = file.metadata["network"]
        else { throw FileError.foreignModel(file.path) }
        guard format == ModelFile.format else {
            throw FileError(
                .foreign, at: file.path, expected: "the format \(ModelFile.format)", got: format,
                remedy: "use the version of Onward that wrote it")
        }
        var network: Network
        let spec: NetworkSpec
        do {
            spec = try JSONFields.decode(
                NetworkSpec.self, from: text, version: version(of: file), catalog: catalog)
            network = try spec.makeNetwork(storage: held == nil ? storage : storage.planned)
        } catch let error as FileError {
            throw error
        } catch {
            throw FileError.unreadableModel(
                file.path, "one of version \(version(of: file)) that does not: \(error)")
        }
        var blocks = try held?(network)
        if blocks == network.blocks.indices {
            (network, blocks) = (try spec.makeNetwork(storage: storage), nil)
        }
        do {
            try read(file, into: network, blocks: blocks)
        } catch is DecodingError {
            throw FileError.unreadableModel(
                file.path, "votes or temperatures that are no numbers")
        }
        guard network.hasFittingVotes else {
            throw FileError.unreadableModel(
                file.path, "votes that are not one number from 0 on for each block")
        }
        return network
    }

    /// What a model's file or a checkpoint says of the samples; nil where it says nothing, as of 0.1.0.
    package static func samples(
        in file: any TensorSource
    ) throws(FileError) -> SampleRegister? {
        guard let text = file.metadata["samples"] else { return nil }
        guard let samples = SampleRegister(text: text) else {
            throw FileError.unreadableModel(file.path, "a list of samples that is none")
        }
        return samples
    }

    /// That wrote a file. The first did not say so.
    private static func version(of file: any TensorSource) -> Version {
        file.metadata["version"].flatMap(Version.init) ?? .first
    }

    /// Gives a network the file's weights, and with them what validation told of its blocks.
    ///
    /// - Parameter blocks: numbers of those that get weights; nil for all.
    package static func read(
        _ file: any TensorSource, into network: Network, blocks: Range<Int>? = nil
    ) throws {
        let tensors =
            blocks.map { network.blocks[$0].flatMap(\.tensors) } ?? network.tensors
        for tensor in tensors {
            try file.read(tensor.name, shape: tensor.shape, into: tensor.matrix)
            tensor.matrix.evict()
        }
        network.voteWeights = try file.metadata["votes"].map {
            try JSONFields.decode([Double].self, from: $0)
        }
        network.temperatures = try file.metadata["temperatures"].map {
            try JSONFields.decode([String: Double].self, from: $0)
        }
    }

    /// Changes when old programs could misread a new file.
    static let format = "onward-1"
}

extension Network {
    /// Writes weights, structure and class names to a safetensors file.
    public func save(to path: String) throws {
        try ModelFile(self).save(to: URL(fileURLWithPath: path))
    }

    /// Reads what `save` or a training run wrote.
    ///
    /// - Parameter catalog: where its layers, objective and preparation are looked up by name. A
    ///   program adds its own to a copy of the standard one.
    public static func load(
        from path: String, catalog: Catalog = .standard
    ) throws -> Network {
        try ModelFile(reading: URL(fileURLWithPath: path), catalog: catalog).network
    }
}
