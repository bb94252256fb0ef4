/// The points of a line that can be told apart in a picture.
enum LineCorners {
    /// Without the points in the middle of a level stretch, and of more than there is room for the least
    /// and the greatest of each stretch.
    static func of(
        _ points: [(x: Double, y: Double)], atMost count: Int
    ) -> [(x: Double, y: Double)] {
        let corners = points.indices.filter { index in
            index == 0 || index == points.count - 1
                || points[index].y != points[index - 1].y
                || points[index].y != points[index + 1].y
        }.map { points[$0] }
        guard corners.count > count else { return corners }
        let size = (2 * corners.count + count - 1) / count
        let inner = stride(from: 1, to: corners.count - 1, by: size).flatMap { first in
            let part = corners[first..<min(first + size, corners.count - 1)]
            let order = part.indices.sorted { corners[$0].y < corners[$1].y }
            return Set([order.first, order.last]).compactMap(\.self).sorted().map { corners[$0] }
        }
        return [corners[0]] + inner + [corners[corners.count - 1]]
    }
}
