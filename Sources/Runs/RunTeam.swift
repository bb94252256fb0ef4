import Foundation
import OnwardLearning
import OnwardNetworks
import OnwardSettings

/// Programs that train one run's network together, as one of them sees them.
package protocol RunTeam {
    /// Where it stands among them.
    ///
    /// - Parameter network: without numbers; it is only looked at.
    func place(for network: Network, _ trainer: Trainer) throws -> SessionPlace
}

extension Cohort {
    /// The folder that the first of them makes, in all of them.
    ///
    /// - Throws: in all, where one does not see it.
    func folder(_ make: () throws -> RunFolder) throws -> RunFolder {
        guard count > 1 else { return try make() }
        let made = leads ? try make() : nil
        let mark = ".\(UInt64.random(in: 0...UInt64.max))"
        if let made { try Data().write(to: made.url.appending(path: mark)) }
        let told = try lead([made?.url.absoluteURL.path ?? "", mark])
        let url = made?.url ?? URL(fileURLWithPath: told[0])
        let seen = try share(
            FileManager.default.fileExists(atPath: url.appending(path: told[1]).path))
        if leads { try? FileManager.default.removeItem(at: url.appending(path: mark)) }
        if let blind = seen.firstIndex(of: false) {
            throw FileError(
                .missing, at: url, expected: "a folder in which all programs of a run write",
                got: "another one of that name, or none, for \(name(of: blind))",
                remedy: "put it where every machine sees the same files")
        }
        return RunFolder(at: url)
    }

    /// Throws, in all of them, unless all have the same as the first.
    package func require(_ own: [String: String]) throws {
        guard count > 1 else { return }
        let all = try share(own)
        for (index, other) in all.enumerated() {
            for key in Set(all[0].keys).union(other.keys).sorted() where all[0][key] != other[key] {
                throw SettingsError(
                    key, expected: "\(all[0][key] ?? "left out") as for \(name(of: 0))",
                    got: "\(other[key] ?? "left out") for \(name(of: index))",
                    remedy: "give all programs of a run the same")
            }
        }
    }
}
