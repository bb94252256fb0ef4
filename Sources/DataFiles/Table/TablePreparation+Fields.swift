import Foundation

extension TablePreparation {
    /// What a sample's numbers say of each column, as people read it: the way back from `numbers(of:)`.
    ///
    /// What was missing in a column of numbers reads as the training rows' mean, which is what the network
    /// sees of it.
    package func fields(of numbers: [Float]) -> [(column: String, text: String)] {
        zip(features, inputs).map { feature, part in
            (part.name, TablePreparation.text(numbers[part.numbers], feature.kind))
        }
    }

    private static func text(_ numbers: ArraySlice<Float>, _ kind: TableFeature.Kind) -> String {
        switch kind {
        case .number(let mean, let deviation):
            return shown(numbers.first ?? 0, TableFeature.Scale(mean: mean, deviation: deviation))
        case .categories(let levels):
            guard let place = numbers.firstIndex(of: 1) else { return "(unknown)" }
            let level = levels[place - numbers.startIndex]
            return level.isEmpty ? "(missing)" : level
        case .written(let writing, let scales):
            let values = zip(numbers, scales).map { shown($0, $1) }
            guard values.count > 1 else { return values.first ?? "" }
            return zip(writing.parts, values).map { "\($0) \($1)" }.joined(separator: ", ")
        }
    }

    private static func shown(_ number: Float, _ scale: TableFeature.Scale) -> String {
        String(format: "%.5g", Double(number) * scale.deviation + scale.mean)
    }
}
