import Foundation
import OnwardCatalog
import OnwardCompute
import OnwardModels
import Yams

/// Everything that a training is decided by, under the names of the command's flags.
///
/// A recipe in a file (YAML) holds any of them; flags override it; what neither says takes the
/// value written here. The resolved recipe is saved with the run and runs again as it is.
package struct Recipe: Codable, Sendable {
    /// A known data set or a path.
    package var data = ""
    package var dataDir: String?
    /// Of a table: the column that holds the classes, those that are left out, those whose numbers
    /// are names, the one whose values stay together in one part, and whether its first line names
    /// columns.
    package var labelColumn: String?
    package var ignoreColumns: String?
    package var categoricalColumns: String?
    package var groupColumn: String?
    package var header: Bool?
    /// The share of the samples to test with, where the data has only one part.
    package var testShare: Double?
    /// Of texts: words that count, buckets of word pairs, and how both are weighted.
    package var vocabulary: Int?
    package var wordPairs: Int?
    package var textWeights: String?
    /// Of pictures: what they are resized and cropped to, `32` or `48x32`, whether they are read in
    /// gray or color, and whether damaged files are left out.
    package var imageSize: String?
    package var imageColor: String?
    package var skipBad = false
    /// How the training samples are spoiled, in `Corruption`'s notation; not at all where not given.
    package var corrupt: String?
    /// What is done to training images each time they are shown, such as `shift:2`; several are
    /// separated by commas.
    package var augment: String?
    package var algorithm = "mono-forward"
    /// In the papers' notation; 1000,1000 where neither this nor `blocks` is given.
    package var network: String?
    /// What the notation cannot say: the layers of each block, in place of `network`.
    package var blocks: [[LayerSpec]]?
    /// Layers to a block; the algorithm decides where it is not given.
    package var blockSize: Int?
    /// Overrides of the algorithm's choices.
    package var objective: String?
    package var feedback: String?
    /// A schedule's name, or `auto` for the one that is measured to be the fastest.
    package var trainingSchedule: String?
    /// Layerwise only: steps in a block's turn, and turns of all blocks.
    package var stepsPerBlock: Int?
    package var rounds: Int?
    /// Pipelined only: how many blocks learn at the same time.
    package var stages: Int?
    /// What stands at the bottom of each block of the notation: rms, l2 or none.
    package var normalization: String?
    /// Of goodness-contrast, each as the algorithm has it where not given.
    package var goodness: String?
    package var threshold: String?
    package var contrastLoss: String?
    package var minimize: String?
    package var evidenceBlocks: String?
    package var peerNormalization: String?
    package var negatives: String?
    package var pairing: String?
    package var labelEmbedding: String?
    package var labelStrength: String?
    /// Whether dense layers of the notation have a bias; the algorithm decides where not given.
    package var bias: Bool?
    /// Dropped share after each dense layer of the notation.
    package var dropout = 0.0
    package var epochs = 10
    package var batchSize = 128
    /// Parts that a batch is shown in, whose gradients are summed up; 1 where not given.
    package var accumulate: Int?
    package var optimizer = "adam"
    /// The optimizer's own defaults where not given.
    package var lr: Double?
    package var momentum: Double?
    package var nesterov = false
    package var weightDecay: Double?
    /// Of the learning rate.
    package var schedule = "linear-after-half"
    package var warmupEpochs = 0.0
    package var seed: UInt64 = 1
    /// All cores where not given.
    package var threads: Int?
    /// float32, bfloat16, bfloat16-emulated, or auto for the faster one here; float32 where not given.
    package var precision: String?
    /// A folder for the weights' files; in memory where not given. Layerwise only.
    package var offload: String?
    /// MiB that outputs of blocks that are done may take, above which they are computed again; 1024
    /// where not given.
    package var frozenOutputs: Int?
    package var noShuffle = false
    /// The share of the training split that is held out.
    package var validation = 0.1
    /// Epochs without a better validation accuracy after which training stops.
    package var patience: Int?
    /// The network's usual way where not given.
    package var prediction: String?
    /// Blocks that a reader reads: upper (all but the first) or all; none where not given.
    package var reader: String?

    package init() {}

    enum CodingKeys: String, CodingKey, CaseIterable {
        case data
        case dataDir = "data-dir"
        case labelColumn = "label-column"
        case ignoreColumns = "ignore-columns"
        case categoricalColumns = "categorical-columns"
        case groupColumn = "group-column"
        case header
        case testShare = "test-share"
        case vocabulary
        case wordPairs = "word-pairs"
        case textWeights = "text-weights"
        case imageSize = "image-size"
        case imageColor = "image-color"
        case skipBad = "skip-bad"
        case corrupt, augment
        case algorithm, network, blocks
        case blockSize = "block-size"
        case objective, feedback
        case trainingSchedule = "training-schedule"
        case stepsPerBlock = "steps-per-block"
        case rounds, stages, normalization, goodness, threshold
        case contrastLoss = "contrast-loss"
        case minimize
        case evidenceBlocks = "evidence-blocks"
        case peerNormalization = "peer-normalization"
        case negatives, pairing
        case labelEmbedding = "label-embedding"
        case labelStrength = "label-strength"
        case bias, dropout, epochs
        case batchSize = "batch-size"
        case accumulate
        case optimizer, lr, momentum, nesterov
        case weightDecay = "weight-decay"
        case schedule
        case warmupEpochs = "warmup-epochs"
        case seed, threads, precision, offload
        case frozenOutputs = "frozen-outputs"
        case noShuffle = "no-shuffle"
        case validation, patience, prediction, reader
    }
}
