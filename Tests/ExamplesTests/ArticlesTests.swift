import Foundation
import Testing

private let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

/// The lines of all files of a kind below a folder, without what is in front of them.
private func lines(of ending: String, below folder: String) throws -> [String: [Substring]] {
    let place = root.appending(path: folder)
    let files = FileManager.default.enumerator(at: place, includingPropertiesForKeys: nil)
    var lines: [String: [Substring]] = [:]
    while let file = files?.nextObject() as? URL {
        guard file.pathExtension == ending, !file.path.contains("/.build") else { continue }
        lines[file.lastPathComponent + file.deletingLastPathComponent().path] = trimmed(
            try String(contentsOf: file, encoding: .utf8))
    }
    return lines
}

private func trimmed(_ text: String) -> [Substring] {
    text.split(separator: "\n").map { $0.drop { $0 == " " } }
}

@Test("Articles show code of programs that are compiled and run")
func articlesShowPrograms() throws {
    let programs = try lines(of: "swift", below: "Examples").values
    let articles = try lines(of: "md", below: "Sources/Onward/Onward.docc")
    var count = 0
    for (article, text) in articles {
        var rest = text[...]
        while let start = rest.firstIndex(of: "```swift") {
            rest = rest[(start + 1)...]
            let code = Array(rest.prefix { $0 != "```" })
            #expect(
                programs.contains { $0.contains(code) }, "\(article): \(code.first ?? "")")
            rest = rest.dropFirst(code.count + 1)
            count += 1
        }
    }
    #expect(count > 10)
}
