import OnwardCompute

/// A data set in memory: samples to train on, samples to test with, and what the classes are called.
public struct Dataset {
    /// What it is called in models, recipes and messages.
    public let name: String
    /// One sample, such as [1, 28, 28].
    public let shape: Shape
    /// The classes' names; a label is an index into them.
    public let classes: [String]
    /// Samples to learn from.
    public let train: Samples
    /// Samples that came as a part to validate with; nil where a share of `train` is to be held out.
    package let validation: Samples?
    /// Samples that no training sees, of the same form.
    public let test: Samples
    /// What raw input went through to become such samples; nil where it is shown as it is stored.
    public let preparation: (any Preparation)?
    /// What was found when it was read, line by line, for the user.
    package let findings: [String]

    /// Puts two sets of samples of one form together. Checks nothing: samples of another form than a
    /// network's, and labels that are none of its classes, are refused where it is shown them.
    ///
    /// - Parameter classes: names in the order of the labels 0, 1, …
    public init(
        name: String, classes: [String], train: Samples, test: Samples,
        validation: Samples? = nil, preparation: (any Preparation)? = nil, findings: [String] = []
    ) {
        self.name = name
        self.shape = train.shape
        self.classes = classes
        self.train = train
        self.test = test
        self.validation = validation
        self.preparation = preparation
        self.findings = findings
    }
}
