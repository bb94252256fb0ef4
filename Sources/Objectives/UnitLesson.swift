import OnwardCompute

/// What an objective is lent to look after a block's units one by one.
///
/// The units are those of the block's last layer with weights. What is written here acts on their
/// sums, before the activation: an error on the output ends at a unit that does not fire.
public struct UnitLesson {
    /// What each unit put out on true rows [M, units]: M of them, or of their tokens.
    public let activity: Matrix
    /// What the objective keeps of each unit, [1, units] each, as `unitBuffers` names them.
    public let buffers: [Matrix]
    /// Where the error on each unit's sum goes [1, units]; it holds for each of the M rows.
    public let error: Matrix

    package init(activity: Matrix, buffers: [Matrix], error: Matrix) {
        self.activity = activity
        self.buffers = buffers
        self.error = error
    }
}
