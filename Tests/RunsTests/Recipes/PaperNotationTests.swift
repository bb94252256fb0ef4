import Testing

@testable import OnwardRecipes

@Suite("The papers' notation")
struct PaperNotationTests {
    private typealias Item = PaperNotation.Item

    private static let readable: [(text: String, items: [Item])] = [
        ("1000", [.layer([.dense(1000)])]),
        ("1000,1000", [.layer([.dense(1000)]), .layer([.dense(1000)])]),
        (" 784 , 100 ", [.layer([.dense(784)]), .layer([.dense(100)])]),
        ("(10)", [.block([[.dense(10)]])]),
        ("(10,20),(30)", [.block([[.dense(10)], [.dense(20)]]), .block([[.dense(30)]])]),
        (
            "784,(200,200,200),(50,50)",
            [
                .layer([.dense(784)]), .block([[.dense(200)], [.dense(200)], [.dense(200)]]),
                .block([[.dense(50)], [.dense(50)]]),
            ]
        ),
        (
            "(784,(200,200),(50))",
            [
                .layer([.dense(784)]), .block([[.dense(200)], [.dense(200)]]),
                .block([[.dense(50)]]),
            ]
        ),
        ("( (10, 20) )", [.block([[.dense(10)], [.dense(20)]])]),
        (
            "32C(3,3)P(2,2),A(8)",
            [
                .layer([
                    .convolution(channels: 32, height: 3, width: 3),
                    .averagePooling(height: 2, width: 2),
                ]), .layer([.attention(heads: 8)]),
            ]
        ),
        (
            "(100D(0.1),M(2,1))",
            [
                .block([[.dense(100), .dropout(0.1)], [.maxPooling(height: 2, width: 1)]])
            ]
        ),
        ("16777216", [.layer([.dense(1 << 24)])]),
    ]

    @Test("Sizes, blocks and an outer pair are read", arguments: 0..<11)
    func reads(index: Int) throws {
        let (text, items) = PaperNotationTests.readable[index]
        let notation = try PaperNotation(text)
        #expect(notation.items == items)
        #expect(
            notation.namesBlocks == items.contains { if case .block = $0 { true } else { false } })
    }

    @Test(
        "What cannot be read is refused with its place",
        arguments: [
            ("", 0, "the size of a layer"), ("  ", 2, "the size of a layer"),
            ("10,,20", 3, "the size of a layer"), ("10,x", 3, "the size of a layer"),
            ("10,", 3, "the size of a layer"), ("()", 1, "the size of a layer"),
            ("((1,2),(3)", 1, "the size of a layer"), ("-5", 0, "the size of a layer"),
            ("٣", 0, "the size of a layer"), ("(10,20", 6, "\")\""), ("(10 20)", 4, "\")\""),
            ("10)", 2, "a comma or the end"), ("10 20", 3, "a comma or the end"),
            ("32C3", 3, "\"(\""), ("32C(3)", 5, "\",\""), ("D(1.5)", 2, "a share below 1"),
            ("1.5", 1, "a comma or the end"),
            ("(1,(2),3)x", 3, "the size of a layer"),
            ("10,0", 3, "a size between 1 and 16777216"),
            ("16777217", 0, "a size between 1 and 16777216"),
            ("99999999999999999999", 0, "a size between 1 and 16777216"),
        ])
    func refuses(text: String, place: Int, expected: String) {
        let error = #expect(throws: NotationError.self) { try PaperNotation(text) }
        #expect(
            error?.place == place && error?.expected == expected, "\(String(describing: error))")
    }

    @Test("The message points at the place")
    func pointsAtPlace() throws {
        let error = #expect(throws: NotationError.self) { try PaperNotation("10,x") }
        #expect(
            error?.description == """
                network at character 4 must be the size of a layer, not "x"
                  10,x
                     ^
                """)
        let end = #expect(throws: NotationError.self) { try PaperNotation("(10") }
        #expect(end?.description.contains("not the end") == true)
    }
}
