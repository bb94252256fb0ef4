import Foundation
import OnwardDrawing
import OnwardInference
import OnwardTerminal

/// An explanation on the terminal.
struct ExplanationScreen {
    let occlusion: Occlusion
    let classes: [String]

    private var answer: Answer { occlusion.answer }

    /// Of more classes the best are shown.
    private static let greatestClassCount = 20
    private static let greatestPartCount = 15

    func show(_ sample: ExplainedSample) {
        let known = sample.truth.map { $0 == answer.name ? ", which is true" : ", but it is \($0)" }
        print("\(sample.name): \(answer.name)\(known ?? "")")
        for (index, vote) in answer.votes.enumerated() {
            print(
                "  block \(index + 1) votes \(vote.name), \(Decimals.percent(vote.probability, places: 1))"
            )
        }
        print(
            "  together they are \(Decimals.percent(answer.best(1)[0].probability, places: 1)) sure"
        )
        if !answer.blockEvidence.isEmpty { showLabels() }
        switch occlusion.places {
        case .pixels(let height, let width): showMaps(height, width)
        case .parts(let names): showParts(names)
        }
    }

    /// For every label: goodness where blocks learn by it, or else each block's share.
    private func showLabels() {
        let goodness = answer.goodness
        let columns = goodness ?? answer.blockEvidence.map { $0.map(Double.init) }
        print(
            "\n\(goodness == nil ? "evidence for" : "goodness with") every label, block by block"
                + (classes.count > ExplanationScreen.greatestClassCount ? ", of the likeliest" : "")
        )
        let shown = answer.best(ExplanationScreen.greatestClassCount).map(\.label).sorted()
        let width = shown.map { classes[$0].count }.max() ?? 0
        for label in shown {
            let cells = columns.map { column in
                Table.pad(String(format: "%.4g", column[label]), 11) + " "
                    + ExplanationScreen.bar(column[label], among: column)
            }
            print("  " + Table.pad(classes[label], width) + cells.joined())
        }
    }

    /// Ten places, from the least of a column's numbers to its greatest.
    private static func bar(_ value: Double, among column: [Double]) -> String {
        let (least, greatest) = (column.min() ?? 0, column.max() ?? 0)
        let share = greatest > least ? (value - least) / (greatest - least) : 0
        let filled = Int((10 * share).rounded())
        return String(repeating: "█", count: filled) + String(repeating: "·", count: 10 - filled)
    }

    private func showParts(_ names: [String]) {
        print(
            "\nlog odds of \(answer.name) that are lost without each part; below 0 it speaks against"
        )
        let order = names.indices.sorted {
            abs(occlusion.decision[$0]) > abs(occlusion.decision[$1])
        }
        let shown = order.prefix(ExplanationScreen.greatestPartCount).filter {
            occlusion.decision[$0] != 0
        }
        let width = max(4, shown.map { names[$0].count }.max() ?? 0)
        let titles = ["all"] + occlusion.blocks.indices.map { "block \($0 + 1)" }
        print("  " + Table.pad("", width) + titles.map { Table.pad($0, 10) }.joined())
        for place in shown {
            let values = [occlusion.decision[place]] + occlusion.blocks.map { $0[place] }
            print(
                "  " + Table.pad(names[place], width)
                    + values.map { Table.pad(String(format: "%.3f", $0), 10) }.joined())
        }
    }

    private func showMaps(_ height: Int, _ width: Int) {
        print(
            "\nwhere covering a square lowers the log odds of \(answer.name): the darker the more")
        let maps =
            [("all", occlusion.decision)]
            + occlusion.blocks.enumerated().map { ("block \($0 + 1)", $1) }
        let drawn = maps.map { TextMap($1, height: height, width: width).lines }
        let size = (drawn[0].first?.count ?? 0) + 2
        let perRow = max(1, 80 / size)
        for first in stride(from: 0, to: maps.count, by: perRow) {
            let group = first..<min(first + perRow, maps.count)
            func padded(_ text: String) -> String {
                text + String(repeating: " ", count: max(0, size - text.count))
            }
            print("  " + group.map { padded(maps[$0].0) }.joined())
            for line in drawn[0].indices {
                print("  " + group.map { padded(drawn[$0][line]) }.joined())
            }
        }
    }
}
