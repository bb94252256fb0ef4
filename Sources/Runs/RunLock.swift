import Foundation

/// Keeps a run's folder to one program at a time; ends with the program, however that ends.
package final class RunLock {
    private let descriptor: Int32

    package init(_ folder: URL) throws(RunFolderError) {
        descriptor = open(folder.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno == EWOULDBLOCK ? "another program is training in it" : "not usable"
            if descriptor >= 0 { close(descriptor) }
            throw RunFolderError(
                "\(folder.path): \(reason); wait for it to end, or choose another folder")
        }
    }

    deinit { close(descriptor) }
}
