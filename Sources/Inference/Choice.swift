/// A class that something decides for, and how sure it is.
package struct Choice: Sendable, Equatable {
    /// The class's number, counted from 0.
    package let label: Int
    package let name: String
    /// In 0…1; see `Answer.probabilities`.
    package let probability: Double
}
