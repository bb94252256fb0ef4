/// What a training takes at its most demanding moment, beyond the program itself; in bytes.
///
/// It is read off the very room that the training has set aside before its first step, but for
/// `products`, which oneDNN takes. What it takes for convolutions is not in it, nor what the system
/// takes for its files.
package struct MemoryPlan: Sendable, Codable, Equatable {
    /// Of all blocks; where they lie in files, of the two largest, which is as many as are in memory
    /// at once.
    package var weights = 0
    /// What the optimizer remembers: of all blocks that learn, or of the largest where one learns
    /// at a time.
    package var optimizer = 0
    /// One block's, lent to all. Where they are summed up over the parts of a batch: one layer's, and
    /// the sums of all blocks that learn at the same time.
    package var gradients = 0
    /// One block's activations and errors, lent to all, and the batch itself.
    package var activations = 0
    /// Where oneDNN lays a product's operands in the order in which it reads them: estimated as a copy
    /// of both, as most processors need it.
    package var products = 0
    /// Samples as they are stored, and the order they come in.
    package var data = 0
    /// Outputs of blocks that are done, kept so that they are computed once.
    package var frozenOutputs = 0
    /// Room to evaluate in, on validation and test samples.
    package var examination = 0
    /// The best network so far, until its file is written.
    package var keptModel = 0
    /// On the disk: weights that lie in files. No part of the total.
    package var files = 0

    package init() {}

    package var total: Int {
        weights + optimizer + gradients + activations + products + data + frozenOutputs
            + examination + keptModel
    }

    /// What the total is the sum of, by names for people.
    package var parts: [(name: String, bytes: Int)] {
        [
            ("weights", weights), ("optimizer", optimizer), ("gradients", gradients),
            ("activations", activations), ("products", products), ("data", data),
            ("frozen outputs", frozenOutputs), ("examination", examination),
            ("kept model", keptModel),
        ]
    }

    enum CodingKeys: String, CodingKey {
        case weights = "weight_bytes"
        case optimizer = "optimizer_bytes"
        case gradients = "gradient_bytes"
        case activations = "activation_bytes"
        case products = "product_bytes"
        case data = "data_bytes"
        case frozenOutputs = "frozen_output_bytes"
        case examination = "examination_bytes"
        case keptModel = "kept_model_bytes"
        case files = "file_bytes"
    }
}
