import Foundation
import OnwardTestSupport
import Testing

@testable import OnwardServer

@Suite("JSON that anybody may have sent")
struct JSONTests {
    private func read(_ text: String) throws -> JSON { try JSONReader.read(Array(text.utf8)) }

    @Test("Values are what they say")
    func values() throws {
        #expect(
            try read(" {\"a\" : [1, -2.5e1, 0], \"b\":[], \"c\":null}").line
                == "{\"a\":[1.0,-25.0,0.0],\"b\":[],\"c\":null}")
        #expect(try read("[1, [2], \"x\"]").list?.count == 3)
        #expect(try read("\"\\u00e9\\ud83d\\ude00\\n\\/\"").text == "é😀\n/")
        #expect(try read("true").boolean == true)
    }

    @Test(
        "What is no JSON is refused",
        arguments: [
            "", " ", "{", "[", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "nul", "NaN",
            "Infinity",
            "-", "01", "1.", ".5", "1e", "+1", "0x10", "\"", "\"\\", "\"\\x\"", "\"\\ud800\"",
            "\"\\u12\"",
            "\"\u{01}\"", "1 2", "[1] x", "{\"a\":1,\"a\":2}", "tru", "[1 2]", "\"\\ud800\\u0041\"",
        ])
    func refused(_ text: String) { #expect(throws: JSONFault.self) { try read(text) } }

    @Test("Bytes that are no UTF-8 are refused")
    func noUTF8() {
        #expect(throws: JSONFault.self) { try JSONReader.read([0x22, 0xff, 0x22]) }
        #expect(throws: JSONFault.self) { try JSONReader.read([0x22, 0xc0, 0xaf, 0x22]) }
    }

    @Test("Depth has an end, long before the stack has one")
    func depth() throws {
        let deep = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        #expect(throws: Never.self) { try read(deep) }
        #expect(throws: JSONFault.self) { try read(String(repeating: "[", count: 1_000_000)) }
        #expect(throws: JSONFault.self) {
            try read(String(repeating: "{\"a\":", count: 1_000_000))
        }
    }

    @Test("Values have an end, numbers in lists of their own have none but the body's")
    func count() throws {
        let numbers = "[" + String(repeating: "1,", count: 1_100_000) + "1]"
        #expect(try read(numbers).list?.count == 1_100_001)
        #expect(throws: JSONFault.self) {
            try read("[" + String(repeating: "[],", count: 1_100_000) + "1]")
        }
    }

    @Test("Numbers are the nearest there are")
    func numbers() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<20_000 {
            let number = Double(bitPattern: generator.next())
            guard number.isFinite else { continue }
            #expect(try read("\(number)").double == number)
        }
        let others = [
            "9007199254740993", "123456789012345678901234567890", "0.1", "1e22", "1e23", "5e-324",
            "0.30000000000000004", "17976931348623157e292", "1.00000000000000011102230246251565",
        ]
        for text in others { #expect(try read(text).double == Double(text)) }
    }

    @Test("Single numbers come back to the bit")
    func floats() throws {
        var generator = SeededGenerator(seed: 2)
        let numbers = (0..<20_000).map { _ in
            Float(bitPattern: UInt32.random(in: 0...(.max), using: &generator))
        }
        .filter(\.isFinite)
        #expect(try JSONReader.read(JSON.floats(numbers).bytes).numbers == numbers)
    }

    @Test("Only the bytes that are told to be JSON are read")
    func prefix() throws {
        #expect(try JSONReader.read(Array("[1]xyz".utf8), count: 3).list?.count == 1)
    }
}
