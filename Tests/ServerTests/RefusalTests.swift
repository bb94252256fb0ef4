import OnwardTestSupport
import Testing

@testable import OnwardServer

@Suite("What is refused, and how", .onOwnThread)
struct RefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let status: Int
        let method: String
        let target: String
        var body = ""
        var type: String? = "application/json"
        var headers: [String: String] = [:]

        var testDescription: String { "\(status) \(method) \(target) \(body.prefix(90))" }
    }

    private static let infer = "/v2/models/digits/infer"

    private static func tensor(
        name: String = "input", type: String = "FP32", shape: String = "[1,784]", data: String
    ) -> String {
        """
        {"inputs":[{"name":"\(name)","datatype":"\(type)","shape":\(shape),"data":\(data)}]}
        """
    }

    private static let zeros = "[" + Array(repeating: "0", count: 784).joined(separator: ",") + "]"
    private static let huge = zeros.replacing("[0,", with: "[1e39,")

    static let cases: [Case] = [
        Case(status: 404, method: "GET", target: "/nothing"),
        Case(status: 404, method: "GET", target: "/../../etc/passwd"),
        Case(status: 404, method: "GET", target: "/page/..%2f..%2fetc%2fpasswd"),
        Case(status: 404, method: "GET", target: "/runs/..%2f.."),
        Case(status: 404, method: "GET", target: "/v2/models//ready"),
        Case(status: 400, method: "GET", target: "/%zz"),
        Case(status: 405, method: "PUT", target: infer),
        Case(status: 405, method: "GET", target: infer),
        Case(status: 405, method: "POST", target: "/v2"),
        Case(status: 404, method: "POST", target: "/v2/models/other/infer", body: "{}"),
        Case(status: 404, method: "GET", target: "/v2/models/digits/versions/2"),
        Case(status: 415, method: "POST", target: infer, body: "{}", type: "text/plain"),
        Case(
            status: 415, method: "POST", target: infer, body: "{}",
            type: "application/x-www-form-urlencoded"),
        Case(status: 415, method: "POST", target: "/predict/digits", body: "{}", type: nil),
        Case(
            status: 415, method: "POST", target: "/copies", body: "{}", type: "multipart/form-data"),
        Case(
            status: 415, method: "POST", target: infer, body: "{}",
            headers: ["Content-Encoding": "gzip"]),
        Case(status: 400, method: "POST", target: infer),
        Case(status: 400, method: "POST", target: infer, body: "{\"inputs\":["),
        Case(status: 400, method: "POST", target: infer, body: "[]"),
        Case(status: 400, method: "POST", target: infer, body: "{\"inputs\":[]}"),
        Case(status: 400, method: "POST", target: infer, body: "{\"id\":7,\"inputs\":[{}]}"),
        Case(status: 400, method: "POST", target: infer, body: tensor(name: "x", data: zeros)),
        Case(status: 400, method: "POST", target: infer, body: tensor(type: "FP64", data: zeros)),
        Case(
            status: 400, method: "POST", target: infer, body: tensor(shape: "[1,783]", data: zeros)),
        Case(
            status: 400, method: "POST", target: infer, body: tensor(shape: "[-1,784]", data: "[]")),
        Case(
            status: 400, method: "POST", target: infer, body: tensor(shape: "[0,784]", data: "[]")),
        Case(
            status: 400, method: "POST", target: infer,
            body: tensor(shape: "[9223372036854775807,784]", data: zeros)),
        Case(
            status: 400, method: "POST", target: infer, body: tensor(shape: "[2,784]", data: zeros)),
        Case(
            status: 400, method: "POST", target: infer,
            body: tensor(shape: "[1.5,784]", data: zeros)),
        Case(status: 400, method: "POST", target: infer, body: tensor(data: "\"text\"")),
        Case(status: 400, method: "POST", target: infer, body: tensor(data: "[null]")),
        Case(status: 400, method: "POST", target: infer, body: tensor(data: huge)),
        Case(
            status: 400, method: "POST", target: infer, body: "{}",
            headers: ["Inference-Header-Content-Length": "3"]),
        Case(
            status: 400, method: "POST", target: infer, body: "{}",
            headers: ["Inference-Header-Content-Length": "-1"]),
        Case(
            status: 400, method: "POST", target: infer, body: tensor(data: zeros) + "1234",
            headers: ["Inference-Header-Content-Length": "\(tensor(data: zeros).utf8.count)"]),
        Case(status: 400, method: "POST", target: "/predict/digits", body: "{\"rows\":[{}]}"),
        Case(status: 400, method: "POST", target: "/predict/digits", body: "{\"numbers\":[]}"),
        Case(status: 400, method: "POST", target: "/predict/digits", body: "{\"numbers\":[[1]]}"),
        Case(status: 400, method: "POST", target: "/predict/digits", body: "{\"pictures\":[]}"),
        Case(
            status: 400, method: "POST", target: "/predict/digits", body: "no picture",
            type: "application/octet-stream"),
        Case(
            status: 400, method: "POST", target: "/predict/digits",
            body: "{\"numbers\":[\(zeros)],\"confidence\":0}"),
        Case(status: 404, method: "POST", target: "/copies", body: "{\"model\":\"other\"}"),
        Case(status: 400, method: "POST", target: "/copies", body: "{\"model\":1}"),
        Case(status: 404, method: "GET", target: "/copies/0123456789abcdef0123456789abcdef"),
        Case(status: 404, method: "DELETE", target: "/copies/x"),
        Case(status: 404, method: "GET", target: "/runs/x"),
        Case(status: 400, method: "GET", target: "/v2", headers: ["Host": ""]),
        Case(status: 403, method: "GET", target: "/v2", headers: ["Host": "elsewhere.example"]),
        Case(status: 403, method: "GET", target: "/v2", headers: ["Host": "10.0.0.1"]),
        Case(
            status: 403, method: "GET", target: "/v2",
            headers: ["Origin": "http://elsewhere.example"]),
        Case(status: 403, method: "POST", target: infer, body: "{}", headers: ["Origin": "null"]),
    ]

    @Test("Each in the protocol's form, under its status", arguments: cases)
    func refused(_ refusal: Case) async throws {
        let test = try TestHouse()
        var headers = refusal.headers
        let noHost = headers["Host"] == ""
        if noHost { headers["Host"] = nil }
        let request = ServerRequest(
            refusal.method, refusal.target,
            headers: (noHost ? [:] : ["Host": "127.0.0.1:8000"]).merging(headers) { $1 }
                .merging(refusal.type.map { ["Content-Type": $0] } ?? [:]) { $1 }.map { ($0, $1) },
            body: Array(refusal.body.utf8))
        let response: ServerResponse
        do {
            response = await test.door.answer(request, try test.door.admit(request))
        } catch {
            response = test.door.refuse(error)
        }
        #expect(response.status == refusal.status)
        let text = try #require(response.error)
        #expect(!text.contains("/tmp") && !text.contains("/var") && !text.isEmpty)
        #expect(response.headers.contains { $0.name == "allow" } == (refusal.status == 405))
    }

    @Test("With a token nobody else is let in, but watchers of health")
    func token() async throws {
        let secret = "correct-horse-battery"
        let test = try TestHouse(token: try Token(secret + "\n"), names: ["models.example"])
        func status(_ target: String, _ headers: [String: String]) async -> Int {
            await test.ask("GET", target, headers: headers).status
        }
        #expect(await status("/v2", [:]) == 401)
        #expect(await status("/", [:]) == 401)
        #expect(await status("/v2/health/ready", [:]) == 200)
        #expect(await status("/v2", ["Authorization": "Bearer \(secret)"]) == 200)
        #expect(await status("/v2", ["Authorization": "Bearer \(secret)x"]) == 401)
        #expect(await status("/v2", ["Authorization": "Bearer \(secret.dropLast())"]) == 401)
        #expect(await status("/v2", ["Authorization": "Bearer "]) == 401)
        #expect(await status("/v2", ["Cookie": "onward=\(secret)"]) == 401)
        #expect(await status("/?token=wrong", [:]) == 401)
        let way = await test.ask("GET", "/?token=\(secret)")
        #expect(way.status == 303)
        let cookie = try #require(way.headers.first { $0.name == "set-cookie" }?.value)
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
        #expect(!cookie.contains(secret))
        let pair = String(cookie.prefix { $0 != ";" })
        #expect(await status("/v2", ["Cookie": "other=1; " + pair]) == 200)
        let name = ["Authorization": "Bearer \(secret)", "Host": "models.example"]
        #expect(await status("/v2", name) == 200)
    }

    @Test("A token that is too short is refused")
    func shortToken() {
        #expect(throws: (any Error).self) { try Token("short") }
        #expect(throws: (any Error).self) { try Token("with spaces in between it") }
    }
}
