import CKernels

/// The C library's memory.
package enum Heap {
    /// From when this is first called, freed memory is kept for what is allocated next. Otherwise whoever
    /// goes through a file in blocks waits for the system to bring the same pages again and again.
    package static func keepFreedMemory() { kept }

    private static let kept: Void = onward_keep_freed_memory()
}
