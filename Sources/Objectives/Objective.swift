import OnwardCompute
import OnwardSettings

/// What a block wants: a loss on its evidence (with a head) or on its output (without).
///
/// An objective writes an error and nothing else. How that error travels down into the block is
/// the feedback's choice; which layers it meets there the objective never learns.
///
/// A new objective is one file that conforms to this protocol and one line in the catalog.
public protocol Objective: Configurable, Codable, Hashable {
    /// The name in recipes, `cross-entropy`.
    static var name: String { get }

    /// How samples are shown: alone, or labelled true ones above labelled false ones.
    var presentation: Presentation { get }

    /// The same, with what it leaves open about how samples are shown settled for samples of a form.
    ///
    /// - Parameter seesPositions: whether the network's lowest layer with parameters takes them as
    ///   positions beside one another, as a convolution does, rather than as one row of numbers.
    func settled(for input: Shape, seesPositions: Bool) -> Self

    /// Whether blocks carry a linear head of one row per class.
    var readsHead: Bool { get }

    /// Whether a block, counted from 0, has a say in the sum that predicts.
    func hasSay(block: Int, of count: Int) -> Bool

    /// Names of what it keeps of every unit of a block, zero at first and saved with the block.
    ///
    /// - Parameter units: of the block's last layer with weights; nil where that layer's sums can be
    ///   given no error of their own.
    /// - Throws: where it needs units and there are none.
    func unitBuffers(units: Int?) throws(SettingsError) -> [String]

    /// Writes the error on the evidence or the output, and the batch's mean loss; reads neither.
    func teach(_ lesson: Lesson)

    /// Writes this block's evidence for every class.
    func score(_ exam: Exam)

    /// How likely a sample is a true one with the label that has this evidence of a block with
    /// `width` outputs; nil where the objective tells no true samples from false.
    func positiveProbability(evidence: Double, width: Int) -> Double?
}

extension Objective {
    public var presentation: Presentation { .plain }

    public func settled(for input: Shape, seesPositions: Bool) -> Self { self }

    public static var settingsGroup: String { "Objective" }

    public static var settings: [Setting<Self>] { [] }

    public func hasSay(block: Int, of count: Int) -> Bool { true }

    public func positiveProbability(evidence: Double, width: Int) -> Double? { nil }

    public func unitBuffers(units: Int?) throws(SettingsError) -> [String] { [] }
}
