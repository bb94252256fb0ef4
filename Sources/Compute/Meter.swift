/// Where an engine's time goes, part by part, and how many operations its products take.
///
/// An engine has none unless it is given one; then it looks at the clock twice per product. Time is
/// charged to the innermost part, so that the parts add up to all of it.
package final class Meter {
    package enum Part: Int, CaseIterable, Sendable {
        /// Matrix products and convolutions.
        case products
        case optimizer
        /// Batches gathered, labelled and contrasted.
        case data
        case rest
    }

    private var charged = [Double](repeating: 0, count: Part.allCases.count)
    private var current = Part.rest
    private var mark = ContinuousClock.now
    /// Multiplications and additions, of a convolution as its formula has them.
    package private(set) var operations = 0.0
    /// The matrix products met, and the operations that each took in all.
    package private(set) var products: [ProductShape: Double] = [:]

    package init() {}

    /// Seconds charged to a part so far.
    package func seconds(_ part: Part) -> Double { charged[part.rawValue] }

    /// Forgets everything, and charges from here on to `rest`.
    package func restart() {
        charged = charged.map { _ in 0 }
        (operations, products, current, mark) = (0, [:], .rest, .now)
    }

    /// Charges what has passed; what follows goes to `part`. Returns the part until now.
    @discardableResult
    package func enter(_ part: Part) -> Part {
        let (now, before) = (ContinuousClock.now, current)
        charged[before.rawValue] += (now - mark) / .seconds(1)
        (mark, current) = (now, part)
        return before
    }

    func count(_ product: ProductShape) {
        operations += product.operations
        products[product, default: 0] += product.operations
    }

    func count(operations: Double) { self.operations += operations }
}
