/// An experiment that cannot be run as asked.
public struct ExperimentError: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
