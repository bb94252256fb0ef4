import ArgumentParser
import Foundation
import OnwardCatalog
import OnwardData
import OnwardDataFiles
import OnwardPictures
import OnwardTerminal

extension DataCommand {
    /// `onward data corrupt`
    struct Corrupt: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a copy of a data set whose training samples are noisy.",
            discussion: """
                Training samples become clean images, images with Gaussian noise, images with \
                blank bottom rows, and pure noise with random labels; test samples stay clean. \
                Every image is used once, and pure noise comes on top: a quarter of each kind \
                makes 80,000 samples of 60,000. The folder holds four IDX files with float32 \
                images, for --data, and samples.png, a sheet with the four kinds side by side and \
                a row for each class.
                """)

        @Argument(help: "A known data set or a folder with four IDX files.")
        var data: String
        @Option(help: "The folder to write, empty or new.")
        var output: String
        @Option(help: "The shares of the four kinds, which add up to 1; one left out has none.")
        var shares = Corruption.quarters.description
        @Option(help: "The noise's standard deviation, where pixels lie in 0…1.")
        var sigma = Corruption.quarters.deviation
        @Option(help: "Decides over all random numbers.")
        var seed: UInt64 = 1
        @Option(help: "A folder to look for known data sets in before the usual places.")
        var dataDir: String?

        func run() throws {
            let corruption = try Corruption(notation: shares, deviation: sigma)
            let folder = try NewFolder(URL(fileURLWithPath: output))
            let dataset = try Catalog.withPictures.dataset(
                data, DataRequest(directory: dataDir.map { URL(fileURLWithPath: $0) }))
            let corrupted = try corruption.apply(
                to: dataset.train, classes: dataset.classes.count, seed: seed)
            try folder.fill { url in
                try IDXFolder(url).write(
                    Dataset(
                        name: dataset.name, classes: dataset.classes, train: corrupted.samples,
                        test: dataset.test))
                let sheet = SampleSheet(corrupted, classes: dataset.classes.count)
                try Data(sheet.image.png).write(to: url.appending(path: "samples.png"))
            }
            for kind in Corruption.Kind.allCases {
                let count = corruption.count(of: kind, images: dataset.train.count)
                print(Table.pad(kind.rawValue, 6) + Table.pad("\(count)", 9))
            }
            print("\(folder.url.path) holds the data set and samples.png")
        }
    }
}
