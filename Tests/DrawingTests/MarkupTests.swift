import OnwardTestSupport
import Testing

@testable import OnwardDrawing

@Suite("Markup and pages")
struct MarkupTests {
    @Test("Texts are escaped, markup is not")
    func escapes() {
        let name = "<script>alert(\"1\")</script> & \u{0}\u{7}\u{FFFF}"
        let cell: Markup = "<td title=\"\(name)\">\(name)</td>"
        let shown = """
            &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; \u{FFFD}\u{FFFD}\u{FFFD}
            """
        #expect(cell.text == "<td title=\"\(shown)\">\(shown)</td>")
        let row: Markup = "<tr>\(cell)\([cell])</tr>"
        #expect(row.text == "<tr>\(cell.text)\(cell.text)</tr>")
    }

    private var page: Page {
        let table = DataTable(
            caption: "a <b>", headings: ["&", "x"], rows: [["one", "\("<i>")"], ["two", "2"]])
        let bars = ShareBars(
            caption: "bars", bars: [("<sum>", 0.9)], reference: ("largest", 0.3))
        let chart = LineChart(
            title: "<title>", x: "epoch", y: "loss",
            lines: [.init(label: "\"a\"", points: [(1, 2), (2, 1)], hasDots: true)],
            mark: (2, "the <kept> epoch"), isWhole: true, form: .figure)
        let matrix = MatrixChart(
            title: "m", counts: [[3, 1], [0, 0]], names: ["<a>", "a very long name of a class"])
        return Page(
            title: "A & B", lead: "<p>\("x < y")</p>",
            sections: [
                .init("one", "First", Markup([table.markup, table.folded, bars.markup])),
                .init("two", "Second", Markup([chart.figure, chart.legend, matrix.figure])),
            ], foot: "end")
    }

    @Test("A page is well formed, asks no network and has no script, whatever things are called")
    func isWellFormed() {
        let html = page.html
        #expect(PageFaults(in: html).faults == [])
        #expect(html.contains("x &lt; y") && html.contains("&lt;kept&gt;"))
        #expect(html.contains("prefers-color-scheme: dark") && html.contains("@media print"))
    }

    @Test(
        "The tests' own check of pages finds faults",
        arguments: [
            "<!doctype html><p>a & b</p>", "<!doctype html><p><b></p></b>", "<p></p>",
            "<!doctype html><p class=x></p>", "<!doctype html><img src=\"data:,\">",
            "<!doctype html><a href=\"#no\"></a>", "<!doctype html><p id=\"a\" id=\"a\"></p>",
            "<!doctype html><svg><path d=\"M0 0\"></svg>", "<!doctype html><b",
            "<!doctype html><p>http://a.example</p>", "<!doctype html><th>a</th>",
        ])
    func findsFaults(html: String) {
        #expect(!PageFaults(in: html).faults.isEmpty)
    }
}
