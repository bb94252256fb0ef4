/// How many channels lie side by side in the images that a convolution reads and in those that it
/// writes; see `Shape.lanes`.
package struct ConvolutionLanes: Sendable, Hashable {
    package let input, output: Int

    package init(input: Int, output: Int) {
        self.input = input
        self.output = output
    }

    /// Every channel is a plane of its own.
    package static let plain = ConvolutionLanes(input: 1, output: 1)
}
