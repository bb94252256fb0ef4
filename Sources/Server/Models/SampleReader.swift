import OnwardCompute
import OnwardDataFiles
import OnwardPictures
import OnwardSettings

/// Makes numbers of samples as clients send them.
struct SampleReader: Sendable {
    let form: InputForm
    /// One sample as the network takes it.
    let shape: Shape

    /// Samples as the network takes them, [count, numbers].
    struct Numbers: Sendable {
        let values: [Float]
        let count: Int
    }

    /// Of a picture's file.
    func numbers(picture bytes: [UInt8]) throws -> Numbers {
        guard case .picture(let pictures) = form else {
            throw ServerError(415, "the model takes no pictures but \(form.name)s, as JSON")
        }
        guard try pictures.pixelCount(of: bytes) <= Limits.pixels else {
            throw ServerError.badRequest("a picture of at most \(Limits.pixels) pixels, not more")
        }
        return Numbers(values: try pictures.numbers(of: [bytes])[0], count: 1)
    }

    /// Of `{"rows": […]}`, `{"texts": […]}` or `{"numbers": […]}`.
    func numbers(_ body: JSON) throws -> Numbers {
        let kinds = ["rows", "texts", "numbers"].filter { body[$0] != nil }
        guard kinds.count == 1, let list = body[kinds[0]]?.list else {
            throw ServerError.badRequest(
                "the body must have one list of samples: \(expected)"
                    + (kinds.count > 1 ? ", not several" : ""))
        }
        guard (1...Limits.samples).contains(list.count) else {
            throw ServerError.badRequest("from 1 to \(Limits.samples) samples, not \(list.count)")
        }
        switch (kinds[0], form) {
        case ("rows", .row(let table)):
            return flat(try table.numbers(of: list.enumerated().map(SampleReader.row)))
        case ("texts", .text(let texts)):
            return flat(texts.numbers(of: try list.enumerated().map(SampleReader.text)))
        case ("numbers", _): return try plain(list)
        default: throw ServerError.badRequest("the model takes \(expected), not \(kinds[0])")
        }
    }

    /// What the body may have.
    private var expected: String {
        switch form {
        case .row: "\"rows\", or \"numbers\" that are prepared already"
        case .text: "\"texts\", or \"numbers\" that are prepared already"
        case .picture, .numbers: "\"numbers\""
        }
    }

    private func flat(_ samples: [[Float]]) -> Numbers {
        Numbers(values: samples.flatMap(\.self), count: samples.count)
    }

    private func plain(_ list: [JSON]) throws -> Numbers {
        var values: [Float] = []
        values.reserveCapacity(list.count * shape.count)
        for (place, sample) in list.enumerated() {
            guard case .doubles(let numbers) = sample, numbers.count == shape.count else {
                throw ServerError.badRequest(
                    "sample \(place + 1) must be a list of \(shape.count) numbers, of the form \(shape)"
                )
            }
            for number in numbers {
                let value = Float(number)
                guard value.isFinite else {
                    throw ServerError.badRequest(
                        "sample \(place + 1) must be of finite numbers, not \(number)")
                }
                values.append(value)
            }
        }
        return Numbers(values: values, count: list.count)
    }

    private static func text(_ place: Int, _ sample: JSON) throws(ServerError) -> String {
        guard let text = sample.text else {
            throw .badRequest("sample \(place + 1) must be a text")
        }
        return text
    }

    /// Numbers may come as such; null is a missing value.
    private static func row(_ place: Int, _ sample: JSON) throws(ServerError) -> [String: String] {
        guard let members = sample.members else {
            throw .badRequest("sample \(place + 1) must be an object of columns and their values")
        }
        var row: [String: String] = [:]
        for member in members {
            switch member.value {
            case .string(let text): row[member.name] = text
            case .null: row[member.name] = ""
            case .number(let number):
                row[member.name] = Int(exactly: number).map(String.init) ?? "\(number)"
            default:
                throw .badRequest(
                    "sample \(place + 1): \(member.name) must be a text, a number or null")
            }
        }
        return row
    }
}
