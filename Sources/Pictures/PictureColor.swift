/// Whether pictures are read in gray or in color.
package enum PictureColor: String, Sendable, Codable, CaseIterable {
    case gray, color

    /// Numbers to a pixel.
    package var channels: Int { self == .gray ? 1 : 3 }
}
