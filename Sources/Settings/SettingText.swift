/// How values stand in recipes: the shortest text that means the same number again.
package enum SettingText {
    package static func of(_ number: Double) -> String {
        Int(exactly: number).map { "\($0)" } ?? "\(number)"
    }
}
