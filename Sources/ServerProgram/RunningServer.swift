import Foundation
import Hummingbird
import Logging
import NIOCore
import OnwardCompute
import OnwardServer
import OnwardSettings

/// The server under way, from its first connection to its last answer.
struct RunningServer {
    private let house: ServerHouse
    private let door: HTTPDoor
    private let traffic = Traffic(connections: Limits.connections)
    private let host: String
    private let port: Int
    private let endsWithInput: Bool
    private let logger: Logger

    /// Between the signal to end and the closing of the port: who asks whether the server is ready learns
    /// that it is not, and who has a connection is told to close it.
    private static let drain = Duration.seconds(1)
    private static let mostTimeToEnd = Duration.seconds(30)
    /// Between two looks whether all is answered, and how many in a row must find it so.
    private static let look = Duration.milliseconds(20)
    private static let quietLooks = 5
    /// Between two looks for copies that nobody asks any more.
    private static let sweep = Duration.seconds(30)

    /// - Parameter endsWithInput: whether the end of standard input is a signal to end, as where another
    ///   program started the server beside itself.
    init(
        _ house: ServerHouse, _ keeper: Doorkeeper, host: String, port: Int, endsWithInput: Bool
    ) {
        var logger = Logger(
            label: "onward-server", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .warning
        self.logger = logger
        self.house = house
        self.host = host
        self.port = port
        self.endsWithInput = endsWithInput
        door = HTTPDoor(
            door: Door(house, keeper: keeper) { [logger] in logger.error("\($0)") }, house: house)
    }

    func run() async throws {
        RunningServer.allowManyFiles()
        Heap.returnFreedMemory()
        let signals = SignalWatch.signals([SIGTERM, SIGINT, SIGHUP], inputEnds: endsWithInput)
        let watch = Task { await follow(signals) }
        let sweeping = Task {
            while !Task.isCancelled {
                try? await Task.sleep(for: RunningServer.sweep)
                house.copies.sweep()
            }
        }
        defer {
            watch.cancel()
            sweeping.cancel()
        }
        do {
            try await application().run()
        } catch let error as IOError {
            throw SettingsError(
                "port", expected: "one that \(host) can listen at",
                got: "\(port): \(String(cString: strerror(error.errnoCode)))")
        }
    }

    private func application() -> some ApplicationProtocol {
        Application(
            responder: door,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [ConnectionKeeper(traffic)],
                    idleTimeout: .seconds(Int64(Limits.idleSeconds)))),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), backlog: 1_024,
                availableConnectionsDelegate: traffic),
            onServerRunning: { announce($0) }, logger: logger)
    }

    private func announce(_ channel: any Channel) {
        let name = host.contains(":") ? "[\(host)]" : host
        for model in house.models.all { say("model \(model.name), version \(model.version)") }
        say("listening at http://\(name):\(channel.localAddress?.port ?? port)/")
    }

    /// At once, also where standard output is a file.
    private func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    private func follow(_ signals: AsyncStream<Int32>) async {
        for await signal in signals {
            if signal == SIGHUP {
                house.models.reload().forEach(say)
                continue
            }
            // Whoever asks twice does not want to wait.
            guard house.isReady else { exit(130) }
            house.leave()
            Task { await end() }
        }
    }

    /// Answers what was taken, and ends the program. Who closes a port while connections come in meets those
    /// that were half taken; who ends the program does not.
    private func end() async {
        try? await Task.sleep(for: RunningServer.drain)
        traffic.close()
        let latest = ContinuousClock.now + RunningServer.mostTimeToEnd
        var quiet = 0
        while quiet < RunningServer.quietLooks, .now < latest {
            try? await Task.sleep(for: RunningServer.look)
            quiet = traffic.isQuiet ? quiet + 1 : 0
        }
        _exit(0)
    }

    /// A connection is an open file, and systems allow few at first.
    private static func allowManyFiles() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
