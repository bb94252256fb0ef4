import OnwardDrawing

/// What the units of the first layer look for, where samples are images.
extension RunReport {
    var weights: Page.Section? {
        guard let network, let view = FirstWeights(of: network) else { return nil }
        let (shown, units) = (view.pictures.count, view.units)
        let said =
            "The \(shown < units ? "first \(shown) of \(units)" : "\(units)") \(view.what)"
        let colors =
            network.input.dimensions[0] == 3
            ? "Gray is 0, for red, green and blue alike."
            : "Light gray is 0, orange is above, blue below."
        return Page.Section(
            "weights", "The first layer's weights",
            """
            <p>\(said), each by its own scale. \(colors)</p>
            \(view.sheet.image(alt: said, style: "sheet"))
            """)
    }
}
