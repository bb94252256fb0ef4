import Foundation
import OnwardInference
import OnwardModels
import OnwardTestSupport
import Testing

@testable import OnwardServer

@Suite("Clients' own copies", .onOwnThread)
struct CopyTests {
    private func makeCopy(_ test: TestHouse) async throws -> String {
        let copy = try await test.ask(
            "POST", "/copies", json: .object(["model": .string("digits")]))
        return try #require(copy["copy"]?.text)
    }

    private func edit(_ test: TestHouse, _ copy: String, _ text: String) async -> ServerResponse {
        await test.ask(
            "POST", "/copies/\(copy)/edit", Array(text.utf8), type: "application/json")
    }

    @Test("A copy says what its model says, to the bit")
    func same() async throws {
        let test = try TestHouse()
        let digits = TestHouse.digits(20)
        let copy = try await makeCopy(test)
        let answers = try await test.answers("/predict/digits", digits)
        #expect(answers.count == 20)
        #expect(try await test.answers("/copies/\(copy)/predict", digits) == answers)
    }

    @Test("A copy learns that a 7 is a 1, and the model still knows it as a 7")
    func teach() async throws {
        let test = try TestHouse()
        let answerer = try test.model.answerer
        let seven = try #require(
            try TestHouse.digits(100).first { try answerer.answer(to: $0).name == "7" })
        let before = try answerer.answer(to: seven).evidence
        let copy = try await makeCopy(test)
        var said: String?
        for _ in 0..<20 where said != "1" {
            let lesson = JSON.object([
                "numbers": .list([.floats(seven)]), "label": .string("1"), "times": .integer(5),
            ])
            let answer = try await test.ask("POST", "/copies/\(copy)/teach", json: lesson)
            #expect(answer["block_loss"]?.list?.count == 5)
            said = answer["answers"]?.list?.first?["name"]?.text
        }
        #expect(said == "1")
        #expect(try answerer.answer(to: seven).evidence == before)
        #expect(try await test.answers("/predict/digits", [seven]).first?["name"]?.text == "7")
    }

    @Test("With block 2 destroyed block 1 says what it said")
    func damage() async throws {
        let test = try TestHouse()
        let digits = TestHouse.digits(10)
        let before = try await test.answers("/predict/digits", digits)
        let copy = try await makeCopy(test)
        let response = await edit(
            test, copy, "{\"action\":\"damage\",\"block\":2,\"kind\":\"flip\",\"share\":1}")
        #expect(response.status == 200)
        let after = try await test.answers("/copies/\(copy)/predict", digits)
        for (one, other) in zip(before, after) {
            #expect(one["votes"]?.list?[0] == other["votes"]?.list?[0])
            #expect(one["votes"]?.list?[1] != other["votes"]?.list?[1])
        }
        #expect(try await test.answers("/predict/digits", digits) == before)
    }

    @Test("A block without its vote has no say, and one at least keeps it")
    func silence() async throws {
        let test = try TestHouse()
        let digits = TestHouse.digits(10)
        let copy = try await makeCopy(test)
        #expect(await edit(test, copy, "{\"action\":\"silence\",\"block\":2}").status == 200)
        let answers = try await test.answers("/copies/\(copy)/predict", digits)
        for answer in answers {
            #expect(answer["evidence"] == answer["block_evidence"]?.list?[0])
        }
        #expect(await edit(test, copy, "{\"action\":\"silence\",\"block\":1}").status == 400)
        #expect(await edit(test, copy, "{\"action\":\"restore-vote\",\"block\":2}").status == 200)
        #expect(
            try await test.answers("/copies/\(copy)/predict", digits)
                == (try await test.answers("/predict/digits", digits)))
    }

    @Test("Blocks are taken out where what remains fits")
    func remove() async throws {
        let test = try TestHouse()
        let copy = try await makeCopy(test)
        #expect(await edit(test, copy, "{\"action\":\"remove\",\"block\":1}").status == 400)
        let state = try await edit(test, copy, "{\"action\":\"remove\",\"block\":2}").json
        #expect(state["blocks"]?.list?.count == 1)
        let answers = try await test.answers("/copies/\(copy)/predict", TestHouse.digits(3))
        #expect(answers.allSatisfy { $0["votes"]?.list?.count == 1 })
        #expect(await edit(test, copy, "{\"action\":\"remove\",\"block\":1}").status == 400)
    }

    @Test("A saved copy is a model's file that says what was done")
    func save() async throws {
        let test = try TestHouse()
        let copy = try await makeCopy(test)
        _ = await edit(test, copy, "{\"action\":\"damage\",\"block\":1,\"share\":0.2}")
        let digits = TestHouse.digits(5)
        let answers = try await test.answers("/copies/\(copy)/predict", digits)
        let saved = await test.ask("GET", "/copies/\(copy)/model.safetensors")
        let folder = try TemporaryFolder()
        let file = try ModelFile(reading: folder.write(saved.bytes, to: "saved.safetensors"))
        #expect(file.edits.count == 1)
        let own = try Answerer(owning: file.network).answers(to: digits)
        #expect(answers.map { $0["evidence"]?.numbers } == own.map(\.evidence))
    }

    @Test("There are few copies, and one that is thrown away makes room")
    func limit() async throws {
        let test = try TestHouse()
        var copies: [String] = []
        for _ in 0..<Limits.copies { copies.append(try await makeCopy(test)) }
        let body = JSON.object(["model": .string("digits")]).bytes
        let refused = await test.ask("POST", "/copies", body, type: "application/json")
        #expect(refused.status == 429)
        #expect(refused.headers.contains { $0.name == "retry-after" })
        #expect(await test.ask("DELETE", "/copies/\(copies[0])").status == 200)
        #expect(await test.ask("GET", "/copies/\(copies[0])").status == 404)
        #expect(await test.ask("POST", "/copies", body, type: "application/json").status == 201)
    }

    @Test(
        "Edits and lessons of no sense are refused",
        arguments: [
            "edit {}", "edit {\"action\":\"damage\",\"block\":1}",
            "edit {\"action\":\"damage\",\"block\":9,\"share\":1}",
            "edit {\"action\":\"damage\",\"block\":1,\"share\":2}",
            "edit {\"action\":\"damage\",\"block\":1,\"share\":1,\"kind\":\"fire\"}",
            "edit {\"action\":\"silence\",\"block\":0}",
            "edit {\"action\":\"silence\",\"block\":3}",
            "edit {\"action\":\"jump\",\"block\":1}",
            "edit {\"action\":\"silence\",\"block\":1e300}",
            "teach {}", "teach {\"label\":\"11\",\"numbers\":[[1]]}",
            "teach {\"label\":\"1\",\"numbers\":[[1]]}", "teach {\"label\":\"1\",\"times\":51}",
        ])
    func nonsense(_ text: String) async throws {
        let test = try TestHouse()
        let copy = try await makeCopy(test)
        let parts = text.split(separator: " ", maxSplits: 1)
        let response = await test.ask(
            "POST", "/copies/\(copy)/\(parts[0])", Array(parts[1].utf8), type: "application/json")
        #expect(response.status == 400)
        #expect(response.error != nil)
    }
}
