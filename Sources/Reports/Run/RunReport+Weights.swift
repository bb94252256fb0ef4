import OnwardDrawing
import OnwardNetworks
import OnwardPictures

/// What the units of the first layer look for, where samples are images.
extension RunReport {
    var weights: Page.Section? {
        guard let network, let (pictures, units, what) = RunReport.firstWeights(of: network) else {
            return nil
        }
        let sheet = Picture(sheetOf: pictures, columns: 8)
        let said =
            "The \(pictures.count < units ? "first \(pictures.count) of \(units)" : "\(units)") \(what)"
        let colors =
            network.input.dimensions[0] == 3
            ? "Gray is 0, for red, green and blue alike."
            : "Light gray is 0, orange is above, blue below."
        return Page.Section(
            "weights", "The first layer's weights",
            """
            <p>\(said), each by its own scale. \(colors)</p>
            \(sheet.image(alt: said, style: "sheet"))
            """)
    }

    /// Pixels of the whole sheet.
    private static let greatestPixels = 120_000

    /// The weights of the lowest layer that has any, a picture for each unit; nil where that is none for
    /// an image.
    private static func firstWeights(
        of network: Network
    ) -> (pictures: [Picture], units: Int, what: String)? {
        let input = network.input.dimensions
        guard input.count == 3,
            let tensor = network.blocks[0].weights.first(where: {
                $0.name.hasSuffix(".weight") && $0.shape.count > 1
            }), tensor.name.hasPrefix("blocks.0.layers.")
        else { return nil }
        let units = tensor.shape[0]
        let sizes: [Int]
        switch tensor.shape.count {
        case 2 where tensor.shape[1] >= network.input.count: sizes = input
        // Labels may have planes beside the image's.
        case 4 where tensor.shape[1] >= input[0]: sizes = [input[0]] + tensor.shape[2...]
        default: return nil
        }
        let numbers = sizes.reduce(1, *)
        guard sizes[1] > 1 || sizes[2] > 1 else { return nil }
        let shown = min(units, 64, max(8, greatestPixels / ((sizes[1] + 1) * (sizes[2] + 1))))
        let pictures = (0..<shown).map { unit in
            Picture(
                weights: Array(tensor.matrix.rows(unit..<unit + 1).values().prefix(numbers)),
                sizes: sizes
            ).within(64)
        }
        let form = "\(sizes[2]) × \(sizes[1])"
        return (
            pictures, units,
            tensor.shape.count == 2
                ? "units' weights, as images of \(form) pixels"
                : "channels' kernels, of \(form) pixels"
        )
    }
}
