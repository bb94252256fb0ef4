import ArgumentParser
import Foundation
import OnwardServer
import OnwardSettings

/// The program `onward-server`.
@main
struct ServerProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "onward-server",
        abstract: "Put models behind a port, and a page before them.",
        discussion: """
            Models are asked by the Open Inference Protocol, by routes of its own, or on the page at \
            the address that is printed; /openapi.json lists all. The signal TERM ends the server after \
            the last answer, HUP reads the models' files again.
            """)

    @Argument(help: "Models' files or run folders: PATH, or NAME=PATH.")
    var models: [String] = []
    @Option(help: "Show the runs of this folder, or this run, those under way included.")
    var runs: String?
    @Option(help: "The address to listen at. Other machines reach it only with a token.")
    var host = "127.0.0.1"
    @Option(help: "The port; 0 for any that is free.")
    var port = 8000
    @Option(
        help: """
            A file with the token that clients must know: a secret of at least 16 signs. Default: the \
            environment's ONWARD_TOKEN.
            """)
    var tokenFile: String?
    @Option(help: "A name that clients call this server by, beside localhost and addresses.")
    var name: [String] = []
    @Flag(help: .hidden)
    var untilInputEnds = false

    func validate() throws {
        if models.isEmpty && runs == nil { throw ValidationError("give a model, or --runs") }
        if !(0...65_535).contains(port) {
            throw ValidationError("--port must be from 0 to 65535, not \(port)")
        }
    }

    static func main() async {
        do {
            var program = try parseAsRoot()
            guard let server = program as? ServerProgram else { return try program.run() }
            try await server.serve()
        } catch let error as any OnwardError {
            FileHandle.standardError.write(Data("Error: \(error.description)\n".utf8))
            exit(withError: error.kind == .input ? ExitCode.validationFailure : ExitCode.failure)
        } catch {
            exit(withError: error)
        }
    }

    private func serve() async throws {
        let token = try token()
        if token == nil && !isLoopback {
            throw ValidationError(
                "--host \(host) can be reached from other machines: set --token-file or ONWARD_TOKEN"
            )
        }
        let metrics = ServerMetrics()
        let house = ServerHouse(
            models: try ModelShelf(try models.map(ModelSource.init), metrics: metrics),
            runs: try runs.map { try RunShelf(URL(fileURLWithPath: $0)) }, metrics: metrics)
        let keeper = Doorkeeper(names: name, token: token)
        try await RunningServer(
            house, keeper, host: host, port: port, endsWithInput: untilInputEnds
        ).run()
    }

    private var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

    private func token() throws -> Token? {
        if let tokenFile {
            guard let text = try? String(contentsOfFile: tokenFile, encoding: .utf8) else {
                throw ValidationError("--token-file \(tokenFile) cannot be read")
            }
            return try Token(text)
        }
        return try ProcessInfo.processInfo.environment["ONWARD_TOKEN"].map(Token.init)
    }
}
