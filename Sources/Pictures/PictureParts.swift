import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// The pictures of a data set: a part to train on, and one to test with where there is one.
struct PictureParts {
    let place: URL
    let train: ClassFolders.Part
    let test: ClassFolders.Part?

    /// - Throws: `FileError` where a folder has not the pictures of two classes.
    init(in folder: URL) throws(FileError) {
        let folders = ClassFolders(url: folder)
        let trainFolders = folders.part(.train)
        place = folder
        train = try (trainFolders ?? folders).read()
        // A part to test with stands beside one to train on, never beside classes.
        let testFolders = trainFolders == nil ? nil : folders.part(.test)
        test = try testFolders?.read(known: train.classes)
        guard train.classes.count > 1 else {
            throw FileError(
                .inconsistent, at: folder, expected: "the folders of two classes or more",
                got: train.classes.first.map { "only \($0)" } ?? "none",
                remedy: "give every class a folder of its own, named as the class")
        }
    }

    init(_ place: URL, train: ClassFolders.Part, test: ClassFolders.Part) {
        (self.place, self.train, self.test) = (place, train, test)
    }

    /// Decodes all pictures.
    ///
    /// - Throws: `FileError`, or `SettingsError` where a setting of the request cannot be.
    func dataset(name: String, _ request: DataRequest) throws -> Dataset {
        let (form, formFinding) = try form(request)
        let skipsBad = try PictureOptions(request.settings).skipsBad
        func load(_ part: ClassFolders.Part) throws(FileError) -> LoadedPictures {
            try LoadedPictures(
                part.files, labels: part.labels, form, from: place, skipsBad: skipsBad)
        }
        let all = try load(train)
        let tested = try test.map(load)
        let (training, testing, splitFinding) =
            try tested.map { (all.samples, $0.samples, nil) }
            ?? split(all.samples, classes: train.classes.count, request)
        return Dataset(
            name: name, classes: train.classes, train: training, test: testing,
            preparation: PicturePreparation(form),
            findings: [formFinding, splitFinding, otherFinding].compactMap { $0 }
                + all.findings + (tested?.findings ?? []))
    }

    private func form(_ request: DataRequest) throws -> (PictureForm, finding: String) {
        let headers = PictureReader(files: train.files + (test?.files ?? [])).headers()
            .compactMap { $0 }
        let options = try PictureOptions(request.settings)
        let form = PictureForm(suiting: headers, size: options.size, color: options.color)
        let sizes = Set(headers.map(\.size))
        let own = sizes.count == 1 ? sizes.first : nil
        let origin =
            own == form.size
            ? "" : ", resized and cropped from \(own?.description ?? "\(sizes.count) sizes")"
        return (form, "pictures of \(form.size) pixels in \(form.color.rawValue)\(origin)")
    }

    private func split(
        _ samples: Samples, classes: Int, _ request: DataRequest
    ) throws -> (Samples, Samples, finding: String?) {
        let heldOut = try request.testSamples(of: samples, classes: classes)
        let rows = (0..<Int32(samples.count)).map { $0 }
        let tested = rows.filter { heldOut[Int($0)] }
        guard !tested.isEmpty else {
            throw FileError(
                .inconsistent, at: place, expected: "enough pictures to set some aside for testing",
                got: "\(samples.count) of \(classes) classes",
                remedy: "add pictures, or a folder test beside a folder train")
        }
        return (
            samples.selecting(rows.filter { !heldOut[Int($0)] }), samples.selecting(tested),
            "no test folder: set \(tested.count) of \(samples.count) pictures aside to test with"
        )
    }

    private var otherFinding: String? {
        let others = train.others + (test?.others ?? [])
        return others.isEmpty
            ? nil
            : "passed over, no PNG or JPEG by name: \(FileError.list(others))"
    }
}
