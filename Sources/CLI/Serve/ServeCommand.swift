import ArgumentParser
import Foundation
import OnwardSettings

/// `onward serve`
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Put models behind a port, and a page before them.",
        discussion: """
            Draw, type or choose a sample on the page and watch every block vote; switch blocks off, \
            damage them, teach a copy. Programs ask by the Open Inference Protocol. What is given is \
            handed to onward-server, a program of its own: onward serve --help lists its options once it \
            is built.

              onward serve runs/synthetic-digits-mf-1
              onward serve --runs runs
            """)

    @Argument(
        parsing: .captureForPassthrough,
        help: "Models' files or run folders, and onward-server's options.")
    var arguments: [String] = []

    func run() throws {
        let server: URL
        do {
            server = try ServerExecutable.url()
        } catch {
            if arguments.contains("--help") || arguments.contains("-h") {
                return print(Self.helpMessage())
            }
            throw error
        }
        // In this program's place, so that signals and the exit status are the server's.
        let words = ([server.path] + arguments).map { strdup($0) } + [nil]
        execv(server.path, words)
        throw FileError(
            .inaccessible, at: server, expected: "a program that can be run",
            got: String(cString: strerror(errno)), remedy: "build it again")
    }
}
