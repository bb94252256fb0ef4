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
    package func plannedWindows(for shape: Shape) throws(ShapeError) -> Windows {
        try .planned(for: shape, by: self, size: window, windows)
    }

    /// Where windows lie on a sample's planes, in a pass.
    func windows(for shape: Shape) -> Windows {
        guard let windows = try? plannedWindows(for: shape) else {
            preconditionFailure("\(self) cannot have been planned for \(shape)")
        }
        return windows
    }
}
