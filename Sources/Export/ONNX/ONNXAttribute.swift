/// A setting of an operator.
struct ONNXAttribute {
    let message: ProtobufMessage

    /// By ONNX's number.
    private enum Kind: Int {
        case float = 1
        case int = 2
        case string = 3
        case ints = 7
        case strings = 8
    }

    private init(_ name: String, _ kind: Kind, _ write: (inout ProtobufMessage) -> Void) {
        var message = ProtobufMessage()
        message.add(1, name)
        write(&message)
        message.add(20, kind.rawValue)
        self.message = message
    }

    init(_ name: String, _ number: Float) { self.init(name, .float) { $0.add(2, number) } }

    init(_ name: String, _ number: Int) { self.init(name, .int) { $0.add(3, number) } }

    init(_ name: String, _ text: String) { self.init(name, .string) { $0.add(4, text) } }

    init(_ name: String, _ numbers: [Int]) {
        self.init(name, .ints) { for number in numbers { $0.add(8, number) } }
    }

    init(_ name: String, _ texts: [String]) {
        self.init(name, .strings) { for text in texts { $0.add(9, text) } }
    }
}
