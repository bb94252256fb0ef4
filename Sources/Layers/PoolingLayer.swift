import OnwardCompute
import OnwardSettings

/// A layer that replaces every window of an image by one number, channel by channel.
///
/// There is no padding; rows and columns that no window reaches are left out.
///
/// - Shapes: input samples [channels, height, width], output samples [channels, height', width']
///   with height' = (height − size) / stride + 1, rounded down.
public protocol PoolingLayer: Layer {
    /// The size of a window.
    var size: Extent { get }
    /// Image places from one window to the next.
    var stride: Extent { get }

    /// - Parameter stride: nil for windows that lie side by side.
    init(_ size: Extent, stride: Extent?)
}

extension PoolingLayer {
    public static var examples: [(layer: Self, input: Shape)] {
        [
            (layer: Self(2, stride: nil), input: Shape(3, 4, 7)),
            (layer: Self(3, stride: 2), input: Shape(2, 5, 6)),
            (layer: Self(Extent(1, 2), stride: Extent(2, 1)), input: Shape(1, 3, 5)),
            (layer: Self(2, stride: nil), input: Shape(16, 5, 4).grouped(by: Engine.lanes)),
        ]
    }

    public var description: String { "\(Self.self)(\(size))" }

    public func validate() throws(SettingsError) {
        try SettingsError.require(
            size.least > 0, "\(Self.name): size", "at least 1", got: size)
        try SettingsError.require(
            stride.least > 0, "\(Self.name): stride", "at least 1", got: stride)
    }

    package var window: Extent { size }

    package func windows(on image: Extent) -> Windows? {
        Windows(image: image, size: size, stride: stride)
    }

    public func lanes(for shape: Shape) -> Int { shape.lanes }

    public func plan(for shape: Shape) throws(ShapeError) -> LayerPlan {
        let output = try Windows.planned(for: shape, by: self, size: size, windows).output
        return LayerPlan(
            output: Shape(shape.dimensions[0], output.height, output.width)
                .grouped(by: shape.lanes))
    }
}
