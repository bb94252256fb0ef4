import OnwardSettings

/// A preparation that is asked for the numbers of samples as they come, in no file: a row by the names
/// of its columns, a text, a picture's bytes. What it reads from files is made in the same way.
public protocol SamplePreparation<Sample>: Preparation {
    /// What one sample is before it is prepared.
    associatedtype Sample

    /// The numbers that a network takes, for every sample in order.
    ///
    /// - Throws: `FileError` where a sample is not like those that were trained on.
    func numbers(of samples: [Sample]) throws -> [[Float]]
}
