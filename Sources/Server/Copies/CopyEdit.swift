import OnwardNetworks

/// What a client does to a block of its copy.
struct CopyEdit: Sendable {
    private let action: Action
    /// Counted from 0.
    private let block: Int

    private enum Action {
        case silence(Bool)
        case remove
        case damage(Damage, share: Double, seed: UInt64)
        case reinitialize
    }

    static let names = ["action", "block", "kind", "share", "seed"]

    init(_ body: JSON) throws(ServerError) {
        guard let number = body["block"]?.whole, (1...1_000_000).contains(number) else {
            throw .badRequest("block must be a block's number, from 1 on")
        }
        block = number - 1
        switch body["action"]?.text {
        case "silence": action = .silence(true)
        case "restore-vote": action = .silence(false)
        case "remove": action = .remove
        case "reinitialize": action = .reinitialize
        case "damage": action = try CopyEdit.damage(body)
        default:
            throw .badRequest(
                "action must be silence, restore-vote, remove, reinitialize or damage")
        }
    }

    private static func damage(_ body: JSON) throws(ServerError) -> Action {
        guard let kind = Damage(rawValue: body["kind"]?.text ?? Damage.zero.rawValue) else {
            let known = Damage.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badRequest("kind must be one of \(known)")
        }
        guard let share = body["share"]?.double, share > 0, share <= 1 else {
            throw .badRequest("share must be above 0, at most 1")
        }
        guard let seed = (body["seed"] ?? .integer(1)).whole, seed >= 0 else {
            throw .badRequest("seed must be a whole number from 0 on")
        }
        return .damage(kind, share: share, seed: UInt64(seed))
    }

    /// On the copy's queue.
    func perform(on copy: ModelCopy) throws {
        switch action {
        case .silence(let isSilent): try copy.silence(block, isSilent)
        case .remove: try copy.remove(block)
        case .damage(let damage, let share, let seed):
            try copy.change(
                "damage (\(damage.rawValue)) befell \(share) of block \(block + 1)'s weights"
            ) { try $0.damage(block, damage, share: share, seed: seed) }
        case .reinitialize:
            try copy.change("block \(block + 1) got first weights again") { network in
                try network.reinitialize(block)
                copy.weighVotes()
            }
        }
    }
}
