import Foundation
import OnwardTestSupport
import Testing

@testable import OnwardServer

@Suite("What watchers are told", .onOwnThread)
struct WatchingTests {
    @Test("Metrics have a help, a type and every request")
    func metrics() async throws {
        let test = try TestHouse()
        _ = await test.ask("GET", "/v2")
        _ = await test.ask("GET", "/nothing")
        let text = String(decoding: await test.ask("GET", "/metrics").bytes, as: UTF8.self)
        #expect(text.contains("onward_requests_total{route=\"/v2\",status=\"200\"} 1\n"))
        #expect(text.contains("onward_requests_total{route=\"none\",status=\"404\"} 1\n"))
        #expect(text.contains("# TYPE onward_request_duration_seconds histogram\n"))
        #expect(
            text.contains("onward_request_duration_seconds_bucket{route=\"/v2\",le=\"+Inf\"} 1\n"))
    }

    @Test("The description for programs has every route, and no other")
    func description() async throws {
        let test = try TestHouse()
        let paths = try await test.ask("GET", "/openapi.json").json["paths"]?.members ?? []
        let described = Set(
            paths.flatMap { path in
                (path.value.members ?? []).filter { $0.name != "parameters" }
                    .map { "\($0.name.uppercased()) \(path.name)" }
            })
        let routes = Door.routes(test.house, Doorkeeper(names: [], token: nil))
            .filter { !($0 is PageRoute || $0 is PageFileRoute) }
        let known = Set(
            routes.flatMap { route in route.paths.map { "\(route.method) \($0.text)" } })
        #expect(described == known.subtracting(["GET /v2/"]))
    }

    @Test("Every file that a page names is there")
    func pages() async throws {
        let test = try TestHouse()
        for page in ["/", "/page/runs.html"] {
            let text = String(decoding: await test.ask("GET", page).bytes, as: UTF8.self)
            let files = text.matches(of: /(?:src|href)="(\/page\/[^"]*)"/).map {
                String($0.output.1)
            }
            #expect(!files.isEmpty)
            for file in files { #expect(await test.ask("GET", file).status == 200) }
            #expect(!text.contains("http://") && !text.contains("https://"))
        }
    }

    @Test("A run is followed line by line to its end, torn lines waited for")
    func follow() async throws {
        let runs = try TemporaryFolder()
        try runs.write(Array("data: /secret/place/digits\nepochs: 3\n".utf8), to: "a/recipe.yaml")
        let metrics = try runs.write(Array("{\"epoch\":1}\n{\"epo".utf8), to: "a/metrics.jsonl")
        let test = try TestHouse(runs: runs.url)
        let list = await test.ask("GET", "/runs")
        #expect(try list.json["runs"]?.list?.first?["state"]?.text == "under way")
        #expect(!String(decoding: list.bytes, as: UTF8.self).contains("secret"))
        #expect(try await test.ask("GET", "/runs/a").json["epochs"]?.list?.count == 1)
        guard case .events(let events) = await test.ask("GET", "/runs/a/events").body else {
            Issue.record("no events")
            return
        }
        let adding = Task {
            let file = try FileHandle(forWritingTo: metrics)
            try file.seekToEnd()
            try file.write(contentsOf: Data("ch\":2}\n".utf8))
            try runs.write(
                Array("{\"test_accuracy\":0.5,\"machine\":\"secret\"}".utf8), to: "a/summary.json")
        }
        var told: [String] = []
        for await event in events { told.append(String(decoding: event.bytes, as: UTF8.self)) }
        try await adding.value
        #expect(told.filter { $0.hasPrefix("event: epoch") }.count == 2)
        #expect(told.last == "event: end\ndata: {\"test_accuracy\":0.5}\n\n")
    }

    @Test("A model whose file was changed is read again; one that cannot be stays")
    func reload() async throws {
        let folder = try TemporaryFolder()
        let test = try TestHouse()
        let copy = try await test.ask(
            "POST", "/copies", json: .object(["model": .string("digits")]))["copy"]?.text
        let file = await test.ask("GET", "/copies/\(copy ?? "")/model.safetensors").bytes
        let place = try folder.write(file, to: "one.safetensors")
        let shelf = try ModelShelf([try ModelSource(place.path)], metrics: ServerMetrics())
        #expect(try shelf.model("one").version == "1")
        _ = shelf.reload()
        #expect(try shelf.model("one").version == "2")
        try folder.write([1, 2, 3], to: "one.safetensors")
        #expect(shelf.reload()[0].contains("version 2 stays"))
        #expect(try shelf.model("one").version == "2")
    }

    @Test("Names of models come from files, folders or who starts the server")
    func names() throws {
        #expect(try ModelSource("a/b/model.safetensors").name == "b")
        #expect(try ModelSource("a/b.safetensors").name == "b")
        #expect(try ModelSource("runs/digits-1").name == "digits-1")
        #expect(try ModelSource("x=runs/digits-1").name == "x")
        #expect(throws: (any Error).self) { try ModelSource("a b=runs/x") }
    }
}
