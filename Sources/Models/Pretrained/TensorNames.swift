import Foundation
import OnwardSettings

/// How another program calls what a network calls its tensors, by what their names begin with.
///
///     blocks.0.layers.0=fc1,blocks.0.head=classifier
///
/// The longest beginning counts, and only whole parts between dots are one. What nothing is said of is
/// called alike.
package struct TensorNames: Sendable, Hashable {
    private let beginnings: [Pair]

    private struct Pair: Sendable, Hashable {
        let own: String
        let other: String
    }

    package init() { beginnings = [] }

    /// - Parameter text: such pairs, commas between.
    init?(_ text: String) {
        let pairs = text.split(separator: ",", omittingEmptySubsequences: false).map { pair in
            pair.split(separator: "=", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
        }
        guard pairs.allSatisfy({ $0.count == 2 && !$0[0].isEmpty }),
            Set(pairs.map { $0[0] }).count == pairs.count
        else { return nil }
        beginnings = pairs.map { Pair(own: $0[0], other: $0[1]) }
    }

    /// As it was read.
    var text: String { beginnings.map { "\($0.own)=\($0.other)" }.joined(separator: ",") }

    /// What the other program calls a tensor.
    func other(_ name: String) -> String {
        let fitting = beginnings.filter { name == $0.own || name.hasPrefix($0.own + ".") }
        guard let longest = fitting.max(by: { $0.own.count < $1.own.count }) else { return name }
        let rest = name.dropFirst(longest.own.count)
        return longest.other.isEmpty ? String(rest.drop { $0 == "." }) : longest.other + rest
    }

    package static let form = SettingForm<TensorNames?>(
        .text(
            expected: """
                names that tensors begin with and what the file has for them, such as \
                blocks.0.layers.0=fc1,blocks.0.head=classifier
                """, words: []),
        read: { TensorNames($0).map(Optional.some) }, write: { $0?.text })
}
