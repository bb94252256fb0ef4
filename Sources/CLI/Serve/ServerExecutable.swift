import Foundation
import OnwardSettings

/// The program `onward-server`, which is built apart because what it stands on takes minutes to build.
enum ServerExecutable {
    private static let name = "onward-server"

    /// Beside this program.
    ///
    /// - Throws: `FileError` where it is not there, which says how to build it.
    static func url() throws(FileError) -> URL {
        let own = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        let url = own.resolvingSymlinksInPath().deletingLastPathComponent().appending(path: name)
        guard FileManager.default.isExecutableFile(atPath: url.path) else {
            throw FileError(
                .missing, at: url, expected: "the program that serves", got: "none",
                remedy: "build it where Onward was built: ONWARD_SERVER=1 swift build -c release "
                    + "--product \(name)")
        }
        return url
    }
}
