import Foundation

/// A group of processes whose memory, files' pages included, the system limits: a control group, in
/// either of its versions. It takes the right to make one.
final class MemoryGroup {
    struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    /// Where a process writes its number to join.
    var members: URL { folder.appending(path: "cgroup.procs") }
    private let folder: URL

    private init(_ folder: URL) { self.folder = folder }

    static func make(bytes: Int) -> Result<MemoryGroup, Refusal> {
        var reasons: [String] = []
        for (parent, limit, swap) in places() {
            let folder = parent.appending(path: "onward-test-\(UUID().uuidString)")
            do {
                try FileManager.default.createDirectory(
                    at: folder, withIntermediateDirectories: false)
                let group = MemoryGroup(folder)
                try write("\(bytes)", to: folder.appending(path: limit))
                // Where there is swap it would be room as well.
                try? write("0", to: folder.appending(path: swap))
                return .success(group)
            } catch {
                rmdir(folder.path)
                reasons.append("\(parent.path): \(error)")
            }
        }
        return .failure(
            Refusal(description: reasons.isEmpty ? "no control groups" : "\(reasons)"))
    }

    /// Folders to try, with the names of the limit's file and of what governs swap.
    private static func places() -> [(URL, String, String)] {
        let lines = (try? String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8)) ?? ""
        let own = lines.split(separator: "\n").first { $0.contains(":memory:") }
            .flatMap { $0.split(separator: ":").last }.map(String.init)
        let first = URL(fileURLWithPath: "/sys/fs/cgroup/memory")
        let names = ("memory.limit_in_bytes", "memory.swappiness")
        return (own.map { [(first.appending(path: $0), names.0, names.1)] } ?? [])
            + [
                (first, names.0, names.1),
                (URL(fileURLWithPath: "/sys/fs/cgroup"), "memory.max", "memory.swap.max"),
            ]
    }

    /// Such files cannot be replaced, only written into.
    private static func write(_ text: String, to file: URL) throws {
        let handle = try FileHandle(forWritingTo: file)
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    deinit { rmdir(folder.path) }
}
