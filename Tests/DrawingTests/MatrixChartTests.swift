import Testing

@testable import OnwardDrawing

@Suite("Pictures of confusion, and numbers for people")
struct MatrixChartTests {
    @Test("A hundred classes are a small picture, of every cell that counts something")
    func hundredClasses() {
        let counts = (0..<100).map { truth in
            (0..<100).map { $0 == truth ? 90 : ($0 + truth) % 3 }
        }
        let chart = MatrixChart(
            title: "confusion", counts: counts, names: (0..<100).map { "class \($0)" })
        let text = chart.figure.text
        #expect(text.utf8.count < 250_000)
        let cells = counts.joined().count { $0 > 0 }
        #expect(text.split(separator: "z", omittingEmptySubsequences: false).count > cells)
        // 90 of 189 are about half, whose root is 0.7 of eight shades.
        #expect(text.contains("class=\"right shade-6\""))
    }

    @Test("Few classes have names and numbers in the picture; the diagonal has a color of its own")
    func fewClasses() {
        let chart = MatrixChart(
            title: "confusion", counts: [[98, 2], [50, 50]], names: ["cat", "dog"])
        let text = chart.figure.text
        for word in [">cat<", ">dog<", ">98<", ">2<", ">50<"] { #expect(text.contains(word)) }
        #expect(text.contains("aria-label=\"confusion: 148 of 200 on the diagonal\""))
        #expect(text.contains("wrong shade-2") && text.contains("right shade-8"))
    }

    @Test("Numbers are told in units that fit")
    func decimals() {
        #expect(Decimals.bytes(640) == "640 B" && Decimals.bytes(1_440_000) == "1.4 MB")
        #expect(Decimals.bytes(0) == "0 B" && Decimals.bytes(999_999_999_999) == "1000.0 GB")
        #expect(Decimals.duration(0.417) == "0.42 s" && Decimals.duration(200) == "3 min 20 s")
        #expect(Decimals.duration(7500) == "2 h 5 min")
        #expect(Decimals.percent(0.98765) == "98.77 %" && Decimals.percent(nil) == "–")
    }
}
