import Foundation

/// What the operating system says about this process's memory.
public enum ProcessMemory {
    /// The most bytes that were resident at once since the process began; nil where the system
    /// does not tell.
    public static var peakBytes: Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kibibytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int($0) })
        else { return nil }
        return kibibytes * 1024
    }
}
