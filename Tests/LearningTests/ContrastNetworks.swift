import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardNetworks
import OnwardObjectives

/// A contrast against `negatives`; labels are written behind the toy samples' few numbers.
func contrast(
    _ goodness: GoodnessContrast.Goodness = .sum, negatives: Negatives = .wrongLabel,
    form: LabelEmbedding.Form = .append, strength: LabelStrength? = .number(1),
    pairing: Presentation.Pairing = .paired
) -> GoodnessContrast {
    GoodnessContrast(
        goodness, loss: .threshold, skipsFirstBlock: true,
        presentation: .contrast(
            LabelEmbedding(form, strength: strength), negatives: negatives, pairing: pairing))
}

/// A Forward-Forward network for the toy samples, or for others of that many numbers: dense layers
/// of these widths in each block, below them a normalization.
func contrastNetwork(
    _ widths: [[Int]], _ objective: GoodnessContrast = contrast(), input: Shape = Shape(6),
    classes: [String] = toyClasses, seed: UInt64 = 5
) throws -> Network {
    try Network(
        input: input, classes: classes, objective: objective, seed: seed,
        blocks: widths.map { widths in
            Block(
                [LengthNormalization(.rms)] + widths.map { Dense($0, activation: .relu) })
        })
}

/// Samples in rising numbers: sample n is `n + 1` in all places, so that every row tells what it
/// was made of.
func countingSamples(_ count: Int, shape: Shape, classes: Int) -> Samples {
    let numbers = (0..<count * shape.count).map { Float($0 / shape.count + 1) }
    return Samples(
        dense: Matrix(numbers, columns: shape.count), scale: 1,
        labels: Matrix((0..<count).map { Int32($0 * 7 / 3 % classes) }, columns: 1),
        shape: shape)
}
