import OnwardCompute

/// The form that pictures are brought to before a network sees them.
package struct PictureForm: Sendable, Codable, Equatable {
    package var size: PictureSize
    package var color: PictureColor

    package init(_ size: PictureSize, _ color: PictureColor) {
        self.size = size
        self.color = color
    }

    /// The form that a network's samples have; nil where they are no pictures.
    package init?(_ shape: Shape) {
        let dimensions = shape.dimensions
        guard dimensions.count == 3,
            let color = PictureColor.allCases.first(where: { $0.channels == dimensions[0] })
        else { return nil }
        self.init(PictureSize(width: dimensions[2], height: dimensions[1]), color)
    }

    /// What suits pictures where size or color was not asked for: their own size where all have
    /// the same small one, gray where all are.
    init(suiting headers: [Picture.Header], size: PictureSize?, color: PictureColor?) {
        let own = headers.first?.size
        let isCommon = headers.allSatisfy { $0.size == own }
        let isSmall = own.map { max($0.width, $0.height) <= PictureForm.greatestOwnSide } ?? false
        self.size = size ?? (isCommon && isSmall ? own : nil) ?? PictureForm.usualSize
        self.color = color ?? (headers.contains(where: \.isColor) ? .color : .gray)
    }

    private static let greatestOwnSide = 64
    private static let usualSize = PictureSize(width: 32, height: 32)

    /// One sample.
    package var shape: Shape { Shape(color.channels, size.height, size.width) }
}
