import OnwardNetworks
import OnwardPictures

/// The weights of the lowest layer that has any as pictures, one for each unit, where samples are images.
struct FirstWeights {
    let pictures: [Picture]
    /// Of which the first are shown.
    let units: Int
    /// What a picture is of.
    let what: String

    /// Pixels of the whole sheet.
    private static let greatestPixels = 120_000

    /// Nil where the weights are no pictures.
    init?(of network: Network) {
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
        let greatest = FirstWeights.greatestPixels / ((sizes[1] + 1) * (sizes[2] + 1))
        pictures = (0..<min(units, 64, max(8, greatest))).map { unit in
            Picture(
                weights: Array(tensor.matrix.rows(unit..<unit + 1).values().prefix(numbers)),
                sizes: sizes
            ).within(64)
        }
        self.units = units
        let form = "\(sizes[2]) × \(sizes[1])"
        what =
            tensor.shape.count == 2
            ? "units' weights, as images of \(form) pixels"
            : "channels' kernels, of \(form) pixels"
    }

    /// All of them in rows of eight.
    var sheet: Picture { Picture(sheetOf: pictures, columns: 8) }
}
