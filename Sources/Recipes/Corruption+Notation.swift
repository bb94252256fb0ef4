import OnwardCatalog
import OnwardCompute
import OnwardData
import OnwardSettings

extension Corruption {
    /// The shares as commands and recipes say them: `clean=0.5,noise=0.5`, or `quarters` for a
    /// quarter of each kind. A kind that is not named has no share.
    ///
    /// - Throws: `UnknownNameError` for a kind that is none, `SettingsError` where the text is not
    ///   of this form, and for shares that cannot be.
    package init(notation: String, deviation: Float = Corruption.quarters.deviation) throws {
        var shares: [Kind: Double] = [:]
        if notation == Corruption.quartersName {
            for kind in Kind.allCases { shares[kind] = Corruption.quarters.share(of: kind) }
        } else {
            for item in notation.split(separator: ",", omittingEmptySubsequences: false) {
                let (kind, share) = try Corruption.share(in: item, of: notation)
                guard shares.updateValue(share, forKey: kind) == nil else {
                    throw SettingsError(
                        "shares", expected: "of each kind once",
                        got: "\(notation), which names \(kind.rawValue) twice",
                        remedy: "leave one out")
                }
            }
        }
        try self.init(
            clean: shares[.clean] ?? 0, noise: shares[.noise] ?? 0, blank: shares[.blank] ?? 0,
            pure: shares[.pure] ?? 0, deviation: deviation)
    }

    private static let quartersName = "quarters"

    private static func share(
        in item: Substring, of notation: String
    ) throws -> (kind: Kind, share: Double) {
        let halves = item.split(separator: "=", omittingEmptySubsequences: false)
        let known = Kind.allCases.map(\.rawValue)
        guard let name = halves.first.map(String.init), let kind = Kind(rawValue: name) else {
            // A word alone may have been meant for the whole.
            let isWhole = halves.count == 1 && item.count == notation.count
            throw UnknownNameError(
                "kind of corruption", String(halves.first ?? item),
                known: known + (isWhole ? [quartersName] : []))
        }
        guard halves.count == 2, let share = Double(halves[1]) else {
            throw SettingsError(
                "shares", expected: "a list of such as \(name)=0.25",
                got: "\"\(item)\" in \(notation)",
                remedy: "name some of \(known.joined(separator: ", ")), each with its share, or "
                    + "say \(quartersName)")
        }
        return (kind, share)
    }
}
