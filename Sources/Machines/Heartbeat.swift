/// How the programs of a training know that the others live.
enum Heartbeat {
    /// Seconds between two signs of life.
    static let interval = 1.0
    /// Seconds without one after which a program is taken for lost.
    static let patience = 8.0
}
