import ArgumentParser
import Foundation
import OnwardRecipes

/// The flags that a recipe's settings can be given by; each overrides the recipe's.
struct RecipeOptions: ParsableArguments {
    @Argument(help: "A recipe file (YAML) with any of the settings below, without the dashes.")
    var recipe: String?

    @Option(help: "A known data set (see onward data list), or the path of a file or folder.")
    var data: String?
    @Option(help: "A folder to look for known data sets in before the usual places.")
    var dataDir: String?
    @OptionGroup(title: "Data") var dataOptions: DataOptions
    @Option(
        help: """
            Spoil the training samples: the shares of clean images, images with noise, images with \
            blank bottom rows, and pure noise with random labels, such as \
            clean=0.5,noise=0.3,pure=0.2, or quarters for 0.25 each. The test samples stay clean.
            """)
    var corrupt: String?
    @Option(
        help: """
            Change every training image each time it is shown: shift:2 moves it by up to so many \
            pixels, crop:4 too and continues it by its mirror image, flip mirrors it left for right \
            every other time, rotation:15 turns it by up to so many degrees, cutout:8 blanks a \
            square. Several are separated by commas: crop:4,flip.
            """)
    var augment: String?
    @Option(
        help: """
            forward-forward (ff), integrated-forward-forward (intff), mono-forward (mf), \
            backpropagation (bp), feedback-alignment (fa) or direct-feedback-alignment (dfa): \
            sets blocks, objective, feedback and training schedule. Default: mono-forward.
            """)
    var algorithm: String?
    @Option(
        help: """
            The sizes of the hidden layers in the papers' notation, parentheses around those that \
            learn together: 1000,1000 or (200,200,200),(50,50). Default: 1000,1000.
            """)
    var network: String?
    @Option(help: "Layers to a block, in place of the algorithm's.")
    var blockSize: Int?
    @Option(
        help:
            "The blocks' local loss, in place of the algorithm's: cross-entropy or goodness-contrast."
    )
    var objective: String?
    @Option(
        help:
            "How errors travel inside a block, in place of the algorithm's: exact, random or direct."
    )
    var feedback: String?
    @Option(
        help: """
            When blocks meet batches: simultaneous, pipelined (several blocks at the same time, \
            each on a thread of its own), layerwise, or auto: the faster of the first two by a \
            short measurement. Default: auto.
            """)
    var trainingSchedule: String?
    @Option(help: "Layerwise: steps that a block takes in its turn; needs --rounds.")
    var stepsPerBlock: Int?
    @Option(help: "Layerwise: turns of all blocks; needs --steps-per-block.")
    var rounds: Int?
    @Option(
        help: """
            Pipelined: blocks that learn at the same time, among which the threads are shared \
            out. Default: as many as there are threads or blocks.
            """)
    var stages: Int?
    @Option(help: "What stands at the bottom of each block: rms, l2 or none.")
    var normalization: String?
    @Option(help: "Goodness of squared outputs: sum or mean.")
    var goodness: String?
    @Option(help: "What goodness is held against: a number, or width.")
    var threshold: String?
    @Option(help: "Of goodness: threshold, printed (as the IntFF paper), symmetric[:sharpness].")
    var contrastLoss: String?
    @Flag(help: "True samples are to have low goodness instead of high.")
    var minimize = false
    @Option(help: "Blocks whose goodness predicts: all or upper (all but the first).")
    var evidenceBlocks: String?
    @Option(
        help: """
            How strongly units are pulled to the mean activity of their layer; 0.03 in Hinton's \
            code. Default: 0.
            """)
    var peerNormalization: String?
    @Option(
        help: """
            False samples: wrong-label, hard-label, shuffled-label, hybrid-image, perturbation, \
            rotation or noise. Default: wrong-label.
            """)
    var negatives: String?
    @Option(help: "True and false samples in every step (paired) or in turn (separate).")
    var pairing: String?
    @Option(
        help: "Where labels are written: overlay, planes, append or none. Default: overlay.")
    var labelEmbedding: String?
    @Option(help: "What a label is written as: a number, or maximum (the image's). Default: 1.")
    var labelStrength: String?
    @Option(help: "Whether hidden layers have a bias: true or false. Default: the algorithm's.")
    var bias: Bool?
    @Option(help: "Share of each hidden layer that is dropped while training. Default: 0.")
    var dropout: Double?
    @Option(help: "Epochs that each block learns for; 0 writes the initialized model. Default: 10.")
    var epochs: Int?
    @Option(help: "Samples to a batch. Default: 128.")
    var batchSize: Int?
    @Option(
        help: """
            Compute each batch in so many parts and sum up their gradients: room for the \
            activations of one part, for the same steps. Default: 1.
            """)
    var accumulate: Int?
    @Option(help: "adam, adamw or sgd. Default: adam.")
    var optimizer: String?
    @Option(help: "Learning rate. Default: 0.001, or 0.1 for sgd.")
    var lr: Double?
    @Option(help: "Momentum of sgd. Default: 0.")
    var momentum: Double?
    @Flag(help: "Nesterov's form of momentum.")
    var nesterov = false
    @Option(help: "Weight decay. Default: 0, or 0.01 for adamw.")
    var weightDecay: Double?
    @Option(
        help:
            "Of the learning rate: constant, step, cosine or linear-after-half. Default: linear-after-half."
    )
    var schedule: String?
    @Option(help: "Epochs over which the learning rate grows at the start. Default: 0.")
    var warmupEpochs: Double?
    @Option(help: "Decides over all random numbers. Default: 1.")
    var seed: UInt64?
    @Option(help: "Cores to use. Default: all.")
    var threads: Int?
    @Option(
        help: """
            float32; bfloat16 (activations and products, on processors with instructions for it); \
            auto (the faster of these); or bfloat16-emulated (the same numbers on any processor, \
            slower than float32). Default: float32.
            """)
    var precision: String?
    @Option(
        help: """
            Keep weights in files of this folder, of which memory holds one block's; needs the \
            layerwise training schedule.
            """)
    var offload: String?
    @Option(
        help: """
            Layerwise: MiB that the outputs of blocks that are done may take; above it they are \
            computed again for every batch. Default: 1024.
            """)
    var frozenOutputs: Int?
    @Flag(help: "Show samples in the order of their file.")
    var noShuffle = false
    @Option(help: "Share of the training samples held out to validate with. Default: 0.1.")
    var validation: Double?
    @Option(help: "Stop after so many epochs without a better validation accuracy.")
    var patience: Int?
    @Option(
        help: """
            What decides: sum (over blocks), last-block, or one-pass (the reader). Default: sum, \
            or one-pass where no label is shown.
            """)
    var prediction: String?
    @Option(
        help: """
            Train a linear softmax on the outputs of blocks beside them: upper (all but the first) \
            or all. It reads samples without a label.
            """)
    var reader: String?

