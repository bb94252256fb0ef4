import OnwardData

extension TextPreparation: NamedInputs {
    /// A part for each word, and for each bucket of pairs of words.
    package var inputs: [InputPart] {
        weights.indices.map { place in
            let name =
                place < words.count ? words[place] : "pairs of words \(place - words.count + 1)"
            return InputPart(name: name, numbers: place..<place + 1)
        }
    }
}
