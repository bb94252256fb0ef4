/// How what stands beside a file's pixels is understood.
package enum PictureReading: String, Sendable, Codable {
    /// Pixels as they lie in the file, transparent ones on white as light adds up, PNG's gamma undone:
    /// what 0.1.0 did, and what models of then learned from.
    case asStored = "as-stored"
    /// Turned as EXIF says, transparent pixels on white as their numbers add up, gamma left alone: what
    /// viewers show, and Pillow reads.
    case asViewed = "as-viewed"
}
