import Foundation

/// Numbers as people read them.
package enum Decimals {
    /// With four digits that count: `0.9871`, `1234`, `1.2e-05`.
    package static func short(_ value: Double) -> String { String(format: "%.4g", value) }

    /// A share of 1 in percent, or – where it is not known.
    package static func percent(_ share: Double?, places: Int = 2) -> String {
        share.map { String(format: "%.\(places)f %%", 100 * $0) } ?? "–"
    }

    /// With so many places, or – where it is not known.
    package static func fixed(_ value: Double?, places: Int) -> String {
        value.map { String(format: "%.\(places)f", $0) } ?? "–"
    }

    /// `640 B`, `1.4 MB`
    package static func bytes(_ count: Int) -> String {
        let units = ["B", "kB", "MB", "GB", "TB"]
        let power = count < 1000 ? 0 : min(Int(log10(Double(count))) / 3, units.count - 1)
        let value = Double(count) / pow(1000, Double(power))
        return String(format: power == 0 ? "%.0f %@" : "%.1f %@", value, units[power])
    }

    /// `0.42 s`, `12.5 s`, `3 min 20 s`, `2 h 5 min`
    package static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        return switch seconds {
        case ..<10: String(format: "%.2f s", seconds)
        case ..<60: String(format: "%.1f s", seconds)
        case ..<3600: "\(whole / 60) min \(whole % 60) s"
        default: "\(whole / 3600) h \(whole % 3600 / 60) min"
        }
    }
}
