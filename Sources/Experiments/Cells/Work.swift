/// What a job does, described by value.
package protocol Work: Sendable {
    /// All that decides the outcome beside the seed: a finished cell counts as long as this stays.
    var settings: String { get throws }

    /// Does it once.
    ///
    /// - Returns: nil where it was told to stop; another try goes on from there, where it can.
    func run(_ cell: Cell) throws -> Outcome?
}
