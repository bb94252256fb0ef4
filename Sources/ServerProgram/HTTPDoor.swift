import HTTPTypes
import Hummingbird
import Logging
import NIOHTTP1
import OnwardServer

/// Carries requests from Hummingbird to the door, whole, and answers back.
struct HTTPDoor: HTTPResponder {
    let door: Door
    let house: ServerHouse
    let budget = BodyBudget()

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        var own = ServerRequest(
            request.method.rawValue, request.head.path ?? "",
            headers: (request.head.authority.map { [("host", $0)] } ?? [])
                + request.headers.map { ($0.name.canonicalName, $0.value) })
        let admission: Door.Admission
        do {
            admission = try door.admit(own)
        } catch {
            // What was not asked for is not waited for.
            return response(
                to: request, door.refuse(error), closes: HTTPBody.mayCome(with: request))
        }
        var body = HTTPBody(budget)
        defer { body.giveBack() }
        do {
            try await body.receive(request)
        } catch let error as HTTPParserError {
            throw error
        } catch {
            return response(to: request, door.refuse(error, admission), closes: true)
        }
        own.body = body.bytes
        return response(to: request, await door.answer(own, admission), closes: false)
    }

    private func response(
        to request: Request, _ answer: ServerResponse, closes: Bool
    ) -> Response {
        var headers = HTTPFields()
        for (name, value) in answer.headers {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        // Who keeps a connection to a server that is about to end would find it closed.
        if closes || !house.isReady { headers[.connection] = "close" }
        let response = Response(
            status: .init(code: answer.status), headers: headers, body: body(of: answer))
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func body(of answer: ServerResponse) -> ResponseBody {
        switch answer.body {
        case .whole(let bytes): ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        case .events(let events):
            ResponseBody { writer in
                for await event in events { try await writer.write(ByteBuffer(bytes: event.bytes)) }
                try await writer.finish(nil)
            }
        }
    }
}
