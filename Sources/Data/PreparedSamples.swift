/// Samples that a `Preparation` made, and what the user should know of them.
public struct PreparedSamples {
    public let samples: Samples
    /// In sentences, such as how many values were missing; empty where there is nothing to say.
    public let notes: [String]

    public init(_ samples: Samples, notes: [String] = []) {
        self.samples = samples
        self.notes = notes
    }
}
