import Foundation

/// A connection between two programs that carries lines.
final class WatchConnection {
    let descriptor: Int32
    /// Who is at the other end; nil until it has said so.
    var rank: Int?
    /// When it was last heard.
    private(set) var lastHeard = ContinuousClock.now
    private(set) var isBroken = false
    private var received = ""

    /// - Parameter descriptor: of a connected socket, which is closed with the connection.
    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        var yes: Int32 = 1
        setsockopt(
            descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(descriptor) }

    /// Lines are short, and a connection that takes none of them is lost anyway.
    func send(_ line: WatchLine) {
        let bytes = Array(line.text.utf8)
        let sent = bytes.withUnsafeBytes {
            Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        if sent < 0, errno != EAGAIN, errno != EINTR { isBroken = true }
    }

    /// What has come since it was last asked.
    func receive() -> [WatchLine] {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count > 0 {
                received += String(decoding: buffer[..<count], as: UTF8.self)
                lastHeard = .now
                continue
            }
            if count == 0 || (errno != EAGAIN && errno != EINTR) { isBroken = true }
            break
        }
        var lines = received.split(separator: "\n", omittingEmptySubsequences: false)
        received = String(lines.popLast() ?? "")
        return lines.compactMap(WatchLine.init)
    }

    var isSilent: Bool { .now - lastHeard > .seconds(Heartbeat.patience) }
}
