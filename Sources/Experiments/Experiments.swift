/// Every published table and figure that can be reproduced, in the order of their importance.
package enum Experiments {
    package static let all: [Experiment] = [
        .intffTable1,
        .intffTable2,
        .intffFigure3,
        .mfTable3,
        .mfTable1,
        .mfTable4,
        .mfTable5,
        .mfSection33,
        .mfFigure3,
        .mfFigure12,
        .mfFigure45,
        .mfTable6,
        .mfTable2,
        .intffStructures,
        .ffHinton,
        .ladder,
        .defaults,
    ]
}
