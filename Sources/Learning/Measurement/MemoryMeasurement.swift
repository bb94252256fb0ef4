import OnwardCompute
import OnwardData
import OnwardNetworks
import OnwardSettings

/// The most memory that a training took beyond what the process had before.
package struct MemoryMeasurement: Sendable, Codable {
    package let blocks: Int
    package let peakBytes: Int

    enum CodingKeys: String, CodingKey {
        case blocks
        case peakBytes = "peak_bytes"
    }
}

extension Trainer {
    /// Makes a network and trains it for one epoch.
    ///
    /// What the process did before can leave room behind that is taken again and does not count: to
    /// the last megabyte only a process of its own measures.
    ///
    /// - Throws: `SettingsError` where the system does not tell.
    package func measureMemory(
        on samples: Samples, network make: () throws -> Network
    ) throws -> MemoryMeasurement {
        func peak() throws -> Int {
            guard let bytes = ProcessMemory.peakBytes else {
                throw SettingsError(
                    "memory", expected: "a system that tells a process's peak (Linux)",
                    got: "another")
            }
            return bytes
        }
        ProcessMemory.restartPeak()
        let before = try peak()
        let network = try make()
        try fit(network, on: samples, epochs: 1)
        return MemoryMeasurement(blocks: network.blocks.count, peakBytes: try peak() - before)
    }
}
