import Foundation
import OnwardTestSupport
import Testing

@testable import OnwardSafetensors

@Suite("A safetensors file that lies is refused")
struct SafetensorsRefusalTests {
    private static func entry(
        _ begin: Int, _ end: Int, shape: String = "[4]", type: String = "U8"
    ) -> String {
        #"{"dtype":"\#(type)","shape":\#(shape),"data_offsets":[\#(begin),\#(end)]}"#
    }

    private func reason(_ data: Data) throws -> SafetensorsError.Reason? {
        var reason: SafetensorsError.Reason?
        try inFolder { folder in
            let url = folder.appendingPathComponent("file.safetensors")
            try data.write(to: url)
            reason =
                #expect(throws: SafetensorsError.self) {
                    try SafetensorsFile(reading: url)
                }?.reason
        }
        return reason
    }

    @Test(
        "A header that is not one",
        arguments: [
            "", " ", "[]", "{", "{}x", #"{"a"}"#, #"{"a":1}"#, #"{"a":\#(entry(0, 4))"#, #"{"a:"#,
            #"{"a\"#,
            #"{"__metadata__":{"a":1}}"#, #"{"__metadata__":{"a":"b",}}"#, #"{"a\x":{}}"#,
            #"{"\ud800":{}}"#, #"{"\ud800\u0041":{}}"#, #"{"\udc00":{}}"#, #"{"\u12":{}}"#,
            "{\"line\nbreak\":{}}", #"{"__metadata__":{},"__metadata__":{}}"#,
            #"{"__metadata__":{"a":"1","\u0061":"2"}}"#,
            #"{"a":\#(entry(0, 4)),"a":\#(entry(0, 4))}"#,
            #"{"a":\#(entry(0, 4)),"\u0061":\#(entry(4, 8))}"#,
            #"{"a":{"dtype":"U8","dtype":"U8","shape":[4],"data_offsets":[0,4]}}"#,
            #"{"a":\#(entry(0, 4, shape: "[-4]"))}"#, #"{"a":\#(entry(0, 4, shape: "[4.0]"))}"#,
            #"{"a":\#(entry(0, 4, shape: "[04]"))}"#, #"{"a":\#(entry(0, 4, shape: "[4,]"))}"#,
            #"{"a":\#(entry(0, 4, shape: "[[4]]"))}"#, #"{"a":\#(entry(0, 4, shape: "4"))}"#,
            #"{"a":\#(entry(0, 4, shape: "[9223372036854775808]"))}"#,
        ])
    func malformed(header: String) throws {
        guard case .header = try reason(file(header: header, data: [1, 2, 3, 4])) else {
            Issue.record("refused for another reason")
            return
        }
    }

    @Test("A header nested a hundred thousand levels deep", arguments: ["[", #"{"a":"#])
    func nested(level: String) throws {
        let header = String(repeating: level, count: 100_000)
        #expect(try reason(file(header: header)) != nil)
    }

    @Test(
        "An entry that cannot be",
        arguments: [
            entry(0, 4, type: "F16"), entry(0, 4, shape: "[3]", type: "F4"), entry(0, 4, type: ""),
            entry(0, 4, shape: "[3]"),
            entry(0, 4, shape: "[5]"), entry(4, 0), entry(1, 5), entry(0, 4, type: "F32"),
            entry(0, 4, shape: "[4294967296,4294967296,4294967296]"),
            entry(0, 0, shape: "[4611686018427387904,4]"),
            entry(0, 4, shape: "[2,4611686018427387906]"),
            entry(0, Int.max, shape: "[\(Int.max)]", type: "F32"), "{}",
            #"{"dtype":"U8","shape":[4]}"#, #"{"dtype":"U8","shape":[4],"data_offsets":[0]}"#,
            #"{"dtype":"U8","shape":[4],"data_offsets":[0,4,4]}"#,
            #"{"dtype":"U8","shape":[4],"data_offsets":[0,4],"more":1}"#,
        ])
    func impossible(entry: String) throws {
        let reason = try reason(file(header: #"{"a":\#(entry)}"#, data: [1, 2, 3, 4]))
        guard case .tensor(name: "a", _) = reason else {
            Issue.record("refused for another reason: \(String(describing: reason))")
            return
        }
    }

    @Test(
        "Tensors that overlap or leave a gap",
        arguments: [
            (entry(0, 4), entry(2, 6)), (entry(0, 4), entry(0, 4)), (entry(0, 4), entry(5, 9)),
            (entry(4, 8), entry(8, 12)), (entry(0, 8, shape: "[8]"), entry(2, 6)),
        ])
    func wrongOrder(first: String, second: String) throws {
        let header = #"{"a":\#(first),"b":\#(second)}"#
        guard case .tensor = try reason(file(header: header, data: [UInt8](0..<12))) else {
            Issue.record("refused for another reason")
            return
        }
    }

    @Test("A file shorter or longer than its header says, at any length")
    func wrongSize() throws {
        let whole = file(header: #"{"a":\#(Self.entry(0, 4))}"#, data: [1, 2, 3, 4])
        for length in 0..<whole.count {
            _ = try #require(try reason(whole.prefix(length)), "\(length) bytes were accepted")
        }
        let size = SafetensorsError.Reason.size(expected: whole.count, got: whole.count - 1)
        #expect(try reason(whole.dropLast()) == size)
        let more = SafetensorsError.Reason.size(expected: whole.count, got: whole.count + 1)
        #expect(try reason(whole + [0]) == more)
        let end = #"{"a":\#(Self.entry(0, Int.max, shape: "[\(Int.max)]"))}"#
        #expect(try reason(file(header: end)) != nil)
    }

    @Test("A header that is said to be larger than the file, or than any header")
    func wrongHeaderLength() throws {
        let lengths: [UInt64] = [3, 100, 100_000_001, 1 << 31, 1 << 32, 1 << 63, .max]
        for length in lengths {
            let bytes = (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
            #expect(try reason(Data(bytes + [0x7B, 0x7D])) != nil)
        }
    }

    @Test("A header that is not UTF-8")
    func wrongText() throws {
        let header =
            [UInt8](#"{"__metadata__":{"a":""#.utf8) + [0xC3, 0x28] + [UInt8](#""}}"#.utf8)
        #expect(try reason(file(header: header)) != nil)
    }

    @Test("No file, a folder and a device are refused as such")
    func noFile() throws {
        for path in ["/nowhere/model.safetensors", "/", "/dev/zero"] {
            let error = #expect(throws: SafetensorsError.self) {
                try SafetensorsFile(reading: URL(fileURLWithPath: path))
            }
            guard case .unreadable = error?.reason else {
                Issue.record("\(path) was refused for another reason")
                continue
            }
        }
    }
}
