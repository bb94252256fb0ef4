import Foundation
import OnwardCompute
import OnwardLearning
import OnwardSettings

/// What the same seed needs to be the same to give the same bits.
package struct RunEnvironment: Codable, Sendable, Equatable {
    package var version: String
    /// oneDNN's version.
    package var library: String
    package var processor: String
    package var threads: Int
    package var precision: Precision

    /// This machine, with so many threads and this precision.
    package init(threads: Int, precision: Precision = .float32) {
        version = RunEnvironment.version
        library = "oneDNN \(Engine.libraryVersion)"
        processor = RunEnvironment.processorName
        self.threads = threads
        self.precision = precision
    }

    /// This machine, as the trainer uses it.
    package init(of trainer: Trainer) {
        self.init(threads: trainer.threads, precision: trainer.precision)
    }

    /// Onward's own version.
    package static let version = Version.current.description

    /// What differs, as `threads: 2, was 4`; empty where the bits can be expected to agree.
    package func differences(from earlier: RunEnvironment) -> [String] {
        func difference(_ name: String, _ now: String, _ before: String) -> String? {
            now == before ? nil : "\(name): \(now), was \(before)"
        }
        return [
            difference("version", version, earlier.version),
            difference("library", library, earlier.library),
            difference("processor", processor, earlier.processor),
            difference("threads", "\(threads)", "\(earlier.threads)"),
            difference("precision", precision.rawValue, earlier.precision.rawValue),
        ].compactMap { $0 }
    }

    private static var processorName: String {
        let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let model = lines.split(separator: "\n").first { $0.hasPrefix("model name") }
        let name = model?.split(separator: ":").last.map { $0.trimmingPrefix(" ") } ?? "unknown"
        return "\(name), \(ProcessInfo.processInfo.processorCount) cores"
    }
}
