import Testing

@testable import OnwardData

@Suite("Parts of data sets")
struct DataPartTests {
    @Test(
        "A part is known by its name in any case, among words that say nothing",
        arguments: [
            ("train", DataPart.train), ("Training", .train), ("seg_train", .train),
            ("TRAINING-SET", .train), ("val", .validation), ("Valid", .validation),
            ("validation", .validation), ("dev", .validation), ("Test", .test),
            ("testing", .test), ("test images", .test),
        ])
    func knowsParts(name: String, part: DataPart) {
        #expect(DataPart(named: name) == part)
    }

    @Test(
        "Other names are no parts",
        arguments: ["", "trains", "train station", "test-tube", "seg", "seg_pred", "train_test"])
    func knowsOthers(name: String) {
        #expect(DataPart(named: name) == nil)
    }
}
