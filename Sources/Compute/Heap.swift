/// The C library's memory.
package enum Heap {
    /// From when this is first read, freed memory is kept for what is allocated next. Otherwise whoever goes
    /// through a file in blocks waits for the system to bring the same pages again and again.
    ///
    /// The C library keeps twice as much as the largest block that was ever freed and had pages of its own;
    /// this one is never written, so it costs none.
    package static let keepsFreedMemory: Bool = {
        let block = [UInt8](unsafeUninitializedCapacity: 1 << 24) { _, count in count = 0 }
        return block.isEmpty
    }()
}
