import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// The pictures of a data set: a part to train on, and others where they are there.
struct PictureParts {
    let place: URL
    let train: ClassFolders.Part
    private(set) var validation: ClassFolders.Part?
    let test: ClassFolders.Part?
    /// What is to be said of folders, in sentences.
    private(set) var findings: [String] = []

    /// - Parameter known: the classes that labels are numbers of; nil for those that are there.
    /// - Throws: `FileError` where a folder has not the pictures of two classes.
    init(in folder: URL, known: [String]? = nil) throws(FileError) {
        let whole = ClassFolders(folder)
        let parts = PartFolders(in: whole)
        guard parts.train != nil || parts.namesOfParts.count < 2 else {
            throw FileError(
                .inconsistent, at: folder, expected: "class folders in a folder to train on",
                got: "the folders \(FileError.list(parts.namesOfParts))",
                remedy: "sort the pictures to train on into a folder for each class, in train")
        }
        place = folder
        train = try (parts.train ?? whole).read(known: known, isWhole: known != nil)
        // Other parts stand beside one to train on, never beside classes.
        let isDivided = parts.train != nil
        let test = isDivided ? parts.test ?? parts.validation : nil
        self.test = try test?.read(known: train.classes)
        if isDivided && parts.test != nil {
            validation = try parts.validation?.read(known: train.classes)
        }
        findings =
            parts.findings + [SimilarNames.warning(ofClasses: train.classes)].compactMap { $0 }
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
        let options = try PictureOptions(request.settings)
        let (preparation, formFinding) = try preparation(request, options)
        var reading = preparation
        reading.skipsBad = options.skipsBad
        func load(_ part: ClassFolders.Part) throws(FileError) -> LoadedPictures {
            try LoadedPictures(part, reading, from: place)
        }
        let all = try load(train)
        let (validated, tested) = (try validation.map(load), try test.map(load))
        let (training, testing, splitFinding) =
            try tested.map { (all.samples, $0.samples, nil) }
            ?? split(all.samples, classes: train.classes.count, request)
        let parts = [all, validated, tested].compactMap { $0 }
        return Dataset(
            name: name, classes: train.classes, train: training, test: testing,
            validation: validated?.samples, preparation: preparation,
            findings: [formFinding] + findings
                + [splitFinding, foreignFinding, otherFinding].compactMap { $0 }
                + parts.flatMap(\.findings))
    }

    private func preparation(
        _ request: DataRequest, _ options: PictureOptions
    ) throws -> (PicturePreparation, finding: String) {
        if let known = request.known?.preparation as? PicturePreparation {
            return (known, "\(PictureParts.words(known.form)), as the model takes them")
        }
        let reading = PictureReading.asViewed
        let headers = PictureReader(files: parts.flatMap(\.files), reading: reading).headers()
            .compactMap { $0 }
        let form = PictureForm(suiting: headers, size: options.size, color: options.color)
        let sizes = Set(headers.map(\.size))
        let own = sizes.count == 1 ? sizes.first : nil
        let origin =
            own == form.size
            ? "" : ", resized and cropped from \(own?.description ?? "\(sizes.count) sizes")"
        return (PicturePreparation(form, reading), PictureParts.words(form) + origin)
    }

    private static func words(_ form: PictureForm) -> String {
        "pictures of \(form.size) pixels in \(form.color.rawValue)"
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
            "no classes to test with: set \(tested.count) of \(samples.count) pictures aside"
        )
    }

    private var parts: [ClassFolders.Part] { [train, validation, test].compactMap { $0 } }

    private var foreignFinding: String? {
        var foreign = ForeignPictures()
        for part in parts { foreign.take(part.foreign) }
        return foreign.finding(in: place)
    }

    private var otherFinding: String? {
        let others = parts.flatMap(\.others)
        return others.isEmpty
            ? nil
            : "passed over, no PNG or JPEG by name: \(FileError.list(others))"
    }
}
