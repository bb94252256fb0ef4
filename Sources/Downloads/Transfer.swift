import Foundation
import FoundationNetworking
import OnwardData
import OnwardSettings
import Synchronization

/// Fetches one address over HTTP into a file, from where an earlier attempt ended.
final class Transfer: NSObject, URLSessionDataDelegate, Sendable {
    enum Outcome: Sendable {
        case whole
        /// The server has nothing from where the file ends (status 416).
        case nothingThere
    }

    private struct State {
        let file: FileHandle
        var received: Int
        var total: Int?
        /// What the answer's status decided before its content came.
        var verdict: Result<Outcome, FileError>?
        var answer: CheckedContinuation<Result<Outcome, FileError>, Never>?
    }

    private let url: URL
    private let part: URL
    private let progress: @Sendable (_ received: Int, _ total: Int?) -> Void
    private let state: Mutex<State>

    /// - Parameter part: an existing file; what comes is appended to it.
    init(
        _ url: URL, appendingTo part: URL,
        progress: @escaping @Sendable (_ received: Int, _ total: Int?) -> Void
    ) throws(FileError) {
        self.url = url
        self.part = part
        self.progress = progress
        do {
            let file = try FileHandle(forWritingTo: part)
            let received = Int(try file.seekToEnd())
            state = Mutex(State(file: file, received: received))
        } catch {
            throw Transfer.unwritable(part, error)
        }
    }

    /// Fetches the file; returns once it is on the disk.
    func run() async throws(FileError) -> Outcome {
        var request = URLRequest(url: url)
        // Checksums and ranges count the bytes of the file itself, not of a repacked form.
        request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
        let start = state.withLock { $0.received }
        if start > 0 { request.setValue("bytes=\(start)-", forHTTPHeaderField: "Range") }
        let session = URLSession(configuration: .ephemeral, delegate: self, delegateQueue: nil)
        let task = session.dataTask(with: request)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                state.withLock { $0.answer = continuation }
                task.resume()
            }
        } onCancel: {
            task.cancel()
        }
        session.finishTasksAndInvalidate()
        return try result.get()
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        let isWanted = state.withLock { state in
            state.verdict = judge(response, &state)
            return state.verdict == nil
        }
        completionHandler(.allow)
        if !isWanted { dataTask.cancel() }
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let counts = state.withLock { state -> (Int, Int?)? in
            guard state.verdict == nil else { return nil }
            do {
                try state.file.write(contentsOf: data)
            } catch {
                state.verdict = .failure(Transfer.unwritable(part, error))
                return nil
            }
            state.received += data.count
            return (state.received, state.total)
        }
        if let (received, total) = counts {
            progress(received, total)
        } else {
            dataTask.cancel()
        }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
    ) {
        state.withLock { state in
            let result = state.verdict ?? finish(state, error)
            try? state.file.close()
            state.answer?.resume(returning: result)
            state.answer = nil
        }
    }
}

extension Transfer {
    /// What the answer's head says: nil where its content is wanted.
    private func judge(
        _ response: URLResponse, _ state: inout State
    ) -> Result<Outcome, FileError>? {
        guard let response = response as? HTTPURLResponse else {
            return .failure(refused("no HTTP"))
        }
        let length = response.expectedContentLength
        switch response.statusCode {
        case 200:
            // The whole file comes, whether a part was asked for or not.
            state.received = 0
            do {
                try state.file.truncate(atOffset: 0)
            } catch {
                return .failure(Transfer.unwritable(part, error))
            }
        case 206:
            let range = response.value(forHTTPHeaderField: "Content-Range") ?? "no range"
            guard range.hasPrefix("bytes \(state.received)-") else {
                return .failure(refused("'\(range)' when asked for bytes from \(state.received)"))
            }
        case 416 where state.received > 0: return .success(.nothingThere)
        default: return .failure(refused("HTTP status \(response.statusCode)"))
        }
        state.total = length >= 0 ? state.received + Int(length) : nil
        return nil
    }

    private func finish(_ state: State, _ error: (any Error)?) -> Result<Outcome, FileError> {
        if let error {
            return .failure(unreachable(error.localizedDescription, received: state.received))
        }
        if let total = state.total, total != state.received {
            return .failure(unreachable("the end", received: state.received))
        }
        do {
            try state.file.synchronize()
        } catch {
            return .failure(Transfer.unwritable(part, error))
        }
        return .success(.whole)
    }

    private func refused(_ got: String) -> FileError {
        FileError(
            .refused, at: url, expected: "the file", got: got,
            remedy: "check the address, or name another mirror")
    }

    private func unreachable(_ got: String, received: Int) -> FileError {
        FileError(
            .unreachable, at: url, expected: "the whole file",
            got: received > 0 ? "\(got) after \(received) bytes" : got,
            remedy: "check the network and run it again: it continues where it ended")
    }

    static func unwritable(_ url: URL, _ error: any Error) -> FileError {
        FileError(
            .inaccessible, at: url, expected: "a place that can be written to",
            got: error.localizedDescription, remedy: "check its permissions and the disk's space")
    }
}
