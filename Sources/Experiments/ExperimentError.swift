/// An experiment that cannot be run as asked.
package struct ExperimentError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
