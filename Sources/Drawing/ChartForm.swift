/// How large a chart is, and where its plot lies in it.
package struct ChartForm: Sendable {
    let width: Double
    let height: Double
    let left: Double
    let right: Double
    let top: Double
    let bottom: Double
    /// Whether the chart itself says its title and its lines' names, beside the plot.
    let isAlone: Bool

    /// A picture of its own, in a file.
    package static let sheet = ChartForm(
        width: 800, height: 500, left: 80, right: 620, top: 50, bottom: 440, isAlone: true)

    /// A figure on a page, which says title and names below it; small, so that its letters can be read
    /// on a phone.
    package static let figure = ChartForm(
        width: 360, height: 240, left: 62, right: 340, top: 14, bottom: 200, isAlone: false)
}
