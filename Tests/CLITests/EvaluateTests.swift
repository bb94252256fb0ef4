import Foundation
import OnwardTestSupport
import Testing

@Suite("onward evaluate and predict", .serialized, .onOwnThread)
struct EvaluateTests {
    private func object(_ text: String) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
    }

    /// A trained model, and a copy of its file that was changed: without checksums, as other programs
    /// write it.
    private func program(
        _ change: (inout [String: Any], inout Data) throws -> Void
    ) throws -> Program {
        let program = try Program(ToyData())
        let trained = try program.train("--epochs", "2", "--output", "run", "--quiet")
        try #require(trained.status == 0, "\(trained)")
        let file = try program.data(of: "run/model.safetensors")
        let length = file.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        var header = try object(String(decoding: file[8..<8 + length], as: UTF8.self))
        let notes = header["__metadata__"] as? [String: String] ?? [:]
        header["__metadata__"] = notes.filter { !$0.key.hasPrefix("checksum") }
        var numbers = Data(file.dropFirst(8 + length))
        try change(&header, &numbers)
        let text = try JSONSerialization.data(withJSONObject: header)
        let size = (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
        try (Data(size) + text + numbers).write(
            to: program.folder.appending(path: "changed.safetensors"))
        return program
    }

    @Test("What an evaluation says in JSON, with the classes' names")
    func printsJSON() throws {
        let program = try program { _, _ in }
        let line = try object(program.run("evaluate", "run", "--json").output)
        #expect(line["classes"] as? [String] == ["0", "1", "2"])
        #expect(line["class_samples"] as? [Int] == [10, 10, 10])
        #expect(line["largest_class_share"] as? Double == 1.0 / 3)
        for key in ["precision", "recall", "f1", "auc"] {
            #expect((line[key] as? [Double])?.count == 3, "\(key)")
        }
        for key in ["macro_f1", "balanced_accuracy", "log_loss", "calibration_error"] {
            #expect(line[key] is Double, "\(key)")
        }
        #expect(line["balanced_accuracy"] as? Double == line["macro_recall"] as? Double)
        #expect(line["temperature"] is NSNull && line["top_3_accuracy"] == nil)
        let summary = try object(program.text(of: "run/summary.json"))
        #expect(summary["test_log_loss"] as? Double == line["log_loss"] as? Double)
        let shown = try program.run("evaluate", "run")
        #expect(shown.output.contains("always largest class") && shown.output.contains("0.3333"))
    }

    @Test("Evidence that is no number is null, –, and ends with 1, a count and a name")
    func saysWhatIsNone() throws {
        let program = try program { _, numbers in
            numbers = Data(
                stride(from: 0, to: numbers.count, by: 4).flatMap { _ in [0, 0, 0xC0, 0x7F] })
        }
        let evaluated = try program.run("evaluate", "changed.safetensors", "--json")
        #expect(evaluated.status == 1, "\(evaluated)")
        let says = "others for 30 of 30, the first of them 0"
        #expect(evaluated.errors.contains(says), "\(evaluated)")
        let line = try object(evaluated.output)
        #expect(line["accuracy"] as? Double == 0 && line["unanswered"] as? Int == 30)
        #expect(line["log_loss"] is NSNull && line["largest_class_share"] as? Double == 1.0 / 3)
        let predicted = try program.run("predict", "changed.safetensors", "--json", "--limit", "2")
        #expect(predicted.status == 1 && predicted.lines.count == 2, "\(predicted)")
        let answer = try object(predicted.lines[0])
        #expect(answer["label"] is NSNull && answer["name"] is NSNull)
        #expect((answer["evidence"] as? [Any])?.allSatisfy { $0 is NSNull } == true)
        let shown = try program.run("predict", "changed.safetensors", "--limit", "1")
        #expect(shown.status == 1 && shown.lines.first == "0  –  ✗ is 0", "\(shown)")
        let table = try program.run("predict", "changed.safetensors", "--limit", "1", "--csv")
        #expect(table.lines.last == "0,,,,")
    }

    @Test("A table has a line for each sample, and its numbers in full")
    func printsTable() throws {
        let program = try program { _, _ in }
        let table = try program.run("predict", "run", "--csv", "--limit", "3")
        #expect(table.status == 0 && table.lines.count == 4, "\(table)")
        #expect(table.lines[0] == "sample,class,evidence 0,evidence 1,evidence 2")
        let lines = try program.run("predict", "run", "--json", "--limit", "3").lines
        for (row, line) in zip(table.lines.dropFirst(), lines) {
            let (fields, answer) = (row.split(separator: ","), try object(line))
            #expect(String(fields[1]) == answer["name"] as? String)
            let evidence = fields.dropFirst(2).compactMap { Float($0) }
            #expect(evidence == (answer["evidence"] as? [Double])?.map(Float.init))
        }
        #expect(try program.run("predict", "run", "--csv", "--json").status == 64)
    }

    @Test("What another program added is left out and said; weights of float16 are read")
    func readsOthers() throws {
        let program = try program { header, numbers in
            var first = numbers.count
            for (name, type) in [("mask", "BOOL"), ("half", "F16")] {
                let size = type == "BOOL" ? 3 : 6
                header[name] = [
                    "dtype": type, "shape": [3], "data_offsets": [first, first + size],
                ]
                numbers += Data(repeating: 0, count: size)
                first += size
            }
        }
        let whole = try program.run("evaluate", "run", "--json")
        let added = try program.run("evaluate", "changed.safetensors", "--json")
        #expect(added.status == 0 && added.output == whole.output, "\(added)")
        #expect(added.errors.contains("mask (BOOL)") && added.errors.contains("half (F16)"))
        #expect(whole.errors.isEmpty)
    }
}
