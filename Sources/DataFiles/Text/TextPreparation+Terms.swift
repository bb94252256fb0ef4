extension TextPreparation {
    /// The words that weigh most in a text, as a network is shown it, the heaviest first.
    package func heaviestWords(in numbers: [Float], count: Int) -> [String] {
        let order = words.indices.filter { numbers[$0] > 0 }.sorted {
            (numbers[$0], $1) > (numbers[$1], $0)
        }
        return order.prefix(count).map { words[$0] }
    }
}
