import OnwardCompute

extension TrainingSession {
    /// Lets the reader learn from the batch under way, shown without labels to blocks that run as
    /// in evaluation.
    func teachReader() throws {
        guard let reader = network.reader, let readerRoom, let readerTally else { return }
        let batch = source.batch
        readerRoom.take(unlabelled.present(source.samples)) { signal, index in
            stage.pass(signal, through: network.blocks[index])
        }
        let frame = readerRoom.learn(batch.labels, classWeights: batch.classWeights)
        readerTally.add(frame.loss, of: batch, number: progress.batch, on: engine)
        reader.state.update(
            gradients: frame.gradientStore, optimizer: terms.optimizer,
            rate: terms.rate(ofStep: reader.state.step), while: readerTally.guardian,
            engine: engine)
        readerTally.count(frame.output, labels: batch.labels, on: engine)
        if readerTally.isDue { try look() }
    }
}
