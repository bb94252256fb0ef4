extension SettingForm where Value == Double {
    package static func number(_ range: NumberRange) -> SettingForm<Double> {
        SettingForm(
            .number(range), read: { Double($0).flatMap { range.contains($0) ? $0 : nil } },
            write: { SettingText.of($0) })
    }
}

extension SettingForm where Value == Float {
    package static func number(_ range: NumberRange) -> SettingForm<Float> {
        SettingForm(
            .number(range),
            read: { Float($0).flatMap { range.contains(Double($0)) ? $0 : nil } },
            write: { Int(exactly: $0).map { "\($0)" } ?? "\($0)" })
    }
}

extension SettingForm where Value: FixedWidthInteger & Sendable {
    /// - Parameter range: of numbers from 0 on.
    package static func whole(_ range: ClosedRange<Value>) -> SettingForm<Value> {
        let most = range.upperBound == .max ? UInt64.max : UInt64(clamping: range.upperBound)
        return SettingForm(
            .whole(UInt64(clamping: range.lowerBound)...most),
            read: { Value($0).flatMap { range.contains($0) ? $0 : nil } }, write: { "\($0)" })
    }
}

extension SettingForm where Value: CaseIterable & RawRepresentable<String> & SendableMetatype {
    /// One of the type's names.
    package static var choice: SettingForm<Value> {
        SettingForm(
            .choice(Value.allCases.map(\.rawValue)), read: { Value(rawValue: $0) },
            write: { $0.rawValue })
    }
}

extension SettingForm where Value == Bool {
    /// False where nothing is said.
    package static var flag: SettingForm<Bool> {
        SettingForm(.flag, read: { Bool($0) }, write: { "\($0)" })
    }

    package static var truth: SettingForm<Bool> {
        SettingForm(.truth, read: { Bool($0) }, write: { "\($0)" })
    }

    /// One of two words.
    package static func either(_ yes: String, or no: String) -> SettingForm<Bool> {
        SettingForm(
            .choice([yes, no]), read: { $0 == yes ? true : $0 == no ? false : nil },
            write: { $0 ? yes : no })
    }
}

extension SettingForm where Value == String {
    package static func text(_ expected: String, words: [String] = []) -> SettingForm<String> {
        SettingForm(.text(expected: expected, words: words), read: { $0 }, write: { $0 })
    }

    package static var path: SettingForm<String> {
        SettingForm(.path, read: { $0 }, write: { $0 })
    }
}
