/// A program of the training, as messages name it.
struct Peer: Codable, Sendable {
    let rank: Int
    let host: String

    var name: String { "rank \(rank) on host \(host)" }
}
