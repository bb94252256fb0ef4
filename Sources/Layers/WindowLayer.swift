import OnwardCompute

/// A layer that looks at images through windows: convolution and pooling.
package protocol WindowLayer: Layer {
    /// The size of a window.
    var window: Extent { get }
    /// Where windows lie; nil where not even one fits.
    func windows(on image: Extent) -> Windows?
}

extension WindowLayer {
    /// Where windows lie on a sample's planes, while planning.
    func plannedWindows(for shape: Shape) throws(ShapeError) -> Windows {
        guard shape.dimensions.count == 3 else {
            throw ShapeError(
                self, expected: "images as [channels, height, width]", got: shape,
                remedy: "put it before Flatten() and dense layers, or read the data as images")
        }
        let image = Extent(shape.dimensions[1], shape.dimensions[2])
        guard let windows = windows(on: image) else {
            throw ShapeError(
                self,
                expected: "images that a window of \(window.height) × \(window.width) fits on",
                got: shape, remedy: "take a smaller window, or fewer poolings before it")
        }
        return windows
    }

    /// Where windows lie on a sample's planes, in a pass.
    func windows(for shape: Shape) -> Windows {
        guard let windows = try? plannedWindows(for: shape) else {
            preconditionFailure("\(self) cannot have been planned for \(shape)")
        }
        return windows
    }
}
