import OnwardCompute
import OnwardObjectives

/// Rows that show samples with labels, as the lowest block can read them.
///
/// A block that can run on shared rows is handed the samples once, and beside them each row's
/// label. For any other a copy of the sample is made for every row, and the label written into it.
package struct LabelledRows {
    package let isShared: Bool
    private let place: LabelPlace
    /// [rows, classes], or [rows, numbers of a sample with its label].
    private let room: Matrix
    private let engine: Engine

    /// - Parameters:
    ///   - rows: the most that there are at once.
    ///   - mayShare: whether all rows of a sample show it as it was loaded.
    package init(
        _ network: Network, _ embedding: LabelEmbedding, rows: Int, mayShare: Bool,
        engine: Engine
    ) {
        let classes = network.classes.count
        let columns = network.shownShape.count
        place = embedding.place(in: network.input, classes: classes)
        isShared =
            mayShare && place.run == 1 && columns > classes
            && network.blocks[0].plan.sharedLayers > 0
        room = engine.makeMatrix(
            engine.precision.storage, rows: rows, columns: isShared ? classes : columns)
        self.engine = engine
    }

    package var byteCount: Int { MemoryCount([room]).bytes }

    /// Gives the rows of this range a label each, and `copies` rows in turn to every sample.
    package func write(
        _ labels: Matrix, on samples: Matrix, copies: Int = 1, into range: Range<Int>
    ) {
        let rows = room.rows(range)
        if isShared {
            engine.encode(labels, at: place, of: samples, copies: copies, into: rows)
        } else {
            engine.embed(labels, at: place, in: samples, copies: copies, into: rows)
        }
    }

    /// The first rows that were written.
    ///
    /// - Parameter samples: what they show, one after the other and then the first again, each in
    ///   `copies` rows; counts only where they are shared.
    package func signal(_ samples: Matrix, rows: Int, copies: Int = 1) -> Signal {
        let written = room.rows(0..<rows)
        guard isShared else { return Signal(written) }
        let ownFirst = place.offset == 0
        return Signal(
            SharedRows(
                ownFirst ? samples.columns(place.classes..<samples.columns) : samples,
                own: written, ownFirst: ownFirst, run: copies))
    }
}
