import OnwardCompute

extension TrainingSession {
    /// Lets the reader learn from the batch under way, shown without labels to blocks that run as
    /// in evaluation.
    func teachReader() throws {
        guard let reader = network.reader, let readerRoom else { return }
        let batch = source.batch
        readerRoom.take(unlabelled.present(source.samples)) { signal, index in
            stage.pass(signal, through: network.blocks[index])
        }
        let (loss, correct) = readerRoom.learn(batch.labels) { gradients in
            reader.state.update(
                gradients: gradients, optimizer: terms.optimizer,
                rate: terms.rate(ofStep: reader.state.step), engine: engine)
        }
        guard loss.isFinite else { throw notFinite("loss", reader.state) }
        var sums = progress.reader ?? .init()
        sums.loss += loss * Double(batch.sampleCount)
        sums.correct += correct
        sums.samples += batch.sampleCount
        progress.reader = sums
    }
}
