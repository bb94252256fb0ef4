import OnwardData
import OnwardSettings

extension Answerer {
    /// - Parameter sample: as it comes, and as the network's preparation takes it: a row by its columns'
    ///   names `[String: String]`, a text `String`, or the bytes `[UInt8]` of a picture's file. What
    ///   was done to the training samples is done to it.
    /// - Throws: `FileError` where the sample is not like those that were trained on, `SettingsError`
    ///   where the network takes another kind of them.
    public func answer<Sample>(to sample: Sample) throws -> Answer {
        try answers(to: [sample])[0]
    }

    /// Answers in the samples' order.
    public func answers<Sample>(to samples: [Sample]) throws -> [Answer] {
        guard let preparation = preparation as? any SamplePreparation<Sample> else {
            let known = preparation.map { "what its preparation, \(type(of: $0).name), takes" }
            throw SettingsError(
                "sample", expected: known ?? "\(input.count) numbers, of the form \(input)",
                got: "\(Sample.self)")
        }
        return try answers(to: try preparation.numbers(of: samples))
    }
}
