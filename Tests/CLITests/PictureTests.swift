import Foundation
import OnwardTestSupport
import Testing

/// PNG files of 4 × 4 pixels that are bright on the left, and on the right.
private let left =
    "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAAAAACMmsGiAAAAEElEQVR4nGP48IGBgQGVAABSlAeB7MQ5IQAAAABJRU5ErkJggg=="
private let right =
    "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAAAAACMmsGiAAAAEElEQVR4nGNgYPjwgQGVAABDlAeBujRZtwAAAABJRU5ErkJggg=="

@Suite("Training on a folder of pictures", .serialized, .onOwnThread)
struct PictureTests {
    private let program: Program

    init() throws {
        program = try Program()
        for (name, picture) in [("night", left), ("bright day", right)] {
            for number in 0..<20 { try write(picture, to: "sky/\(name)/\(number).png") }
        }
    }

    private func write(_ picture: String, to path: String) throws {
        let file = program.folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try #require(Data(base64Encoded: picture)).write(to: file)
    }

    private func train(_ arguments: String...) throws -> Program.Result {
        let usual = [
            "train", "--data", "sky", "--network", "8", "--epochs", "20", "--batch-size", "8",
            "--lr", "0.03", "--threads", "1",
        ]
        return try program.start(usual + arguments).wait()
    }

    private let model = "runs/sky-mf-1/model.safetensors"

    @Test("A folder is described, trained on, and its model is asked about single pictures")
    func goesTheWholeWay() throws {
        let result = try train()
        #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
        #expect(result.output.contains("sky: samples of [1, 4, 4], 2 classes"))
        #expect(result.output.contains("bright day       16        4"))
        #expect(result.output.contains("set 8 of 40 pictures aside"))
        try write(left, to: "new photo.jpg")
        let single = try program.run("predict", model, "new photo.jpg", "sky/bright day/3.png")
        #expect(single.lines.count == 3 && single.lines[2] == "2 samples", "\(single)")
        #expect(single.lines.first?.hasPrefix("new photo.jpg  night") == true, "\(single)")
        #expect(single.lines[1].hasPrefix("sky/bright day/3.png  bright day"))
        let folder = try program.run("predict", model, "sky/night", "--json", "--limit", "3")
        #expect(
            folder.lines.count == 3 && folder.lines[2].contains("\"file\":\"sky/night/10.png\""))
        let evaluation = try program.run("evaluate", model)
        #expect(evaluation.output.contains("accuracy on 8 samples"), "\(evaluation)")
        let other = try program.run("evaluate", model, "--data", "./sky/../sky")
        #expect(other.output.contains("accuracy on 8 samples"), "\(other)")
    }

    @Test("A size and a color that were asked for travel with the model")
    func keepsForm() throws {
        let result = try train("--image-size", "3x2", "--image-color", "color", "--json")
        #expect(result.lines.first?.contains("\"input\":[3,2,3]") == true, "\(result)")
        #expect(result.lines.first?.contains("\"test_samples\":8") == true)
        let answer = try program.run("predict", model, "sky/night/1.png")
        #expect(answer.output.contains("night"), "\(answer)")
        #expect(try train("--image-size", "x").status == 64)
        #expect(try train("--label-column", "kind").status == 64)
    }

    @Test("Damaged pictures end a training by name, or are left out")
    func namesDamage() throws {
        try Data("GIF89a".utf8).write(to: program.folder.appending(path: "sky/night/moving.png"))
        let refused = try train()
        #expect(refused.status == 1 && refused.errors.contains("night/moving.png"), "\(refused)")
        #expect(!program.has("runs"))
        let trained = try train("--skip-bad")
        #expect(trained.status == 0 && trained.output.contains("night/moving.png"), "\(trained)")
        let asked = try program.run("predict", model, "sky/night/moving.png", "sky/night/1.png")
        #expect(asked.status == 1 && asked.errors.contains("neither PNG nor JPEG"), "\(asked)")
        let skipped = try program.run(
            "predict", model, "sky/night/moving.png", "sky/night/1.png", "--skip-bad")
        #expect(skipped.status == 0 && skipped.lines.count == 2, "\(skipped)")
    }
}
