import Foundation

/// Where the first program is listened to: all addresses of its machine, and a port.
struct WatchAddress: Codable, Sendable {
    let hosts: [String]
    let port: UInt16

    /// A socket that listens on all of this machine's addresses.
    static func listen() -> (descriptor: Int32, address: WatchAddress)? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &place) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && Foundation.listen(descriptor, 1024) == 0
                    && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isBound else {
            close(descriptor)
            return nil
        }
        return (descriptor, WatchAddress(hosts: ownHosts, port: UInt16(bigEndian: place.sin_port)))
    }

    /// Those of its networks before that which never leaves the machine.
    private static var ownHosts: [String] {
        var (hosts, first) = ([String](), UnsafeMutablePointer<ifaddrs>?.none)
        guard getifaddrs(&first) == 0 else { return ["127.0.0.1"] }
        defer { freeifaddrs(first) }
        for entry in sequence(first: first, next: { $0?.pointee.ifa_next }) {
            guard let address = entry?.pointee.ifa_addr,
                address.pointee.sa_family == sa_family_t(AF_INET)
            else { continue }
            var text = [CChar](repeating: 0, count: Int(INET_ADDRSTRLEN))
            address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                _ = inet_ntop(AF_INET, &$0.pointee.sin_addr, &text, socklen_t(text.count))
            }
            let host = String(
                decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            hosts.append(host)
        }
        return hosts.filter { !$0.hasPrefix("127.") } + hosts.filter { $0.hasPrefix("127.") }
    }

    /// Connects to the first address at which somebody answers; nil where nobody does in time.
    func connect() -> Int32? {
        let attempts = hosts.map { (host: $0, descriptor: begin($0)) }
        let deadline = ContinuousClock.now + .seconds(Heartbeat.patience)
        var found: Int32?
        while found == nil, .now < deadline {
            for attempt in attempts where attempt.descriptor >= 0 && found == nil {
                var entry = pollfd(fd: attempt.descriptor, events: Int16(POLLOUT), revents: 0)
                guard poll(&entry, 1, 20) > 0 else { continue }
                var (code, size) = (Int32(0), socklen_t(MemoryLayout<Int32>.size))
                getsockopt(attempt.descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
                if code == 0, entry.revents & Int16(POLLOUT) != 0 { found = attempt.descriptor }
            }
            if found == nil { usleep(20_000) }
        }
        for attempt in attempts where attempt.descriptor >= 0 && attempt.descriptor != found {
            close(attempt.descriptor)
        }
        return found
    }

    private func begin(_ host: String) -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return -1 }
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = port.bigEndian
        inet_pton(AF_INET, host, &place.sin_addr)
        withUnsafePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return descriptor
    }
}