    /// What was given, under the recipe's names.
    var settings: [String: Any] {
        let given: [String: Any?] = [
            "data": data, "data-dir": dataDir,
            "corrupt": corrupt,
            "augment": augment, "algorithm": algorithm,
            "network": network, "block-size": blockSize, "objective": objective,
            "feedback": feedback,
            "training-schedule": trainingSchedule, "steps-per-block": stepsPerBlock,
            "rounds": rounds, "stages": stages, "normalization": normalization,
            "goodness": goodness,
            "threshold": threshold, "contrast-loss": contrastLoss,
            "minimize": minimize ? "true" : nil, "evidence-blocks": evidenceBlocks,
            "peer-normalization": peerNormalization,
            "negatives": negatives, "pairing": pairing, "label-embedding": labelEmbedding,
            "label-strength": labelStrength, "bias": bias, "dropout": dropout, "epochs": epochs,
            "batch-size": batchSize, "accumulate": accumulate,
            "optimizer": optimizer, "lr": lr, "momentum": momentum,
            "nesterov": nesterov ? true : nil, "weight-decay": weightDecay, "schedule": schedule,
            "warmup-epochs": warmupEpochs, "seed": seed, "threads": threads,
            "precision": precision,
            "offload": offload, "frozen-outputs": frozenOutputs,
            "no-shuffle": noShuffle ? true : nil, "validation": validation, "patience": patience,
            "prediction": prediction, "reader": reader,
        ]
        return dataOptions.settings.merging(given.compactMapValues { $0 }) { $1 }
    }

    func resolved() throws -> Recipe {
        let file = recipe.map { URL(fileURLWithPath: $0) }
        let recipe = try Recipe(file: file, flags: settings)
        if recipe.data.isEmpty {
            throw ValidationError(
                "no data set was given; add --data fashion-mnist, --data synthetic-digits (drawn "
                    + "by the program) or the path of a folder")
        }
        return try recipe.resolved()
    }
}
