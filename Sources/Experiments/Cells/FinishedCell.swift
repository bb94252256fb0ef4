import Foundation
import OnwardModels

/// What a cell found, where and when.
public struct FinishedCell: Codable, Sendable {
    public let job: String
    public let seed: UInt64
    public let outcome: Outcome
    public let version: String
    public let machine: String
    public let threads: Int
    /// `2026-11-26`, in universal time.
    public let date: String

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
