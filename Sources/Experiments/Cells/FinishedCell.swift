import Foundation
import OnwardRuns

/// What a cell found, where and when.
package struct FinishedCell: Codable, Sendable {
    package let job: String
    package let seed: UInt64
    package let outcome: Outcome
    package let version: String
    package let machine: String
    package let threads: Int
    /// `2026-11-26`, in universal time.
    package let date: String

    init(_ job: String, seed: UInt64, _ outcome: Outcome, threads: Int) {
        let environment = RunEnvironment(threads: threads)
        self.job = job
        self.seed = seed
        self.outcome = outcome
        version = environment.version
        machine = "\(environment.processor), \(environment.library)"
        self.threads = threads
        date = Date.now.formatted(.iso8601.year().month().day())
    }
}
