import ArgumentParser
import Foundation
import OnwardCatalog
import OnwardData
import OnwardDownloads
import OnwardPictures
import OnwardSettings
import OnwardTerminal
import Synchronization

/// `onward data`
struct DataCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data", abstract: "List, describe, download or corrupt data sets.",
        subcommands: [List.self, Describe.self, Download.self, Corrupt.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the known data sets and whether they are here.")

        @Option(help: "A folder to look in before the usual places.")
        var dataDir: String?

        func run() throws {
            for source in Catalog.withPictures.dataSources {
                let state = DataCommand.isHere(source, dataDir) ? "here" : "not here"
                print(
                    source.name.padding(toLength: 18, withPad: " ", startingAt: 0)
                        + state.padding(toLength: 10, withPad: " ", startingAt: 0) + source.summary)
            }
        }
    }

    struct Describe: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read a data set and say what is in it.")

        @Argument(help: "A known data set, or the path of a file or folder.")
        var data: String
        @Option(help: "A folder to look for known data sets in before the usual places.")
        var dataDir: String?
        @OptionGroup(title: "Kind of data") var kind: KindOfDataFlags

        func run() throws {
            let dataset = try Catalog.withPictures.dataset(
                data,
                DataRequest(
                    directory: dataDir.map(DataCommand.folder),
                    settings: SettingValues(kind.given.compactMapValues { $0 })))
            for finding in dataset.findings { print(finding) }
            print(DatasetTable.text(of: dataset, isWhole: true))
        }
    }

    struct Download: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fetch a data set from its public home and check it.")

        @Argument(help: "A known data set.")
        var name: String
        @Option(help: "Where to put it. Default: the user's cache folder.")
        var dataDir: String?
        @Option(help: "An address to fetch from in place of the data set's home.")
        var mirror: String?

        func run() async throws {
            guard
                let source = try Catalog.withPictures.dataSource(name)
                    as? any DownloadableSource.Type
            else {
                throw ValidationError("\(name) is no data set that can be downloaded")
            }
            let folder = dataDir.map(DataCommand.folder) ?? DataFolders().cache
            let line = Mutex(MovingLine())
            try await Downloader(into: folder, mirror: mirror).download(source) { progress in
                let total = progress.total.map { " of \($0.formatted())" } ?? ""
                let received = "\(progress.file): \(progress.received.formatted())\(total) bytes"
                line.withLock { $0.show(received) }
            }
            line.withLock { $0.replace(with: "\(name) is in \(folder.appending(path: name).path)") }
        }
    }

    private static func folder(_ path: String) -> URL { URL(fileURLWithPath: path) }

    private static func isHere(_ source: any DataSource.Type, _ dataDir: String?) -> Bool {
        source.isHere(DataFolders(dataDirectory: dataDir.map(folder)))
    }
}
