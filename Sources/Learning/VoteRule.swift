/// What says how often each block's evidence counts in the sum that predicts.
package enum VoteRule: String, Sendable, CaseIterable {
    /// Every block's loss on validation samples; the objective where there are none.
    case validation
    /// The objective, as the papers have it.
    case rule
}
