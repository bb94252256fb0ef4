/// Samples some of which were spoiled, and which way each.
public struct CorruptedSamples {
    public let samples: Samples
    /// What became of each sample, in their order.
    public let kinds: [Corruption.Kind]
}
