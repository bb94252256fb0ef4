import OnwardCompute

/// Reads a sample of any form as one flat row; moves nothing.
public struct Flatten: Layer {
    public static let name = "flatten"
    public static let examples = [(layer: Flatten(), input: Shape(2, 3, 5))]

    /// There is nothing to choose.
    public init() {}

    public var description: String { "Flatten()" }

    public func plan(for shape: Shape) throws(ShapeError) -> LayerPlan {
        LayerPlan(output: Shape(shape.count), isView: true)
    }

    public func forward(_ pass: ForwardPass) {}

    public func backward(_ pass: BackwardPass) {}
}
