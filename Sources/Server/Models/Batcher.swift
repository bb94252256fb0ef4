import Dispatch
import OnwardCompute
import OnwardData
import OnwardInference
import OnwardSettings
import Synchronization

/// Answers requests that come together in one call of the model.
///
/// Nobody waits for company: a request that comes while none is under way is answered at once, and those that
/// come meanwhile are answered together after it. So a request waits for one call at the most, and batches
/// grow with the load. What a sample is answered does not depend on the batch.
final class Batcher: Sendable {
    private let answerer: Answerer
    private let queue = DispatchQueue(label: "answering")
    private let model: String
    private let metrics: ServerMetrics
    private let state = Mutex(State())

    private struct Job: Sendable {
        /// [count, numbers]
        let numbers: [Float]
        let count: Int
        let answer: CheckedContinuation<[Answer], any Error>
    }

    private struct State {
        var jobs: [Job] = []
        /// Samples of all jobs.
        var samples = 0
        var isAtWork = false
    }

    init(_ answerer: Answerer, model: String, metrics: ServerMetrics) {
        self.answerer = answerer
        self.model = model
        self.metrics = metrics
    }

    /// - Parameter numbers: of all samples, [count, numbers].
    /// - Throws: `ServerError` where too many samples wait, `SettingsError` where evidence is no number.
    func answers(to numbers: [Float], count: Int) async throws -> [Answer] {
        guard count > 0 else { return [] }
        return try await withCheckedThrowingContinuation { continuation in
            let job = Job(numbers: numbers, count: count, answer: continuation)
            let (isTaken, begins) = state.withLock { state in
                guard state.samples + count <= Limits.waitingSamples else { return (false, false) }
                state.jobs.append(job)
                state.samples += count
                defer { state.isAtWork = true }
                return (true, !state.isAtWork)
            }
            if !isTaken {
                continuation.resume(
                    throwing: ServerError.busy("too many samples wait for this model; try again"))
            }
            if begins { queue.async { self.work() } }
        }
    }

    private func work() {
        while let jobs = next() {
            let count = jobs.reduce(0) { $0 + $1.count }
            metrics.asked(model, samples: count)
            let answers = Result { try self.answers(to: jobs, count: count) }
            var first = 0
            for job in jobs {
                let range = first..<first + job.count
                first += job.count
                job.answer.resume(with: answers.flatMap { Batcher.finite(Array($0[range])) })
            }
        }
    }

    /// What is to be answered together; nil, and the work ends, where nothing waits.
    private func next() -> [Job]? {
        state.withLock { state in
            var taken = 0
            var samples = 0
            while taken < state.jobs.count {
                let count = state.jobs[taken].count
                if taken > 0 && samples + count > Limits.batch { break }
                samples += count
                taken += 1
            }
            state.isAtWork = taken > 0
            guard taken > 0 else { return nil }
            defer { state.jobs.removeFirst(taken) }
            state.samples -= samples
            return Array(state.jobs.prefix(taken))
        }
    }

    private func answers(to jobs: [Job], count: Int) throws -> [Answer] {
        let matrix = Matrix(rows: count, columns: answerer.input.count)
        var first = 0
        for job in jobs {
            matrix.rows(first..<first + job.count).assign(job.numbers)
            first += job.count
        }
        return try answerer.everyAnswer(
            to: Samples(
                dense: matrix, scale: 1, labels: Matrix(.int32, rows: count, columns: 1),
                shape: answerer.input))
    }

    /// One request's samples do not spoil another's answer.
    private static func finite(_ answers: [Answer]) -> Result<[Answer], any Error> {
        guard let place = answers.firstIndex(where: { !$0.isFinite }) else {
            return .success(answers)
        }
        return .failure(
            SettingsError(
                "sample \(place + 1)", expected: "numbers that the model finds finite evidence for",
                got: "others", remedy: "look for numbers far out of the range of its own data"))
    }
}
