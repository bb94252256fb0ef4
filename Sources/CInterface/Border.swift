import COnward
import Foundation
import OnwardSettings

/// Where calls come in from other languages: nothing that is thrown goes out, and no signal comes in.
enum Border {
    /// Does what a call asks for. What that throws becomes a value.
    ///
    /// - Parameter work: given what signals to this thread wait behind.
    static func cross(_ work: (SignalMask) throws -> Void) -> onward_error {
        let mask = SignalMask()
        defer { mask.lift() }
        do {
            try work(mask)
            return onward_error(kind: ONWARD_NONE, setting: nil, text: nil)
        } catch {
            return value(of: error)
        }
    }

    private static func value(of error: any Error) -> onward_error {
        guard let error = error as? any OnwardError else {
            return onward_error(kind: ONWARD_FAULT, setting: nil, text: text("\(error)"))
        }
        let kind =
            switch error.kind {
            case .input: ONWARD_INPUT
            case .files: ONWARD_FILES
            case .machine: ONWARD_MACHINE
            case .work: ONWARD_WORK
            case .fault: ONWARD_FAULT
            }
        return onward_error(
            kind: kind, setting: error.setting.flatMap(text), text: text(error.description))
    }

    /// A copy that the caller gives back.
    static func text(_ text: String) -> UnsafeMutablePointer<CChar>? { strdup(text) }

    /// What a caller wrote.
    static func text(_ text: UnsafePointer<CChar>?, _ name: String) throws(SettingsError) -> String
    {
        guard let text else { throw missing(name) }
        return String(cString: text)
    }

    /// The place that a result is written to.
    static func place<Value>(
        _ place: UnsafeMutablePointer<Value>?, _ name: String
    ) throws(SettingsError) -> UnsafeMutablePointer<Value> {
        guard let place else { throw missing(name) }
        return place
    }

    static func missing(_ name: String) -> SettingsError {
        SettingsError(name, expected: "there", got: "NULL")
    }
}
