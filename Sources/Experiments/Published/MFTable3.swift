extension Experiment {
    /// Mono-Forward's Table 3: algorithms on networks of dense layers.
    package static let mfTable3 = Experiment(
        "mf-table-3", title: "Mono-Forward, Table 3: dense networks",
        source: "Gong, Li and Abdulla, *Mono-Forward*, 2025, Table 3",
        budget: Budget(seeds: 3, epochs: 25, hours: 2.5),
        jobs: MFTableData.dense.flatMap { data in
            MFTableData.Algorithm.allCases.map { $0.job(on: data) }
        },
        remarks: [
            """
            The paper's text has lost this table; its values for BP and MF come from secondary \
            sources, and those for FA, DFA and FF are not to be had. MF's published value is that of \
            its better mode.
            """,
            """
            Dropout, learning rate and weight decay are the same for all algorithms but FF. They were \
            chosen for MF on validation data, a tenth of the training split: on Fashion-MNIST among \
            dropout 0.2 and 0.4 for 12 epochs, dropout 0.3 for 25 with Adam at 0.001 and with AdamW \
            at 0.0005, and images moved by a pixel; on MNIST 0.2 and 0.4 did alike. FF learns by \
            Hinton's settings; its images carry the label in their first ten pixels.
            """,
            """
            On CIFAR-10 trials with hard labels stayed near chance. FF's wrong labels are drawn there \
            without regard to what it believes, and labels are written as 20: the best of 8, 20, 40 \
            and 80 for 2 × 500 units and 3 epochs, on validation data.
            """,
            """
            CIFAR-10 (JPEG): the images went through JPEG compression, so their values lie near the \
            original's, not on them.
            """,
        ])
}
