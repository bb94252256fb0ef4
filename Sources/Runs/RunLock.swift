import Foundation
import OnwardSettings

/// Keeps a run's folder to one program at a time; ends with the program, however that ends.
package final class RunLock {
    private let descriptor: Int32

    package init(_ folder: URL) throws(FileError) {
        descriptor = open(folder.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0, RunLock.take(descriptor) else {
            let code = errno
            if descriptor >= 0 { close(descriptor) }
            guard code == EWOULDBLOCK else {
                throw FileError(code, at: folder.path, expected: "a folder to train in")
            }
            throw FileError(
                .inUse, at: folder, expected: "a folder that no other program uses",
                got: "one in which another program is training",
                remedy: "wait for it to end, or choose another folder")
        }
    }

    /// Who only asks whether a folder is in use holds it for a moment, so it is tried again.
    private static func take(_ descriptor: Int32) -> Bool {
        for _ in 0..<10 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            guard errno == EWOULDBLOCK else { return false }
            usleep(5000)
        }
        errno = EWOULDBLOCK
        return false
    }

    /// Whether a program is at work in a folder.
    package static func isHeld(_ folder: URL) -> Bool {
        let descriptor = open(folder.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        // Not alone: others may ask at the same time.
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    /// A process that was just forked holds the folder open until it becomes another program: closing it
    /// here alone would not give it free.
    deinit {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
