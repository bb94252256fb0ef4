import Foundation
import OnwardSettings

/// What a client must know to be let in where not only this machine can knock.
package struct Token: Sendable {
    private let secret: [UInt8]
    /// What a page shows instead, so that no browser keeps the token itself; another at every start.
    let cookie = RandomName.make()

    static let cookieName = "onward"
    private static let leastLength = 16

    /// - Throws: `SettingsError` where it is too short to keep anybody out.
    package init(_ text: String) throws(SettingsError) {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        try SettingsError.require(
            text.utf8.count >= Token.leastLength
                && text.utf8.allSatisfy { (0x21..<0x7f).contains($0) },
            "token",
            "at least \(Token.leastLength) letters, digits or signs of ASCII without spaces",
            got: "\(text.count) of others or fewer")
        secret = Array(text.utf8)
    }

    func equals(_ text: String) -> Bool { Token.equal(secret, Array(text.utf8)) }

    func equals(cookie text: String) -> Bool {
        Token.equal(Array(cookie.utf8), Array(text.utf8))
    }

    /// Takes the same time wherever the two differ.
    private static func equal(_ secret: [UInt8], _ other: [UInt8]) -> Bool {
        var difference = UInt8(secret.count == other.count ? 0 : 1)
        for place in secret.indices {
            difference |= secret[place] ^ (place < other.count ? other[place] : 0)
        }
        return difference == 0
    }
}
