/// What recipes and flags can say about a schedule; each takes what it knows and refuses the rest.
public struct ScheduleSettings: Sendable {
    public var stepsPerBlock: Int?
    public var rounds: Int?
    public var stages: Int?

    public init(stepsPerBlock: Int? = nil, rounds: Int? = nil, stages: Int? = nil) {
        self.stepsPerBlock = stepsPerBlock
        self.rounds = rounds
        self.stages = stages
    }
}
