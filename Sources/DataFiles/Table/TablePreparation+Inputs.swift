import OnwardData

extension TablePreparation: NamedInputs {
    /// A part for each column, by its name; by its number, from 1 on, where the table has no header.
    package var inputs: [InputPart] {
        var first = 0
        return features.map { feature in
            defer { first += feature.width }
            let name = columns[feature.column]
            return InputPart(
                name: hasHeader ? name : "column \(name)", numbers: first..<first + feature.width)
        }
    }
}
