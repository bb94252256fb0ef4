import Foundation
import OnwardTestSupport
import Testing

/// A table of two classes that a line parts, with a name in every row and some values missing.
private let table: String = {
    var text = "name,x,y,colour,kind\n"
    for row in 0..<80 {
        let isGood = row % 2 == 0
        let x: Double = Double(row * 7 % 13) / 13 + (isGood ? 2 : 0)
        let y: String = row == 11 ? "" : String(row * 5 % 17)
        let (colour, kind) = (row % 3 == 0 ? "red" : "blue", isGood ? "good" : "bad")
        text += "n\(row),\(x),\(y),\(colour),\(kind)\n"
    }
    return text
}()

@Suite("Training on a table", .serialized, .onOwnThread)
struct TableTests {
    private let program: Program

    init() throws {
        program = try Program()
        try Data(table.utf8).write(to: program.folder.appending(path: "wine.csv"))
    }

    private func train(_ arguments: String...) throws -> Program.Result {
        let usual = [
            "train", "--data", "wine.csv", "--label-column", "kind", "--ignore-columns", "name",
            "--network", "8", "--epochs", "20", "--batch-size", "16", "--lr", "0.01",
            "--threads", "1",
        ]
        return try program.start(usual + arguments).wait()
    }

    private let model = "runs/wine-mf-1/model.safetensors"

    @Test("A table is trained on, evaluated and predicted from its model alone")
    func goesTheWholeWay() throws {
        let result = try train()
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains("wine: 80 rows, header"))
        #expect(result.output.contains("y 1") && result.output.contains("bad 40, good 40"))
        let own = try program.run("evaluate", model)
        #expect(own.status == 0 && own.output.contains("on 16 samples"), "\(own)")
        let rows = "colour,y,x\nred,3,0.2\nblue,4,2.5\n"
        try Data(rows.utf8).write(to: program.folder.appending(path: "rows.csv"))
        try FileManager.default.removeItem(at: program.folder.appending(path: "wine.csv"))
        let predicted = try program.run("predict", model, "rows.csv")
        #expect(predicted.status == 0 && predicted.lines.count == 3, "\(predicted)")
        #expect(predicted.lines[0].contains("  bad  ") && predicted.lines[1].contains("  good  "))
        let labelled = "x,y,colour,kind\n0.2,3,red,bad\n2.5,4,blue,good\n0.1,4,blue,bad\n"
        try Data(labelled.utf8).write(to: program.folder.appending(path: "more.csv"))
        let judged = try program.run("evaluate", model, "--data", "more.csv")
        #expect(judged.status == 0 && judged.output.contains("on 3 samples"), "\(judged)")
        let unlabelled = try program.run("evaluate", model, "--data", "rows.csv")
        #expect(unlabelled.status == 1 && unlabelled.errors.contains("kind"), "\(unlabelled)")
    }

    @Test("Forward-Forward with labels behind the features learns a table")
    func appendsLabels() throws {
        let result = try train(
            "--algorithm", "ff", "--label-embedding", "append", "--epochs", "60", "--lr", "0.01")
        #expect(result.status == 0, "\(result)")
        let summary = try program.text(of: "runs/wine-ff-1/summary.json")
        let accuracy = summary.firstMatch(of: /"test_accuracy" : ([\d.]+)/)?.1
        #expect(Double(accuracy ?? "0") ?? 0 >= 0.9, "\(summary)")
    }

    @Test("A run goes on only with the table it began with")
    func noticesChanges() throws {
        #expect(try train("--epochs", "1").status == 0)
        #expect(try program.run("train", "--resume", "runs/wine-mf-1", "--epochs", "2").status == 0)
        try Data(table.replacingOccurrences(of: "red", with: "green").utf8)
            .write(to: program.folder.appending(path: "wine.csv"))
        let resumed = try program.run("train", "--resume", "runs/wine-mf-1", "--epochs", "3")
        #expect(resumed.status == 1 && resumed.errors.contains("trained on"), "\(resumed)")
    }

    @Test("What is wrong with a table or its flags is said, and leaves no run")
    func refuses() throws {
        let unnamed = try program.run("train", "--data", "wine.csv")
        #expect(unnamed.status == 1 && unnamed.errors.contains("--label-column"), "\(unnamed)")
        let misnamed = try program.run("train", "--data", "wine.csv", "--label-column", "knd")
        #expect(misnamed.status == 1 && misnamed.errors.contains("did you mean kind?"))
        let stray = try program.run("train", "--data", "synthetic-digits", "--label-column", "x")
        #expect(stray.status == 64 && stray.errors.contains("left out for synthetic-digits"))
        let named = try program.run("train", "--data", "wine.csv", "--label-column", "name")
        #expect(named.status == 1 && named.errors.contains("80 different values"), "\(named)")
        #expect(!program.has("runs"))
    }

    @Test("A table is described without training")
    func describes() throws {
        let result = try program.run("data", "describe", "wine.csv", "--label-column", "kind")
        #expect(result.status == 0 && result.output.contains("identifier"), "\(result)")
    }
}
