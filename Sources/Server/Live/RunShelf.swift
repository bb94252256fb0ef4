import Foundation
import OnwardSettings
import Synchronization

/// Runs of a folder, as far as their files tell: those under way too, on whichever machine they are.
package final class RunShelf: Sendable {
    private let folder: URL
    /// Whether the folder is a run itself.
    private let isRun: Bool
    private let streams = Mutex(0)

    private static let mostStreams = 64

    /// - Parameter folder: of runs, or of one.
    package init(_ folder: URL) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder),
            isFolder.boolValue
        else {
            throw FileError(
                .missing, at: folder, expected: "a folder of runs, or a run's folder", got: "none",
                remedy: "train first, or name another")
        }
        self.folder = folder
        isRun = RunView.isRun(folder)
    }

    /// The newest first.
    func all() -> [RunView] {
        urls().map(RunView.init).sorted { ($0.changed, $0.name) > ($1.changed, $1.name) }
    }

    /// - Parameter name: one of those that are listed, so that no other folder can be meant.
    func run(_ name: String) throws(ServerError) -> RunView {
        guard let url = urls().first(where: { $0.lastPathComponent == name }) else {
            throw .notFound("there is no run of this name; /runs lists those there are")
        }
        return RunView(url)
    }

    private func urls() -> [URL] {
        if isRun { return [folder] }
        let content = try? FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil)
        return (content ?? []).filter(RunView.isRun)
    }

    /// What a run adds to its files, until it ends, nobody listens or the server leaves.
    func events(of run: RunView, in house: ServerHouse) throws(ServerError) -> AsyncStream<
        ServerEvent
    > {
        let isWelcome = streams.withLock { streams in
            guard streams < RunShelf.mostStreams else { return false }
            streams += 1
            return true
        }
        guard isWelcome else { throw .busy("too many pages watch runs; try again") }
        return AsyncStream { continuation in
            let task = Task {
                var watch = RunWatch(run)
                while !Task.isCancelled {
                    // Also a server that is about to end looks once more.
                    let isLast = !house.isReady
                    for event in watch.news() { continuation.yield(event) }
                    if watch.hasEnded || isLast { break }
                    try? await Task.sleep(for: RunWatch.interval)
                }
                continuation.finish()
            }
            continuation.onTermination = { _ in
                task.cancel()
                self.streams.withLock { $0 -= 1 }
            }
        }
    }
}
