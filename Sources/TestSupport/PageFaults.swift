/// What is wrong with a page of HTML, as far as a page of Onward's own can be wrong: tags that do not
/// match, attributes without quotation marks or twice, bare characters, places that are called alike or
/// linked to in vain, and anything that would ask a network.
package struct PageFaults {
    package private(set) var faults: [String] = []
    private var open: [String] = []
    private var ids: [String] = []
    private var links: [String] = []

    private static let empty: Set<String> = ["meta", "img", "br", "link", "input"]
    /// In pictures these have no content.
    private static let shapes: Set<String> = ["path", "rect", "circle", "polyline", "line"]

    package init(in html: String) {
        var rest = html[...]
        let head = "<!doctype html>"
        if !rest.hasPrefix(head) { faults.append("no doctype") }
        rest = rest.trimmingPrefix(head)
        while let start = rest.firstIndex(of: "<") {
            check(text: rest[..<start])
            guard let end = rest[start...].firstIndex(of: ">") else {
                faults.append("a tag without an end: \(rest[start...].prefix(60))")
                return
            }
            take(tag: rest[rest.index(after: start)..<end])
            rest = rest[rest.index(after: end)...]
            if open.last == "style", let close = rest.range(of: "</style>") {
                rest = rest[close.lowerBound...]
            }
        }
        check(text: rest)
        if !open.isEmpty { faults.append("still open: \(open)") }
        if Set(ids).count < ids.count { faults.append("ids that come twice: \(ids)") }
        for link in links where !ids.contains(link) { faults.append("no place called \(link)") }
        for word in ["http:", "https:", "url(", "@import", "<script", "file:"]
        where html.contains(word) {
            faults.append("it names \(word)")
        }
    }

    private mutating func take(tag: Substring) {
        if tag.hasPrefix("/") {
            let name = String(tag.dropFirst())
            guard open.popLast() == name else { return faults.append("</\(name)> closes another") }
            return
        }
        let name = String(tag.prefix { $0.isLetter || $0.isNumber })
        if name.isEmpty { faults.append("a tag without a name: <\(tag.prefix(40))>") }
        check(attributes: tag.dropFirst(name.count), of: name)
        let isClosed = tag.hasSuffix("/")
        if isClosed != Self.shapes.contains(name) {
            faults.append("<\(name)> is \(isClosed ? "closed by /" : "left open")")
        }
        if !isClosed && !Self.empty.contains(name) { open.append(name) }
    }

    private mutating func check(attributes: Substring, of name: String) {
        let pattern = /\s+([a-zA-Z-]+)(?:="([^"<>]*)")?/
        var seen: Set<Substring> = []
        for match in attributes.matches(of: pattern) {
            let (key, value) = (match.1, match.2 ?? "")
            if !seen.insert(key).inserted { faults.append("<\(name)> has \(key) twice") }
            if key == "id" { ids.append(String(value)) }
            if key == "href" { links.append(String(value.dropFirst())) }
            check(text: value)
        }
        let rest = attributes.replacing(pattern, with: "").trimmingPrefix("/")
        if !rest.allSatisfy(\.isWhitespace) { faults.append("<\(name)> has \(rest.prefix(40))") }
        if name == "img" && !seen.contains("alt") { faults.append("a picture without words") }
        if name == "th" && !seen.contains("scope") { faults.append("a heading without a scope") }
    }

    private mutating func check(text: Substring) {
        let bare = text.replacing(/&(?:amp|lt|gt|quot);/, with: "")
        if bare.contains("&") || bare.contains(">") {
            faults.append("a bare character in \(text.prefix(40))")
        }
    }
}
