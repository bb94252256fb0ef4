/// What recipes and flags can say about a schedule; each takes what it knows and refuses the rest.
package struct ScheduleSettings: Sendable {
    package var stepsPerBlock: Int?
    package var rounds: Int?
    package var stages: Int?

    package init(stepsPerBlock: Int? = nil, rounds: Int? = nil, stages: Int? = nil) {
        self.stepsPerBlock = stepsPerBlock
        self.rounds = rounds
        self.stages = stages
    }
}
