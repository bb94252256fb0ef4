import OnwardExperiments

/// How our number stands to the paper's.
///
/// It is reproduced where it lies within the measure's tolerance of the paper's, or within two
/// standard errors of our mean, whichever is more.
enum Verdict: CustomStringConvertible, Equatable {
    case reproduced, better, worse
    case incomparable(String)
    /// One of the two numbers is missing.
    case open

    init(_ ours: Statistic?, of row: Row) {
        guard let ours, let published = row.published else {
            self = .open
            return
        }
        if let reason = row.incomparable {
            self = .incomparable(reason)
            return
        }
        let difference = ours.mean * row.measure.scale - published
        let band = max(row.measure.tolerance, 2 * ours.standardError * row.measure.scale)
        if abs(difference) <= band + 1e-9 {
            self = .reproduced
        } else {
            self = (difference > 0) == row.measure.isMoreBetter ? .better : .worse
        }
    }

    var description: String {
        switch self {
        case .reproduced: "reproduced"
        case .better: "better"
        case .worse: "worse"
        case .incomparable(let reason): "not comparable: \(reason)"
        case .open: "–"
        }
    }
}
