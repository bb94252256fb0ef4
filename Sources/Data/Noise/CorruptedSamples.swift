/// Samples some of which were spoiled, and which way each.
package struct CorruptedSamples {
    package let samples: Samples
    /// What became of each sample, in their order.
    package let kinds: [Corruption.Kind]
}
