import OnwardCompute

extension Windows {
    /// Where a layer's windows lie on a sample's planes.
    ///
    /// - Parameter windows: where they lie on an image; nil where not even one fits.
    static func planned(
        for shape: Shape, by layer: some Layer, size: Extent, _ windows: (Extent) -> Windows?
    ) throws(ShapeError) -> Windows {
        guard shape.dimensions.count == 3 else {
            throw ShapeError(
                layer, expected: "images as [channels, height, width]", got: shape,
                remedy: "put it before Flatten() and dense layers, or read the data as images")
        }
        guard let windows = windows(Extent(shape.dimensions[1], shape.dimensions[2])) else {
            throw ShapeError(
                layer, expected: "images that a window of \(size.height) × \(size.width) fits on",
                got: shape, remedy: "take a smaller window, or fewer poolings before it")
        }
        return windows
    }
}
