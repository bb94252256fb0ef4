import OnwardCompute
import OnwardSettings

extension GoodnessContrast {
    package func adjusted(by settings: ObjectiveSettings) throws(SettingsError) -> GoodnessContrast
    {
        var objective = self
        guard case .contrast(var embedding, var negatives, var pairing) = presentation else {
            return self
        }
        for (name, value) in settings.given {
            switch name {
            case "goodness": objective.goodness = try Self.choice(name, value)
            case "threshold":
                objective.threshold =
                    value == "width" ? .width : .number(try Self.number(name, value, or: "width"))
            case "contrast-loss": objective.loss = try Self.loss(name, value)
            case "minimize":
                try SettingsError.require(
                    ["true", "false"].contains(value), name, "true or false", got: value)
                objective.minimizes = value == "true"
            case "evidence-blocks":
                try SettingsError.require(
                    ["all", "upper"].contains(value), name, "all or upper", got: value)
                objective.skipsFirstBlock = value == "upper"
            case "peer-normalization":
                objective.peerNormalization = try Self.number(name, value)
            case "label-embedding": embedding.form = try Self.choice(name, value)
            case "label-strength":
                embedding.strength =
                    value == "maximum" ? nil : Float(try Self.number(name, value, or: "maximum"))
            case "negatives": negatives = try Self.choice(name, value)
            case "pairing": pairing = try Self.choice(name, value)
            default: throw SettingsError(name, expected: "left out", got: value)
            }
        }
        objective.presentation = .contrast(embedding, negatives: negatives, pairing: pairing)
        return objective
    }

    package func validate() throws(SettingsError) {
        guard case .contrast(let embedding, let negatives, let pairing) = presentation else {
            throw SettingsError(
                "goodness-contrast: presentation", expected: "a contrast", got: "plain")
        }
        if case .symmetric(let sharpness) = loss {
            try SettingsError.require(
                sharpness > 0, "goodness-contrast: sharpness", "above 0", got: sharpness)
            try SettingsError.require(
                pairing == .paired, "goodness-contrast: pairing",
                "paired for the symmetric loss", got: pairing.rawValue)
        }
        try SettingsError.require(
            embedding.form != .none || !negatives.changesLabelOnly, "negatives",
            "hybrid-image, perturbation, rotation or noise where no label is shown",
            got: negatives.rawValue)
        try SettingsError.require(
            peerNormalization >= 0, "peer-normalization", "at least 0", got: peerNormalization)
        try SettingsError.require(
            embedding.strength ?? 1 > 0, "label-strength", "above 0", got: embedding.strength ?? 1)
    }

    private static func loss(_ name: String, _ value: String) throws(SettingsError) -> Loss {
        switch value {
        case "threshold": return .threshold
        case "printed": return .printed
        case "symmetric": return .symmetric(sharpness: 4)
        default:
            guard value.hasPrefix("symmetric:") else {
                throw SettingsError(
                    name, expected: "threshold, printed, symmetric or symmetric:<sharpness>",
                    got: value)
            }
            return .symmetric(
                sharpness: try number(name, String(value.dropFirst(10)), or: "symmetric"))
        }
    }

    private static func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ name: String, _ value: String
    ) throws(SettingsError) -> Choice {
        if let choice = Choice(rawValue: value) { return choice }
        let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw SettingsError(name, expected: "one of \(known)", got: value)
    }

    private static func number(
        _ name: String, _ value: String, or word: String? = nil
    ) throws(SettingsError) -> Double {
        if let number = Double(value), number.isFinite { return number }
        throw SettingsError(
            name, expected: "a number" + (word.map { " or " + $0 } ?? ""), got: value)
    }
}
