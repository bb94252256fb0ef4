import Foundation

/// A page of a run under way: a server beside the training, which ends with it.
final class RunPage {
    private let server = Process()
    /// The server ends when this does, however the training ends.
    private let leash = Pipe()

    /// - Parameter folder: the run's.
    init(_ folder: URL) throws {
        server.executableURL = try ServerExecutable.url()
        server.arguments = ["--runs", folder.path, "--port", "0", "--until-input-ends"]
        server.standardInput = leash
        // Standard output is the training's own.
        server.standardOutput = FileHandle.standardError
        try server.run()
    }

    /// Waits until the pages that are open have been told of the end.
    func end() {
        try? leash.fileHandleForWriting.close()
        server.waitUntilExit()
    }
}
