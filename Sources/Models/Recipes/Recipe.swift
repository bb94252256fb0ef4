import Foundation
import OnwardCatalog
import OnwardCompute
import Yams

/// Everything that a training is decided by, under the names of the command's flags.
///
/// A recipe in a file (YAML) holds any of them; flags override it; what neither says takes the
/// value written here. The resolved recipe is saved with the run and runs again as it is.
public struct Recipe: Codable, Sendable {
    /// A known data set or a path.
    public var data = ""
    public var dataDir: String?
    /// Of a table: the column that holds the classes, those that are left out, those whose numbers
    /// are names, the one whose values stay together in one part, and whether its first line names
    /// columns.
    public var labelColumn: String?
    public var ignoreColumns: String?
    public var categoricalColumns: String?
    public var groupColumn: String?
    public var header: Bool?
    /// The share of the samples to test with, where the data has only one part.
    public var testShare: Double?
    /// Of texts: words that count, buckets of word pairs, and how both are weighted.
    public var vocabulary: Int?
    public var wordPairs: Int?
    public var textWeights: String?
    /// Of pictures: what they are resized and cropped to, `32` or `48x32`, whether they are read in
    /// gray or color, and whether damaged files are left out.
    public var imageSize: String?
    public var imageColor: String?
    public var skipBad = false
    /// How the training samples are spoiled, in `Corruption`'s notation; not at all where not given.
    public var corrupt: String?
    /// What is done to training images each time they are shown, such as `shift:2`; several are
    /// separated by commas.
    public var augment: String?
    public var algorithm = "mono-forward"
    /// In the papers' notation; 1000,1000 where neither this nor `blocks` is given.
    public var network: String?
    /// What the notation cannot say: the layers of each block, in place of `network`.
    public var blocks: [[LayerSpec]]?
    /// Layers to a block; the algorithm decides where it is not given.
    public var blockSize: Int?
    /// Overrides of the algorithm's choices.
    public var objective: String?
    public var feedback: String?
    /// A schedule's name, or `auto` for the one that is measured to be the fastest.
    public var trainingSchedule: String?
    /// Layerwise only: steps in a block's turn, and turns of all blocks.
    public var stepsPerBlock: Int?
    public var rounds: Int?
    /// Pipelined only: how many blocks learn at the same time.
    public var stages: Int?
    /// What stands at the bottom of each block of the notation: rms, l2 or none.
    public var normalization: String?
    /// Of goodness-contrast, each as the algorithm has it where not given.
    public var goodness: String?
    public var threshold: String?
    public var contrastLoss: String?
    public var minimize: String?
    public var evidenceBlocks: String?
    public var peerNormalization: String?
    public var negatives: String?
    public var pairing: String?
    public var labelEmbedding: String?
    public var labelStrength: String?
    /// Whether dense layers of the notation have a bias; the algorithm decides where not given.
    public var bias: Bool?
    /// Dropped share after each dense layer of the notation.
    public var dropout = 0.0
    public var epochs = 10
    public var batchSize = 128
    /// Parts that a batch is shown in, whose gradients are summed up; 1 where not given.
    public var accumulate: Int?
    public var optimizer = "adam"
    /// The optimizer's own defaults where not given.
    public var lr: Double?
    public var momentum: Double?
    public var nesterov = false
    public var weightDecay: Double?
    /// Of the learning rate.
    public var schedule = "linear-after-half"
    public var warmupEpochs = 0.0
    public var seed: UInt64 = 1
    /// All cores where not given.
    public var threads: Int?
    /// float32, bfloat16, bfloat16-emulated, or auto for the faster one here; float32 where not given.
    public var precision: String?
    /// A folder for the weights' files; in memory where not given. Layerwise only.
    public var offload: String?
    /// MiB that outputs of blocks that are done may take, above which they are computed again; 1024
    /// where not given.
    public var frozenOutputs: Int?
    public var noShuffle = false
    /// The share of the training split that is held out.
    public var validation = 0.1
    /// Epochs without a better validation accuracy after which training stops.
    public var patience: Int?
    /// The network's usual way where not given.
    public var prediction: String?
    /// Blocks that a reader reads: upper (all but the first) or all; none where not given.
    public var reader: String?

    public init() {}

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
