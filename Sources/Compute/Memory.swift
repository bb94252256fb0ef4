import Foundation

/// A piece of memory that buffers own and matrices look at; freed when the last of them is gone.
final class Memory {
    let start: UnsafeMutableRawPointer
    let byteCount: Int
    private let isMapped: Bool

    /// From here on memory comes zeroed from the system, in huge pages where it has them: the
    /// optimizer's walk over all weights misses the page table far less.
    private static let mappedFrom = 1 << 20

    /// Zeroed memory that starts on a multiple of 64 bytes.
    init(byteCount: Int) {
        self.byteCount = byteCount
        isMapped = byteCount >= Memory.mappedFrom
        if isMapped {
            let pointer = mmap(
                nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
            guard let pointer, pointer != MAP_FAILED else {
                preconditionFailure("out of memory: \(byteCount) bytes were asked for")
            }
            madvise(pointer, byteCount, MADV_HUGEPAGE)
            start = pointer
        } else {
            start = .allocate(byteCount: max(byteCount, 64), alignment: 64)
            memset(start, 0, max(byteCount, 64))
        }
    }

    deinit {
        if isMapped {
            munmap(start, byteCount)
        } else {
            start.deallocate()
        }
    }
}
