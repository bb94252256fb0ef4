import Foundation
import OnwardCompute
import OnwardData
import OnwardInference
import OnwardNetworks
import OnwardObjectives
import OnwardSafetensors
import OnwardSettings

/// A trained network as an ONNX model: raw input in, class and probabilities out.
///
///     label          [N] of the classes' names, or int64 where all of them are whole numbers
///     probabilities  [N, C], what softmax makes of the evidence; of goodness they are shares
///
/// and where every block's vote is asked for, `evidence` [N, C] and `evidence_1`, `evidence_2`, … What the
/// stored preparation does with numbers and categories is in the graph. What cannot be said in ONNX is
/// refused with its reason.
///
/// - Reference: ONNX, *Open Neural Network Exchange Intermediate Representation Specification*, version 8.
package struct ONNXModel {
    package let bytes: [UInt8]
    /// What the model takes, in a sentence.
    package let note: String

    private static let (representation, operators, learningOperators) = (8, 17, 3)

    /// - Parameters:
    ///   - mode: what decides; nil for the network's usual mode.
    ///   - blocks: how many to ask, from the bottom; nil for all of them.
    ///   - tellsVotes: whether evidence is put out too, all of it and each block's.
    package init(
        _ network: Network, mode: PredictionMode? = nil, blocks: Int? = nil,
        tellsVotes: Bool = false
    ) throws {
        guard let mode = try network.mode(mode) else {
            throw SettingsError(
                "the network", expected: "one that saw labels, or has a reader",
                got: "one trained without labels")
        }
        let count = blocks ?? network.blocks.count
        try SettingsError.require(
            (1...network.blocks.count).contains(count), "blocks",
            "from 1 to \(network.blocks.count)", got: count)
        try SettingsError.require(
            blocks == nil || mode != .onePass, "blocks", "left out where the reader predicts",
            got: count)
        try ONNXModel.checkSize(of: network)
        var graph = ONNXGraph()
        let samples = ONNXGraph.Samples(
            value: try graph.prepared(for: network), shape: network.input)
        let said = try graph.evidence(of: network, samples, mode, blocks: count)
        try graph.answer(said, network, tellsVotes: tellsVotes)
        note = ONNXGraph.note(on: network.preparation)
        bytes = try ONNXModel.message(graph, network, note: note).bytes
    }

    /// A message of protocol buffers has at most 2 GiB.
    private static func checkSize(of network: Network) throws(SettingsError) {
        let numbers = network.weights.reduce(0) { $0 + $1.matrix.count }
        try SettingsError.require(
            numbers < 1 << 29 - 1 << 20, "the network", "fewer than 536 million numbers",
            got: numbers)
    }

    /// Writes the whole file, or leaves what was there.
    package func write(to url: URL) throws {
        try AtomicFile.write(to: url) { file throws(FileError) in
            try file.append(bytes.span.bytes)
        }
    }

    private static func message(
        _ graph: ONNXGraph, _ network: Network, note: String
    ) throws -> ProtobufMessage {
        var model = ProtobufMessage()
        model.add(1, representation)
        model.add(2, "onward")
        model.add(3, Version.current.description)
        model.add(7, graph.message(name: "onward", note: note))
        for (domain, version) in [("", operators), ("ai.onnx.ml", learningOperators)] {
            var set = ProtobufMessage()
            set.add(1, domain)
            set.add(2, version)
            model.add(8, set)
        }
        let names = String(decoding: try JSONEncoder().encode(network.classes), as: UTF8.self)
        for (key, value) in [
            ("task", "classification"), ("names", names),
        ] {
            var entry = ProtobufMessage()
            entry.add(1, key)
            entry.add(2, value)
            model.add(14, entry)
        }
        return model
    }
}

extension ONNXGraph {
    /// Evidence [N, C]: what decides, and of each block that was asked.
    struct Evidence {
        let decision: Value
        let blocks: [Value]
    }

    fileprivate mutating func evidence(
        of network: Network, _ samples: Samples, _ mode: PredictionMode, blocks count: Int
    ) throws -> Evidence {
        let classes = network.classes.count
        var shown = samples
        if case .contrast(let embedding, _, _) = network.objective.presentation,
            embedding.form != .none
        {
            shown.shape = network.shownShape
            shown.value =
                mode == .onePass
                ? neutralLabel(samples.value, samples.shape, embedding, classes: classes)
                : everyLabel(samples.value, samples.shape, embedding, classes: classes)
        }
        if mode == .onePass, let reader = network.reader {
            return Evidence(decision: try read(shown, by: reader, of: network), blocks: [])
        }
        var (signal, said) = (shown, [Value]())
        for block in network.blocks.prefix(count) {
            signal = try run(block, on: signal)
            said.append(try evidence(of: block, signal, network))
        }
        guard mode == .sum else { return Evidence(decision: said[count - 1], blocks: said) }
        let votes = Question(network, modes: [.sum], blocks: count).votes
        let weighed = zip(said, votes).filter { $1 > 0 }.map { evidence, votes in
            node("Mul", [evidence, constant(ONNXTensor([votes], []))])
        }
        return Evidence(
            decision: weighed.count > 1 ? node("Sum", weighed) : weighed[0], blocks: said)
    }

    fileprivate mutating func answer(
        _ evidence: Evidence, _ network: Network, tellsVotes: Bool
    ) throws {
        let classes: Size = .fixed(network.classes.count)
        let place = node(
            "ArgMax", [evidence.decision], [ONNXAttribute("axis", 1), ONNXAttribute("keepdims", 0)])
        let numbers = network.classes.compactMap { Int($0) }
        let areNumbers = numbers.map { "\($0)" } == network.classes
        let names = constant(areNumbers ? ONNXTensor(numbers) : ONNXTensor(network.classes))
        output(
            node("Gather", [names, place]), as: "label", areNumbers ? .int64 : .string, [.batch])
        output(
            node("Softmax", [evidence.decision], [ONNXAttribute("axis", 1)]), as: "probabilities",
            .float, [.batch, classes])
        guard tellsVotes else { return }
        output(evidence.decision, as: "evidence", .float, [.batch, classes])
        for (index, own) in evidence.blocks.enumerated() {
            output(own, as: "evidence_\(index + 1)", .float, [.batch, classes])
        }
    }
}
