import Dispatch
import Foundation

/// Signals that the program is sent, in place of what the system would do.
enum SignalWatch {
    /// - Parameter inputEnds: whether the end of standard input counts as TERM.
    static func signals(_ numbers: [Int32], inputEnds: Bool) -> AsyncStream<Int32> {
        AsyncStream { continuation in
            if inputEnds {
                Thread.detachNewThread {
                    _ = FileHandle.standardInput.readDataToEndOfFile()
                    continuation.yield(SIGTERM)
                }
            }
            // Made here, and cancelled once.
            nonisolated(unsafe) let sources = numbers.map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number)
                source.setEventHandler { continuation.yield(number) }
                source.resume()
                return source
            }
            continuation.onTermination = { _ in for source in sources { source.cancel() } }
        }
    }
}
