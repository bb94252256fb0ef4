extension BlockPlan {
    /// About how many multiplications a sample takes: for every number that a layer puts out, as many
    /// as there are weights for one.
    package var multiplications: Int {
        slots.reduce(0) { sum, slot in
            let numbers = slot.layer.map { layers[$0].output.count } ?? headRows
            return sum + numbers * slot.parameter.count / slot.parameter.shape[0]
        }
    }
}
