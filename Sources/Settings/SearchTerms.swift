/// How a search for good settings goes about one of them.
package struct SearchTerms<Owner>: Sendable {
    /// What its random numbers are keyed by. Part of every seed's meaning: it never changes, and no
    /// other setting has it.
    package let place: Int
    /// Whether twice as much counts the same everywhere in a range.
    package let isLogarithmic: Bool
    /// The values that are searched where none are named; nil where the owner makes no use of it.
    package let usual: @Sendable (Owner) -> String?

    package init(
        place: Int, isLogarithmic: Bool = true, usual: @escaping @Sendable (Owner) -> String?
    ) {
        self.place = place
        self.isLogarithmic = isLogarithmic
        self.usual = usual
    }

    func inside<Whole>(_ path: any KeyPath<Whole, Owner> & Sendable) -> SearchTerms<Whole> {
        SearchTerms<Whole>(place: place, isLogarithmic: isLogarithmic) { usual($0[keyPath: path]) }
    }
}
