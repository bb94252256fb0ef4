/// How an error travels down inside a block: what stands in for a weight where an error passes
/// through it. The head is a weight like any other; gains and biases are never replaced.
public enum Feedback: String, Sendable, Codable, CaseIterable {
    /// The weights themselves: the exact gradient.
    case exact
    /// Fixed random matrices of the weights' forms.
    ///
    /// - Reference: Lillicrap et al., *Random synaptic feedback weights support error
    ///   backpropagation for deep learning*, 2016.
    case random
    /// The error on the head's evidence, through one fixed random matrix straight to the output of
    /// every layer that has parameters; layers without any are passed over.
    ///
    /// - Reference: Nøkland, *Direct Feedback Alignment Provides Learning in Deep Neural Networks*,
    ///   2016.
    case direct
}
