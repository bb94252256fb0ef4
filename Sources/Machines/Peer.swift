import Foundation

/// A program of the training, as messages name it.
struct Peer: Codable, Sendable {
    let rank: Int
    let host: String

    var name: String { "rank \(rank) on host \(host)" }

    /// This machine's name.
    static var ownHost: String {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        return String(
            decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
