import Foundation
import OnwardSettings

/// A piece of memory that buffers own and matrices look at; freed when the last of them is gone, unless
/// it is somebody else's.
final class Memory {
    let start: UnsafeMutableRawPointer
    let byteCount: Int
    private let kind: Kind

    private enum Kind {
        case heap, pages
        /// Of a file that has no name any more and goes with the mapping.
        case file
        /// Somebody else's.
        case lent
    }

    /// From here on memory comes zeroed from the system and goes back to it when it is freed, where
    /// the heap would keep holes.
    private static let mappedFrom = 1 << 18
    /// From here on it is asked for in huge pages, where there are any: the optimizer's walk over
    /// all weights misses the page table far less.
    private static let hugeFrom = 1 << 20

    /// Zeroed memory that starts on a multiple of 64 bytes.
    init(byteCount: Int) {
        self.byteCount = byteCount
        if byteCount >= Memory.mappedFrom {
            kind = .pages
            let pointer = mmap(
                nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
            guard let pointer, pointer != MAP_FAILED else {
                preconditionFailure("out of memory: \(byteCount) bytes were asked for")
            }
            if byteCount >= Memory.hugeFrom { madvise(pointer, byteCount, MADV_HUGEPAGE) }
            start = pointer
        } else {
            kind = .heap
            start = .allocate(byteCount: max(byteCount, 64), alignment: 64)
            memset(start, 0, max(byteCount, 64))
        }
    }

    /// Zeroed numbers that lie in a file of this folder; the system brings the pages that are
    /// touched into memory, and takes them out again when it needs room or is told to.
    ///
    /// The disk's room is taken at once, because a full disk could only kill the program later, and
    /// the file's name is removed at once, so that nothing is left however the program ends.
    init(byteCount: Int, inFileIn folder: URL) throws(FileError) {
        var name = Array(folder.appending(path: "onward-weights-XXXXXX").path.utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw Memory.noRoom(folder, byteCount, errno) }
        defer { close(descriptor) }
        unlink(name)
        let full = posix_fallocate(descriptor, 0, off_t(byteCount))
        guard full == 0 else { throw Memory.noRoom(folder, byteCount, full) }
        let pointer = mmap(
            nil, byteCount, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
        guard let pointer, pointer != MAP_FAILED else {
            throw Memory.noRoom(folder, byteCount, errno)
        }
        self.byteCount = byteCount
        kind = .file
        start = pointer
    }

    /// Memory of somebody else's, who keeps it in its place for as long as anything looks at it.
    init(lent start: UnsafeMutableRawPointer, byteCount: Int) {
        self.start = start
        self.byteCount = byteCount
        kind = .lent
    }

    /// Whether the system would give out so much memory at all, before any of it is touched.
    static func hasPlaces(for byteCount: Int) -> Bool {
        guard byteCount >= 1 << 30 else { return true }
        let pointer = mmap(
            nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let pointer, pointer != MAP_FAILED else { return false }
        munmap(pointer, byteCount)
        return true
    }

    private static func noRoom(_ folder: URL, _ byteCount: Int, _ code: Int32) -> FileError {
        FileError(code, at: folder.path, expected: "room for weights of \(byteCount) bytes")
    }

    /// Takes numbers that lie in a file out of memory; they come back when they are next touched.
    func evict() {
        if kind == .file { madvise(start, byteCount, MADV_DONTNEED) }
    }

    deinit {
        switch kind {
        case .heap: start.deallocate()
        case .pages, .file: munmap(start, byteCount)
        case .lent: break
        }
    }
}
