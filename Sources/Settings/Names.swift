/// Finds names.
package enum Names {
    /// The known name that differs in the fewest letters; nil where none is near.
    package static func nearest(to name: String, among known: [String]) -> String? {
        let ranked = known.map { (name: $0, distance: distance(name.lowercased(), $0)) }
        return ranked.min { $0.distance < $1.distance }
            .flatMap { $0.distance <= max(2, name.count / 2) ? $0.name : nil }
    }

    /// Letters to insert, remove or replace to make one word of another (Levenshtein).
    private static func distance(_ first: String, _ second: String) -> Int {
        let letters = Array(second)
        var row = Array(0...letters.count)
        for (i, letter) in first.enumerated() {
            var corner = row[0]
            row[0] = i + 1
            for j in letters.indices {
                let replaced = corner + (letters[j] == letter ? 0 : 1)
                corner = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, corner + 1)
            }
        }
        return row[letters.count]
    }
}
