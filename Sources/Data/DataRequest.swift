import Foundation
import OnwardCompute
import OnwardSettings

/// What recipes and flags can say of a data set beside its name; each kind of data takes the
/// settings that it knows, and the catalog refuses the rest.
package struct DataRequest: Sendable, Hashable {
    /// Where known sets are looked for before the usual places.
    package var directory: URL?
    /// Keys the split into training and test samples where the data has only one part.
    package var seed: UInt64
    /// Under the names of the command's flags, such as `label-column`, as they were given.
    package var settings: [String: String]

    package init(directory: URL? = nil, seed: UInt64 = 1, settings: [String: String] = [:]) {
        self.directory = directory
        self.seed = seed
        self.settings = settings
    }

    /// A setting that must be a number in a range, or `usual` where it was not given.
    package func number<Number: LosslessStringConvertible & Comparable>(
        _ name: String, in range: Range<Number>, usual: Number
    ) throws(SettingsError) -> Number {
        guard let text = settings[name] else { return usual }
        guard let number = Number(text), range.contains(number) else {
            throw SettingsError(
                name, expected: "at least \(range.lowerBound) and below \(range.upperBound)",
                got: text)
        }
        return number
    }

    /// A setting that must be one of several words, or `usual` where it was not given.
    package func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ name: String, usual: Choice
    ) throws(SettingsError) -> Choice {
        guard let text = settings[name] else { return usual }
        if let choice = Choice(rawValue: text) { return choice }
        let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw SettingsError(name, expected: "one of \(known)", got: text)
    }

    /// A setting that is true or false; false where it was not given.
    package func flag(_ name: String) throws(SettingsError) -> Bool {
        guard let text = settings[name] else { return false }
        guard let flag = Bool(text) else {
            throw SettingsError(name, expected: "true or false", got: text)
        }
        return flag
    }

    /// Which samples to test with, where nobody has said: the share `test-share`, a fifth where
    /// that was not given.
    package func split(
        labels: [Int32], groups: [Int32]? = nil, classes: Int
    ) throws(SettingsError) -> Split {
        Split(
            labels: labels, groups: groups, classes: classes,
            fraction: try number("test-share", in: 0.0..<1.0, usual: 0.2),
            random: RandomSource(seed: seed, for: .split))
    }

    /// Throws where a setting was given that `known` does not name.
    package func check(known: [String], for data: String) throws(SettingsError) {
        guard let stray = settings.keys.sorted().first(where: { !known.contains($0) }),
            let value = settings[stray]
        else { return }
        throw SettingsError(stray, expected: "left out for \(data)", got: value)
    }
}
