import CKernels

/// The C library's memory.
package enum Heap {
    /// From when this is first called, freed memory is kept for what is allocated next. Otherwise whoever
    /// goes through a file in blocks waits for the system to bring the same pages again and again.
    package static func keepFreedMemory() { kept }

    /// From now on the memory of large blocks goes back to the system when they are freed, for a program that
    /// lives long and is sent much by many.
    package static func returnFreedMemory() { onward_return_freed_memory() }

    private static let kept: Void = onward_keep_freed_memory()
}
