import OnwardInference
import OnwardNetworks
import OnwardObjectives

extension ServedModel {
    /// What a client needs to know before it asks.
    func description() throws -> JSON {
        let recipe = try file.recipe
        return .object([
            "name": .string(name), "version": .string(version),
            "takes": .string(form.name),
            "shape": .integers(answerer.input.dimensions),
            "columns": form.columns.map { JSON.strings($0) },
            "classes": .strings(answerer.classes), "prediction": .string(answerer.mode.rawValue),
            "parameters": .integer(file.network.parameterCount),
            "algorithm": recipe.map { .string($0.algorithm.name) },
            "data": recipe.map {
                .string($0.data.name.split(separator: "/").last.map(String.init) ?? "")
            },
            "validation_accuracy": file.record?.validationAccuracy.map(JSON.number),
            "blocks": file.network.blockDescriptions,
        ])
    }
}

extension Network {
    /// What each block is made of and how much its vote counts.
    var blockDescriptions: JSON {
        .list(
            blocks.map { state in
                .object([
                    "layers": .strings(state.block.layers.map(\.description)),
                    "outputs": .string(state.plan.output.description),
                    "parameters": .integer(state.plan.parameterCount),
                    "vote": .number(vote(of: state.index)),
                    "goodness": .bool(objective.presentation != .plain),
                ])
            })
    }

    /// How often a block's evidence counts in the sum.
    func vote(of block: Int) -> Double {
        voteWeights?[block] ?? (objective.hasSay(block: block, of: blocks.count) ? 1 : 0)
    }
}
