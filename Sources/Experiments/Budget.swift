import Foundation

/// What an experiment may take.
public struct Budget: Sendable, CustomStringConvertible {
    /// Runs of every job, each with another seed; a job can have fewer.
    public let seeds: Int
    /// Passes over the training samples, in the longest of its jobs.
    public let epochs: Int
    /// Of two cores, for all of it: an estimate, made before it ran.
    public let hours: Double

    public init(seeds: Int, epochs: Int, hours: Double) {
        self.seeds = seeds
        self.epochs = epochs
        self.hours = hours
    }

    public var description: String {
        func counted(_ count: Int, _ name: String) -> String {
            "\(count) \(name)\(count == 1 ? "" : "s")"
        }
        return counted(seeds, "seed") + ", at most " + counted(epochs, "epoch")
            + String(format: ", about %.1f hours on two cores", hours)
    }
}
