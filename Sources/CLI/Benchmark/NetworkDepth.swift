import OnwardCompute
import OnwardRecipes

/// Networks of the same kind and another depth.
enum NetworkDepth {
    /// The notation with its last item so often that there are `depth` items in all; an input size
    /// in front does not count.
    static func network(_ notation: String, of depth: Int, _ input: Shape) throws -> String {
        // What is no notation is refused as everywhere.
        _ = try PaperNotation(notation)
        var items = topLevelItems(of: notation)
        if items.count > 1, items[0] == "\(input.count)" { items.removeFirst() }
        let last = Array(repeating: items[items.count - 1], count: max(0, depth - items.count))
        return (items.prefix(depth) + last).joined(separator: ",")
    }

    private static func topLevelItems(of notation: String) -> [String] {
        var (items, open) = ([""], 0)
        for character in notation where character != " " {
            if character == "," && open == 0 {
                items.append("")
                continue
            }
            if character == "(" { open += 1 } else if character == ")" { open -= 1 }
            items[items.count - 1].append(character)
        }
        return items
    }
}
