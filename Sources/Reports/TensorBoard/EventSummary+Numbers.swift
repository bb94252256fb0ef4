import Foundation
import OnwardExport
import OnwardModels

extension EventSummary {
    /// Every number of a value under its name in the value's files, a list's under their places, counted
    /// from 1; truth is 1 or 0. Texts, and what lies deeper, are left out.
    ///
    /// - Parameter prefix: what names begin with.
    mutating func add(numbersOf value: some Encodable, prefix: String = "") throws {
        let fields = try JSONFields.of(value)
        for (name, field) in fields.sorted(by: { $0.key < $1.key }) {
            if let number = (field as? NSNumber)?.doubleValue {
                add(prefix + name, scalar: number)
            } else if let list = field as? [Any] {
                for (place, item) in list.enumerated() {
                    guard let number = (item as? NSNumber)?.doubleValue else { continue }
                    add("\(prefix)\(name)/\(place + 1)", scalar: number)
                }
            }
        }
    }
}
