import OnwardCompute

extension TrainingSession {
    /// Lets the reader learn from the batch under way, shown without labels to blocks that run as
    /// in evaluation.
    func teachReader() throws {
        guard let reader = network.reader, let readerRoom else { return }
        readerRoom.take(unlabelled.present(input.rows(0..<shown))) { signal, index in
            pass(signal, through: network.blocks[index])
        }
        let (loss, correct) = readerRoom.learn(labels.rows(0..<shown)) { gradients in
            reader.state.update(
                gradients: gradients, optimizer: trainer.optimizer, rate: rate(of: reader.state),
                engine: engine)
        }
        guard loss.isFinite else { throw notFinite("loss", reader.state) }
        var sums = progress.reader ?? .init()
        sums.loss += loss * Double(shown)
        sums.correct += correct
        sums.samples += shown
        progress.reader = sums
    }
}
