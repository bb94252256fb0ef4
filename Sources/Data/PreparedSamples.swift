/// Samples that a `Preparation` made, and what the user should know of them.
public struct PreparedSamples {
    package let samples: Samples
    /// What each sample is called, such as its file; nil where its number must do.
    package let names: [String]?
    /// In sentences, such as how many values were missing; empty where there is nothing to say.
    package let notes: [String]

    /// Hands samples over; a list of names that is not one for each is a fault of the program.
    public init(_ samples: Samples, names: [String]? = nil, notes: [String] = []) {
        precondition(
            names.map { $0.count == samples.count } ?? true,
            "\(names?.count ?? 0) names for \(samples.count) samples")
        self.samples = samples
        self.names = names
        self.notes = notes
    }
}
