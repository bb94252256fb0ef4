/// The hosts that a command names for mpirun, as in `mpirun --host a:2,b:2 -n 4 …`.
struct HostList {
    private let words: [String]
    /// Where the list stands among the words.
    private let place: Int
    private let hosts: [(name: String, slots: Int)]

    /// - Returns: nil where the command names none.
    init?(_ words: [String]) {
        guard
            let option = words.firstIndex(where: { ["--host", "-host", "-H", "--H"].contains($0) }),
            option + 1 < words.count
        else { return nil }
        (self.words, place) = (words, option + 1)
        hosts = words[place].split(separator: ",").map { entry in
            let parts = entry.split(separator: ":", maxSplits: 1)
            return (String(parts[0]), parts.count == 2 ? Int(parts[1]) ?? 1 : 1)
        }
    }

    var names: [String] { hosts.map(\.name) }

    /// The command without some hosts, and with as many programs at most as the others have room for.
    ///
    /// - Parameters:
    ///   - silent: their names.
    ///   - step: the programs are a multiple of it.
    func words(without silent: Set<String>, multipleOf step: Int) -> [String] {
        let left = hosts.filter { !silent.contains($0.name) }
        guard left.count < hosts.count, !left.isEmpty else { return words }
        var words = words
        words[place] = left.map { "\($0.name):\($0.slots)" }.joined(separator: ",")
        let slots = left.reduce(0) { $0 + $1.slots }
        let counts = ["-n", "--n", "-np", "--np", "-c"]
        if let option = words.firstIndex(where: counts.contains), option + 1 < words.count,
            let programs = Int(words[option + 1])
        {
            let most = min(programs, slots)
            words[option + 1] = String(max(step, most - most % step))
        }
        return words
    }
}
