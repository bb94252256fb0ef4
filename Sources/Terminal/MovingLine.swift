import Foundation

/// The line at the end of a terminal that says how far the work is; elsewhere there is none.
package struct MovingLine {
    private let isShown: Bool
    private var lastShown = ContinuousClock.now
    /// Back to the line's start, and all of it away.
    private static let erase = "\r\u{1B}[K"

    package init(isWanted: Bool = true) { isShown = isWanted && isatty(STDOUT_FILENO) == 1 }

    /// Draws it anew, at most ten times a second.
    package mutating func show(_ text: @autoclosure () -> String?) {
        guard isShown, ContinuousClock.now - lastShown > .milliseconds(100), let text = text()
        else { return }
        lastShown = .now
        print(MovingLine.erase + text.prefix(MovingLine.columns), terminator: "")
        fflush(nil)
    }

    /// Characters that the terminal's line holds but for the last: a line that wraps could not be taken
    /// back.
    private static var columns: Int {
        var size = winsize()
        let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 1
        return isKnown ? Int(size.ws_col) - 1 : 79
    }

    /// `12 s`, `3 min`, `2 h 5 min`
    package static func time(_ seconds: Double) -> String {
        if seconds < 90 { return String(format: "%.0f s", seconds) }
        let minutes = Int((seconds / 60).rounded())
        return minutes < 90 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
    }

    /// Takes it away.
    package func end() {
        if isShown { print(MovingLine.erase, terminator: "") }
        fflush(nil)
    }

    /// Prints a line that stays in its place.
    package func replace(with line: String) {
        print((isShown ? MovingLine.erase : "") + line)
        fflush(nil)
    }
}
