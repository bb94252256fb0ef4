import OnwardCompute
import OnwardData

/// The most memory that a training took beyond what the process had before.
public struct MemoryMeasurement: Sendable, Codable {
    public let blocks: Int
    public let peakBytes: Int

    enum CodingKeys: String, CodingKey {
        case blocks
        case peakBytes = "peak_bytes"
    }
}

extension Trainer {
    /// Makes a network and trains it for one epoch.
    ///
    /// The system only tells the most that a process ever had: a process that did other work before
    /// measures too little. So each measurement wants a process of its own.
    ///
    /// - Throws: `SettingsError` where the system does not tell.
    public func measureMemory(
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
        let before = try peak()
        let network = try make()
        try fit(network, on: samples, epochs: 1)
        return MemoryMeasurement(blocks: network.blocks.count, peakBytes: try peak() - before)
    }
}
