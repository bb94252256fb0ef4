/// A class that something decides for, and how sure it is.
public struct Choice: Sendable, Equatable {
    /// The class's number, counted from 0.
    public let label: Int
    /// What the network calls the class.
    public let name: String
    /// In 0…1; see `Answer.probabilities`.
    public let probability: Double
}
