import OnwardCompute
import OnwardInference
import OnwardOptimizers
import OnwardSettings

/// What recipes say of a trainer beside its optimizer and schedules, which declare their own.
extension Trainer: Configurable {
    /// Adam, all blocks at once.
    public init() { self.init(optimizer: Adam()) }

    public static let settingsGroup = "Training"
    public static let settings: [Setting<Trainer>] = [
        Setting(
            "batch-size", \.givenBatchSize, SettingForm<Int>.whole(1...1_000_000_000).or("auto"),
            was: [Version(0, 2, 0): "128"],
            search: SearchTerms(place: 5) { _ in "64|128|256" },
            """
            Samples to a batch; auto is the largest of 16, 32, 64 and 128 that makes an epoch of at \
            least 256 batches, and at most 32 where the lowest layer sees an image's positions.
            """),
        Setting(
            "accumulate", \.gradientAccumulation, .whole(1...1_000_000_000),
            """
            Compute each batch in so many parts and sum up their gradients: room for the \
            activations of one part, for the same steps.
            """),
        Setting("no-shuffle", \.keepsOrder, .flag, "Show samples in the order of their file."),
        Setting(
            "threads", \.threads,
            SettingForm<Int>.whole(1...4096).or("all").map {
                $0 ?? Engine.availableThreads
            } _: {
                $0
            }, usually: "all", "Cores to use."),
        Setting(
            "precision", \.precision, Precision.form,
            """
            float32; bfloat16 (activations and products, on processors with instructions for it); \
            auto (the faster of these); or bfloat16-emulated (the same numbers on any processor, \
            slower than float32).
            """),
        Setting(
            "frozen-outputs", \.frozenOutputs, .whole(0...1 << 40),
            """
            Layerwise: MiB that the outputs of blocks that are done may take; above it they are \
            computed again for every batch.
            """),
        Setting(
            "prediction", \.prediction,
            SettingForm<PredictionMode>.choice.or("usual"),
            usually: "sum, or one-pass where no label is shown",
            "What decides: sum (over blocks), last-block, or one-pass (the reader)."),
        Setting(
            "votes", \.votes, .choice, was: [Version(0, 2, 0): VoteRule.rule.rawValue],
            """
            How often each block counts in the sum: by its loss on validation data (validation), or \
            as the objective has it (rule), which also holds where there is no such data.
            """),
        Setting(
            "class-weights", \.classWeights, .choice,
            """
            How much a training sample counts: as much as any other (none), or the more the fewer \
            there are of its class (balanced).
            """),
    ]

    private var givenBatchSize: Int? {
        get { leavesBatchSizeOpen ? nil : batchSize }
        set {
            if let newValue {
                batchSize = newValue
            } else {
                leaveBatchSizeOpen()
            }
        }
    }

    private var keepsOrder: Bool {
        get { !shuffles }
        set { shuffles = !newValue }
    }

    private var frozenOutputs: Int {
        get { frozenOutputBudget >> 20 }
        set { frozenOutputBudget = newValue << 20 }
    }
}

extension Precision {
    /// Its names, and `auto` for the faster one here.
    package static let form = SettingForm<Precision>(
        .choice(allCases.map(\.rawValue) + ["auto"]),
        read: { $0 == "auto" ? .automatic : Precision(rawValue: $0) }, write: { $0.rawValue })

    /// The one of this name, or float32 for none.
    ///
    /// - Throws: where there is no such name, or this processor cannot.
    package init(named name: String?) throws(SettingsError) {
        self =
            try name.map { name throws(SettingsError) in
                try Precision.form.value(of: name, for: "precision")
            } ?? .float32
        try validate()
    }
}
