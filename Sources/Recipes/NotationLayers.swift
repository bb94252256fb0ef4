import OnwardCompute
import OnwardLayers

/// Lays out what the papers' notation says as layers, and knows the samples' form on the way, so
/// that flattening before a dense layer and patches before attention need not be written.
struct NotationLayers {
    /// The form of a sample as the next layer meets it.
    private var shape: Shape
    private let bias: NetworkDesign.Bias
    private let dropout: Double
    private var isFirst: Bool

    /// - Parameters:
    ///   - bias: what layers have; a settled one.
    ///   - dropout: the share dropped after each layer that has units.
    ///   - isLowest: whether the first layer is the network's first.
    init(input: Shape, bias: NetworkDesign.Bias, dropout: Double, isLowest: Bool) {
        shape = input
        self.bias = bias
        self.dropout = dropout
        isFirst = isLowest
    }

    /// The layers for elements that stand together.
    mutating func layers(for elements: [PaperNotation.Element]) throws -> [any Layer] {
        var layers: [any Layer] = []
        for element in elements {
            for layer in layersBefore(element) + [layer(element)] + layersAfter(element) {
                shape = try layer.plan(for: shape).output
                layers.append(layer)
            }
            isFirst = false
        }
        return layers
    }

    private func layer(_ element: PaperNotation.Element) -> any Layer {
        switch element {
        case .dense(let units):
            Dense(units, activation: .relu, bias: bias != .none, drawsBias: bias == .drawn)
        case .convolution(let channels, let height, let width):
            Convolution2D(
                channels, kernel: Extent(height, width), activation: .relu, bias: bias != .none)
        case .averagePooling(let height, let width): AveragePooling(Extent(height, width))
        case .maxPooling(let height, let width): MaxPooling(Extent(height, width))
        case .attention(let heads):
            SelfAttention(heads: heads, width: 8 * heads, activation: .relu)
        case .dropout(let rate): Dropout(rate)
        }
    }

    private mutating func layersBefore(_ element: PaperNotation.Element) -> [any Layer] {
        switch element {
        case .dense where !shape.isFlat:
            // The network shows images flat to a first layer that takes no others.
            if isFirst {
                shape = Shape(shape.count)
                return []
            }
            return [Flatten()]
        case .attention where shape.dimensions.count == 3:
            // The largest patches that fit, of at most 7 × 7.
            let (height, width) = (shape.dimensions[1], shape.dimensions[2])
            let size = (1...7).last { height % $0 == 0 && width % $0 == 0 } ?? 1
            return [Patches(size)]
        default: return []
        }
    }

    private func layersAfter(_ element: PaperNotation.Element) -> [any Layer] {
        switch element {
        case .dense, .convolution, .attention: dropout == 0 ? [] : [Dropout(dropout)]
        case .averagePooling, .maxPooling, .dropout: []
        }
    }
}
