import OnwardCompute
import OnwardData
import OnwardNetworks

/// Who asks all blocks of a network about samples, wherever they are.
package protocol Inquirer: Sendable {
    /// Asks about all samples.
    ///
    /// - Parameters:
    ///   - threads: cores to use here.
    ///   - read: shown the answers, some samples' in any order and from any thread.
    func ask(
        _ question: Question, about samples: Samples, threads: Int,
        read: @escaping (TileAnswers) -> Void
    ) throws
}

/// Who has all of them here.
package struct OwnBlocks: Inquirer {
    package init() {}

    package func ask(
        _ question: Question, about samples: Samples, threads: Int,
        read: @escaping (TileAnswers) -> Void
    ) {
        AnsweringRooms(question, threads: threads).ask(samples, read: read)
    }
}
