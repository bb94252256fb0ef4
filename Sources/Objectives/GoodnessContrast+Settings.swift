import OnwardCompute
import OnwardSettings

extension GoodnessContrast {
    public static let settings = own + LabelEmbedding.settings.map { $0.inside(\Self.embedding) }

    private static let own: [Setting<GoodnessContrast>] = [
        Setting("goodness", \.goodness, .choice, "Goodness of squared outputs."),
        Setting(
            "threshold", \.threshold, Threshold.form,
            search: SearchTerms(place: 3) { $0.searchedThresholds },
            "What goodness is held against: a number, or as many as outputs."),
        Setting(
            "contrast-loss", \.loss, Loss.form, was: [Version(0, 2, 0): "threshold"],
            """
            The loss: ratio[:sharpness[:smoothing]], threshold, printed (as in the IntFF paper), \
            symmetric[:sharpness].
            """),
        Setting(
            "minimize", \.minimizes, .flag,
            "True samples are to have low goodness instead of high."),
        Setting(
            "evidence-blocks", \.skipsFirstBlock, .either("upper", or: "all"),
            was: [Version(0, 2, 0): "upper"],
            "Blocks whose goodness predicts: all, or upper (all but the first)."),
        Setting(
            "peer-normalization", \.peerNormalization, .number(.atLeast(0)),
            """
            How strongly units are pulled to the mean activity of their layer; 0.03 in Hinton's \
            code.
            """),
        Setting("negatives", \.negatives, .choice, "Where false samples come from."),
        Setting(
            "pairing", \.pairing, .choice,
            "True and false samples in every step (paired) or in turn (separate)."),
    ]

    public func validate() throws(SettingsError) {
        guard case .contrast = presentation else {
            throw SettingsError("objective", expected: "shown a contrast", got: "plain samples")
        }
        try validateRanges()
        if loss.isOfPairs {
            try SettingsError.require(
                pairing == .paired, "pairing", "paired for a loss of pairs", got: pairing.rawValue)
        }
        try SettingsError.require(
            embedding.form != .none || !negatives.changesLabelOnly, "negatives",
            "hybrid-image, perturbation, rotation or noise where no label is shown",
            got: negatives.rawValue)
    }

    /// A sum grows with the width, so its thresholds do.
    private var searchedThresholds: String? {
        loss == .threshold ? (goodness == .mean ? "0.3..5" : "width|10|100|1000") : nil
    }
}

extension GoodnessContrast.Threshold {
    static let form = SettingForm<Double>.number(.any).or("width").map { (number: Double?) in
        number.map(Self.number) ?? .width
    } _: { threshold in
        if case .number(let number) = threshold { number } else { nil }
    }
}

extension GoodnessContrast.Loss {
    static let form = SettingForm<Self>(
        .text(
            expected: """
                threshold, printed, ratio, ratio:<sharpness above 0>:<smoothing below 0.5>, \
                symmetric or symmetric:<sharpness above 0>
                """,
            words: ["ratio", "threshold", "printed", "symmetric"]), read: { Self(notation: $0) },
        write: { $0.notation })

    /// Whether a true sample is held against the false one beside it.
    var isOfPairs: Bool {
        switch self {
        case .symmetric, .ratio: true
        case .threshold, .printed: false
        }
    }

    private init?(notation: String) {
        let parts = notation.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.dropFirst().map { Double($0) ?? .nan }
        guard numbers.allSatisfy({ $0.isFinite }), numbers.first ?? 1 > 0 else { return nil }
        switch (parts[0], numbers.count) {
        case ("threshold", 0): self = .threshold
        case ("printed", 0): self = .printed
        case ("symmetric", ...1): self = .symmetric(sharpness: numbers.first ?? 4)
        case ("ratio", ...2):
            let smoothing = numbers.count > 1 ? numbers[1] : 0.1
            guard (0..<0.5).contains(smoothing) else { return nil }
            self = .ratio(sharpness: numbers.first ?? 8, smoothing: smoothing)
        default: return nil
        }
    }

    private var notation: String {
        switch self {
        case .threshold: "threshold"
        case .printed: "printed"
        case .symmetric(let sharpness): "symmetric:\(SettingText.of(sharpness))"
        case .ratio(let sharpness, let smoothing):
            "ratio:\(SettingText.of(sharpness)):\(SettingText.of(smoothing))"
        }
    }
}
