/// How attention cuts its projections: N samples of tokens, and heads of the width.
package struct AttentionForm: Sendable, Hashable {
    package let samples, tokens, heads, width: Int

    /// Pairs of sample and head.
    var pairs: Int { samples * heads }
    /// 1 / √(a head's width)
    var scale: Double { 1 / Double(width / heads).squareRoot() }

    /// The first row of a pair, and its head's columns.
    func place(_ pair: Int) -> (first: Int, columns: Range<Int>) {
        let start = pair % heads * (width / heads)
        return (pair / heads * tokens, start..<start + width / heads)
    }
}
