import OnwardCompute

/// Reads a sample of any form as one flat row; moves nothing.
package struct Flatten: Layer {
    package static let name = "flatten"
    package static let examples = [(layer: Flatten(), input: Shape(2, 3, 5))]

    package init() {}

    package var description: String { "Flatten()" }

    package func plan(for shape: Shape) throws(ShapeError) -> LayerPlan {
        LayerPlan(output: Shape(shape.count), isView: true)
    }

    package func forward(_ pass: ForwardPass) {}

    package func backward(_ pass: BackwardPass) {}
}
