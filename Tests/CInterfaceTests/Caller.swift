import COnward
import Testing

/// What a call came to; its texts are given back.
struct Outcome {
    let kind: onward_kind
    let setting: String?
    let text: String?

    init(_ error: onward_error) {
        kind = error.kind
        setting = error.setting.map { String(cString: $0) }
        text = error.text.map { String(cString: $0) }
        onward_error_release(error)
    }

    var isGood: Bool { kind == ONWARD_NONE && text == nil }
}

/// A model as a caller in C holds it.
final class Caller {
    let model: OpaquePointer

    private init(_ make: (UnsafeMutablePointer<OpaquePointer?>) -> onward_error) throws {
        var made: OpaquePointer?
        let outcome = Outcome(make(&made))
        try #require(outcome.isGood, "\(outcome)")
        model = try #require(made)
    }

    convenience init(_ recipe: String, classes: [String] = ["0", "1", "2"]) throws {
        try self.init { place in
            Caller.withTexts(classes) { onward_model_create(recipe, $0, classes.count, place) }
        }
    }

    convenience init(path: String) throws { try self.init { onward_model_load(path, $0) } }

    convenience init(bytes: [UInt8]) throws {
        try self.init { onward_model_read(bytes, bytes.count, $0) }
    }

    deinit { onward_model_release(model) }

    static func withTexts<Result>(
        _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        let copies = texts.map { text in
            let bytes = text.utf8CString
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
            copy.update(from: Array(bytes), count: bytes.count)
            return UnsafePointer(copy)
        }
        defer { for copy in copies { copy.deallocate() } }
        return body(copies.map { Optional($0) })
    }

    func train(
        _ points: Points, once: Bool = false, context: UnsafeMutableRawPointer? = nil,
        _ listener: onward_listener? = nil
    ) -> Outcome {
        points.given { samples in
            Outcome(
                once
                    ? onward_model_learn(model, samples, points.labels, listener, context)
                    : onward_model_train(model, samples, points.labels, listener, context))
        }
    }

    func answer(_ points: Points, classes: Int = 3) -> (Outcome, [Int32], [Double]) {
        var labels = [Int32](repeating: -1, count: points.labels.count)
        var probabilities = [Double](repeating: -1, count: points.labels.count * classes)
        let outcome = points.given { samples in
            labels.withUnsafeMutableBufferPointer { labels in
                probabilities.withUnsafeMutableBufferPointer { probabilities in
                    var answers = onward_answers(
                        labels: labels.baseAddress, probabilities: probabilities.baseAddress,
                        votes: nil)
                    return Outcome(onward_model_answer(model, samples, &answers))
                }
            }
        }
        return (outcome, labels, probabilities)
    }

    func bytes() throws -> [UInt8] {
        var (start, count) = (UnsafeMutablePointer<UInt8>?.none, 0)
        let outcome = Outcome(onward_model_bytes(model, &start, &count))
        try #require(outcome.isGood, "\(outcome)")
        defer { onward_free(start) }
        return Array(UnsafeBufferPointer(start: start, count: count))
    }
}

/// Points beside three corners of a square in turn.
struct Points {
    var values: [Float]
    var labels: [Int32]
    var shape = [4]

    init(_ count: Int) {
        labels = (0..<Int32(count)).map { $0 % 3 }
        values = labels.enumerated().flatMap { index, label in
            (0..<4).map { place in
                (place == Int(label) ? 2 : 0) + Float((index * 7 + place * 5) % 11) / 22
            }
        }
    }

    /// One of them.
    subscript(row: Int) -> Points {
        var one = self
        (one.values, one.labels) = (Array(values[row * 4..<row * 4 + 4]), [labels[row]])
        return one
    }

    func given<Result>(_ body: (UnsafePointer<onward_samples>) -> Result) -> Result {
        values.withUnsafeBufferPointer { values in
            shape.withUnsafeBufferPointer { shape in
                var samples = onward_samples(
                    values: values.baseAddress, count: labels.count, shape: shape.baseAddress,
                    dimensions: shape.count)
                return body(&samples)
            }
        }
    }
}
