/// What recipes and flags can say about a schedule; each takes what it knows and refuses the rest.
public struct ScheduleSettings: Sendable {
    public var stepsPerBlock: Int?
    public var rounds: Int?

    public init(stepsPerBlock: Int? = nil, rounds: Int? = nil) {
        self.stepsPerBlock = stepsPerBlock
        self.rounds = rounds
    }
}
