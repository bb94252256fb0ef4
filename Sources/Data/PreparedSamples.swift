/// Samples that a `Preparation` made, and what the user should know of them.
public struct PreparedSamples {
    package let samples: Samples
    /// What each sample is called, such as its file; nil where its number must do.
    package let names: [String]?
    /// In sentences, such as how many values were missing; empty where there is nothing to say.
    package let notes: [String]

    /// Hands samples over.
    ///
    /// - Parameter names: one for each sample; where they are more or fewer, numbers must do.
    public init(_ samples: Samples, names: [String]? = nil, notes: [String] = []) {
        self.samples = samples
        self.names = names.flatMap { $0.count == samples.count ? $0 : nil }
        self.notes = notes
    }
}
