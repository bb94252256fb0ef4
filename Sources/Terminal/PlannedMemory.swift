import Foundation
import OnwardLearning

/// How a memory plan is shown.
package struct PlannedMemory: Encodable {
    private let plan: MemoryPlan

    package init(_ plan: MemoryPlan) { self.plan = plan }

    private static func megabytes(_ bytes: Int) -> String {
        String(format: "%.1f MB", Double(bytes) / 1e6)
    }

    /// `123.4 MB beyond the program (weights 16.2 MB, …)`
    package var line: String {
        let known = plan.parts.filter { $0.bytes >= 50_000 }
            .map { "\($0.name) \(PlannedMemory.megabytes($0.bytes))" }
        let total = PlannedMemory.megabytes(plan.total) + " beyond the program"
        return known.isEmpty ? total : total + " (" + known.joined(separator: ", ") + ")"
    }

    /// A line for each part.
    package var table: String {
        var rows = plan.parts + [("total, beyond the program itself", plan.total)]
        if plan.files > 0 { rows.append(("beside it, in files", plan.files)) }
        return rows.map { name, bytes in
            name.padding(toLength: 34, withPad: " ", startingAt: 0)
                + Table.pad(PlannedMemory.megabytes(bytes), 12)
        }.joined(separator: "\n")
    }

    private enum CodingKeys: String, CodingKey {
        case total = "total_bytes"
    }

    package func encode(to encoder: any Encoder) throws {
        try plan.encode(to: encoder)
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(plan.total, forKey: .total)
    }
}
