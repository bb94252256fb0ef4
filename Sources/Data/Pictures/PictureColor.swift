/// Whether pictures are read in gray or in color.
public enum PictureColor: String, Sendable, Codable, CaseIterable {
    case gray, color

    /// Numbers to a pixel.
    public var channels: Int { self == .gray ? 1 : 3 }
}
