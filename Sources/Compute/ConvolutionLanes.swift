/// How many channels lie side by side in the images that a convolution reads and in those that it
/// writes; see `Shape.lanes`.
public struct ConvolutionLanes: Sendable, Hashable {
    public let input, output: Int

    public init(input: Int, output: Int) {
        self.input = input
        self.output = output
    }

    /// Every channel is a plane of its own.
    public static let plain = ConvolutionLanes(input: 1, output: 1)
}
