import Foundation
import OnwardCompute

/// The sessions that train one network together, as one of them sees it.
///
/// All of them come to the same calls in the same order, and each waits there for the others.
package protocol Cohort: Sendable {
    /// Its number among them; the first leads, and writes for all.
    var index: Int { get }
    var count: Int { get }

    /// What messages call one of them.
    func name(of index: Int) -> String

    /// What each of them says, in their order.
    func share(_ bytes: [UInt8]) -> [[UInt8]]

    /// Brings numbers that one of them holds to the first.
    ///
    /// - Parameters:
    ///   - numbers: without gaps, and of the same form everywhere; overwritten in the first alone.
    ///   - index: of the one that holds them.
    func bring(_ numbers: Matrix, from index: Int)
}

extension Cohort {
    package var leads: Bool { index == 0 }

    /// The same of values.
    package func share<Value: Codable>(_ value: Value) throws -> [Value] {
        let bytes = [UInt8](try JSONEncoder().encode([value]))
        return try share(bytes).flatMap { try JSONDecoder().decode([Value].self, from: Data($0)) }
    }

    /// What the first of them says; the others' own is left.
    package func lead<Value: Codable>(_ value: Value) throws -> Value {
        count == 1 ? value : try share(value)[0]
    }
}

/// A session that trains alone.
package struct Alone: Cohort {
    package init() {}

    package var index: Int { 0 }
    package var count: Int { 1 }

    package func name(of index: Int) -> String { "this program" }

    package func share(_ bytes: [UInt8]) -> [[UInt8]] { [bytes] }

    package func bring(_ numbers: Matrix, from index: Int) {}
}
