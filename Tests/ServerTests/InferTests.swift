import OnwardTestSupport
import Testing

@testable import OnwardServer

@Suite("The Open Inference Protocol", .onOwnThread)
struct InferTests {
    private func request(_ digits: [[Float]], outputs: JSON? = nil) -> JSON {
        .object([
            "id": .string("seven"),
            "inputs": .list([
                .object([
                    "name": .string("input"), "datatype": .string("FP32"),
                    "shape": .integers([digits.count, 784]),
                    "data": .floats(digits.flatMap(\.self)),
                ])
            ]), "outputs": outputs,
        ])
    }

    private func output(_ name: String, in answer: JSON) -> JSON? {
        answer["outputs"]?.list?.first { $0["name"]?.text == name }
    }

    @Test("JSON gives the model's own bits")
    func json() async throws {
        let test = try TestHouse()
        let digits = TestHouse.digits(5)
        let own = try test.model.answerer.answers(to: digits)
        let answer = try await test.ask("POST", "/v2/models/digits/infer", json: request(digits))
        #expect(answer["id"]?.text == "seven")
        #expect(output("evidence", in: answer)?["data"]?.numbers == own.flatMap(\.evidence))
        #expect(
            output("block_evidence", in: answer)?["data"]?.numbers
                == own.flatMap { $0.blockEvidence.flatMap(\.self) })
        #expect(output("label", in: answer)?["data"]?.list?.map(\.whole) == own.map(\.label))
        #expect(output("name", in: answer)?["data"]?.list?.map(\.text) == own.map(\.name))
        #expect(output("evidence", in: answer)?["shape"]?.list?.map(\.whole) == [5, 10])
    }

    @Test("Bytes give the model's own bits, and texts with their lengths")
    func binary() async throws {
        let test = try TestHouse()
        let digits = TestHouse.digits(3)
        let own = try test.model.answerer.answers(to: digits)
        let head = Array(
            """
            {"inputs":[{"name":"input","datatype":"FP32","shape":[3,1,28,28],\
            "parameters":{"binary_data_size":9408}}],"outputs":[\
            {"name":"evidence","parameters":{"binary_data":true}},\
            {"name":"label","parameters":{"binary_data":false}},\
            {"name":"name","parameters":{"binary_data":true}}]}
            """.utf8)
        let response = await test.ask(
            "POST", "/v2/models/digits/versions/1/infer",
            head + TensorValues.floats(digits.flatMap(\.self)).bytes,
            type: "application/octet-stream",
            headers: ["Inference-Header-Content-Length": "\(head.count)"])
        #expect(response.status == 200)
        let length = try #require(
            response.headers.first { $0.name == "inference-header-content-length" }.flatMap {
                Int($0.value)
            })
        let tail = response.bytes[length...]
        #expect(TensorValues.floats(tail.prefix(120)) == own.flatMap(\.evidence))
        #expect(Array(tail.dropFirst(120)) == own.flatMap { [1, 0, 0, 0] + Array($0.name.utf8) })
        let answer = try JSONReader.read(response.bytes, count: length)
        #expect(output("label", in: answer)?["data"]?.list?.map(\.whole) == own.map(\.label))
        #expect(output("name", in: answer)?["parameters"]?["binary_data_size"]?.whole == 15)
    }

    @Test("Requests that come together are answered together, to the same bits")
    func together() async throws {
        let test = try TestHouse()
        let digits = TestHouse.digits(200)
        let own = try test.model.answerer.answers(to: digits).map(\.evidence)
        let evidence = try await withThrowingTaskGroup(of: (Int, [Float]?).self) { group in
            for (place, digit) in digits.enumerated() {
                group.addTask {
                    let answer = try await test.ask(
                        "POST", "/v2/models/digits/infer", json: request([digit]))
                    return (place, output("evidence", in: answer)?["data"]?.numbers)
                }
            }
            return try await group.reduce(into: [Int: [Float]]()) { $0[$1.0] = $1.1 }
        }
        #expect((0..<200).allSatisfy { evidence[$0] == own[$0] })
        // Whether some met is a matter of the machine; that all were counted is not.
        #expect(test.house.metrics.text.contains("onward_samples_total{model=\"digits\"} 200"))
    }

    @Test("Numbers without finite evidence spoil their own request alone")
    func spoiled() async throws {
        let test = try TestHouse()
        let digit = TestHouse.digits(1)
        let huge = [[Float](repeating: 3e38, count: 784)]
        async let good = test.ask("POST", "/v2/models/digits/infer", request(digit).bytes)
        async let bad = test.ask("POST", "/v2/models/digits/infer", request(huge).bytes)
        let statuses = await [good.status, bad.status]
        #expect(statuses == [200, 400])
    }

    @Test("What the server, its models and their tensors are")
    func metadata() async throws {
        let test = try TestHouse()
        let model = try await test.ask("GET", "/v2/models/digits").json
        #expect(model["inputs"]?.list?[0]["shape"]?.list?.map(\.whole) == [-1, 1, 28, 28])
        #expect(model["outputs"]?.list?.count == 6)
        let index = try await test.ask("POST", "/v2/repository/index").json
        #expect(index.list?.first?["state"]?.text == "READY")
        #expect(await test.ask("GET", "/v2/health/ready").status == 200)
        test.house.leave()
        #expect(await test.ask("GET", "/v2/health/ready").status == 503)
        #expect(await test.ask("GET", "/v2/health/live").status == 200)
        // What still comes is answered.
        let body = request(TestHouse.digits(1)).bytes
        #expect(await test.ask("POST", "/v2/models/digits/infer", body).status == 200)
    }
}
