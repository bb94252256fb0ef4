import OnwardCompute

/// A data set in memory: samples to train on, samples to test with, and what the classes are called.
public struct Dataset {
    public let name: String
    /// One sample, such as [1, 28, 28].
    public let shape: Shape
    /// The classes' names; a label is an index into them.
    public let classes: [String]
    public let train: Samples
    public let test: Samples

    public init(name: String, classes: [String], train: Samples, test: Samples) {
        precondition(
            train.shape == test.shape, "training \(train.shape) and test samples \(test.shape)")
        self.name = name
        self.shape = train.shape
        self.classes = classes
        self.train = train
        self.test = test
    }
}
