/// What a single client can ask for at the most.
package enum Limits {
    /// Bytes of a request's body.
    package static let body = 32 << 20
    /// Bytes of all bodies that are being received or answered.
    static let bodies = 256 << 20
    /// Seconds from a request's head to its body's end.
    package static let bodySeconds = 20
    /// Seconds that a connection may stand without a whole head.
    package static let idleSeconds = 30
    package static let connections = 2_000
    /// Samples in a request.
    static let samples = 16_384
    /// Of a picture, however few bytes hold it.
    static let pixels = 1 << 26
    /// Samples that wait for an answer by one model.
    static let waitingSamples = 65_536
    /// Most samples that are answered in one call, where they came in several requests.
    static let batch = 256
    /// Copies of models that there may be, and how long they stay without being asked.
    static let copies = 8
    static let copySeconds = 600.0
    /// Jobs that wait for a copy, or for samples to be prepared.
    static let waitingJobs = 32
    /// Lessons in one request.
    static let lessons = 50
}
