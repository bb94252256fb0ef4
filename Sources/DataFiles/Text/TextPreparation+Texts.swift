import OnwardData

extension TextPreparation: SamplePreparation {
    /// - Parameter samples: one text each.
    package func numbers(of samples: [String]) -> [[Float]] {
        var bag = TextBag(self)
        for text in samples { bag.add(Array(text.utf8)) }
        return bag.samples.numbers
    }
}
