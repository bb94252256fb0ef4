extension Network {
    /// Gives some blocks of a planned network the first weights that they have where all are drawn.
    ///
    /// The others keep their places, which take no memory before they are written to.
    package func draw(_ blocks: Range<Int>) {
        for block in self.blocks[blocks] { block.draw(seed: seed) }
    }
}
