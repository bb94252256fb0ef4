import Foundation

/// What an experiment may take.
package struct Budget: Sendable, CustomStringConvertible {
    /// Runs of every job, each with another seed; a job can have fewer.
    package let seeds: Int
    /// Passes over the training samples, in the longest of its jobs.
    package let epochs: Int
    /// Of two cores, for all of it: an estimate, made before it ran.
    package let hours: Double

    package init(seeds: Int, epochs: Int, hours: Double) {
        self.seeds = seeds
        self.epochs = epochs
        self.hours = hours
    }

    package var description: String {
        func counted(_ count: Int, _ name: String) -> String {
            "\(count) \(name)\(count == 1 ? "" : "s")"
        }
        return counted(seeds, "seed") + ", at most " + counted(epochs, "epoch")
            + String(format: ", about %.1f hours on two cores", hours)
    }
}
