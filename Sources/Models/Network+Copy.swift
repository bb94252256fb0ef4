import OnwardNetworks

extension Network {
    /// A network that can be trained and edited, says what this one says now, and shares nothing with it.
    ///
    /// - Throws: `SettingsError` where a layer is code that no file can hold.
    package func copy() throws -> Network {
        let copy = try NetworkSpec(self).makeNetwork()
        for (own, copied) in zip(tensors, copy.tensors) {
            copied.matrix.copy(from: own.matrix)
        }
        (copy.voteWeights, copy.temperatures) = (voteWeights, temperatures)
        return copy
    }
}
