import Foundation

/// What the operating system says about this process's memory.
package enum ProcessMemory {
    /// The most bytes that were resident at once since the process began, or since `restartPeak`;
    /// nil where the system does not tell.
    package static var peakBytes: Int? { bytes("VmHWM:") }

    /// The bytes that are resident now; nil where the system does not tell.
    package static var residentBytes: Int? { bytes("VmRSS:") }

    private static func bytes(_ name: String) -> Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix(name) }),
            let kibibytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int($0) })
        else { return nil }
        return kibibytes * 1024
    }

    /// Makes the peak what is resident now, where the system can.
    package static func restartPeak() {
        try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))
    }
}
