import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardNetworks
import OnwardObjectives

/// Three classes of noisy points around a centre each, in turn.
///
/// - Shapes: samples [6]
func toySamples(_ count: Int, seed: UInt64 = 1) -> Samples {
    let (features, classes) = (6, 3)
    let centres = RandomSource(seed: 17, for: .test)
    let noise = RandomSource(seed: seed, for: .test)
    let labels = (0..<Int32(count)).map { $0 % Int32(classes) }
    let values = labels.enumerated().flatMap { sample, label in
        (0..<features).map { feature in
            centres[Int(label)].normal(at: feature) + 0.5 * noise[sample].normal(at: feature)
        }
    }
    return Samples(
        dense: Matrix(values, columns: features), scale: 1, labels: Matrix(labels, columns: 1),
        shape: Shape(features))
}

let toyClasses = ["red", "green", "blue"]

/// A Mono-Forward network for the toy samples: one dense layer of each width to a block.
func toyNetwork(_ widths: [Int], dropout: Double = 0, seed: UInt64 = 5) throws -> Network {
    try Network(
        input: Shape(6), classes: toyClasses, objective: .crossEntropy, seed: seed,
        blocks: widths.map { width in
            Block {
                Dense(width, activation: .relu)
                if dropout > 0 { Dropout(dropout) }
            }
        })
}

/// The weights' bits, so that equal means equal.
func bits(_ block: BlockState) -> [[UInt32]] {
    block.weights.map { $0.matrix.floats.map(\.bitPattern) }
}

func bits(_ network: Network) -> [[[UInt32]]] { network.blocks.map(bits) }

/// The greatest difference between two networks' weights.
func distance(_ first: Network, _ second: Network) -> Float {
    zip(first.weights, second.weights).flatMap { one, other in
        zip(one.matrix.floats, other.matrix.floats).map { abs($0 - $1) }
    }.max() ?? 0
}

extension Matrix {
    var floats: [Float] { values(as: Float.self) }
}
