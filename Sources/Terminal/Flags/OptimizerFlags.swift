// Written by `make settings` from what the settings' owners declare; a test holds it.
import ArgumentParser

/// Flags under the heading Optimizer.
package struct OptimizerFlags: ParsableArguments {
    @Option(
        help: """
            How weights follow their gradients: sgd, adam or adamw. Default: adam.
            """,
        completion: .list([
            "sgd",
            "adam",
            "adamw",
        ]))
    var optimizer: String?
    @Option(
        help: """
            Learning rate. Default: 0.001, or 0.1 for sgd.
            """)
    var lr: String?
    @Option(
        help: """
            Of sgd: the share of the last step that is kept. Default: 0.
            """)
    var momentum: String?
    @Flag(
        help: """
            Of sgd: nesterov's form of momentum.
            """)
    var nesterov = false
    @Option(
        help: """
            Weight decay. Default: 0, or 0.01 for adamw.
            """)
    var weightDecay: String?

    package init() {}

    /// What was given, by key.
    package var given: [String: String?] {
        [
            "optimizer": optimizer,
            "lr": lr,
            "momentum": momentum,
            "nesterov": nesterov ? "true" : nil,
            "weight-decay": weightDecay,
        ]
    }
}
