import Foundation

/// What programs tell each other beside their work: a line each.
enum WatchLine {
    /// The first line of a connection: who it is, and the word that only this training knows.
    case hello(rank: Int, word: String)
    case beat
    /// A program was lost; all others end.
    case lost(String)
    /// A program ends by itself, with this status.
    case failed(status: Int32, String)
    /// It is done; its silence means nothing any more.
    case bye

    init?(_ line: Substring) {
        let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        switch parts.first {
        case "hello" where parts.count == 3:
            guard let rank = Int(parts[1]) else { return nil }
            self = .hello(rank: rank, word: String(parts[2]))
        case "beat": self = .beat
        case "bye": self = .bye
        case "lost" where parts.count > 1:
            self = .lost(parts.dropFirst().joined(separator: " "))
        case "failed" where parts.count == 3:
            guard let status = Int32(parts[1]) else { return nil }
            self = .failed(status: status, WatchLine.unfolded(parts[2]))
        default: return nil
        }
    }

    var text: String {
        switch self {
        case .hello(let rank, let word): "hello \(rank) \(word)\n"
        case .beat: "beat\n"
        case .lost(let name): "lost \(name)\n"
        case .failed(let status, let text): "failed \(status) \(WatchLine.folded(text))\n"
        case .bye: "bye\n"
        }
    }

    /// On one line.
    private static func folded(_ text: String) -> String {
        text.replacing("\n", with: "\u{1}")
    }

    private static func unfolded(_ text: Substring) -> String {
        String(text).replacing("\u{1}", with: "\n")
    }
}
