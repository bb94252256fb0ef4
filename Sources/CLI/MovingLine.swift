import Foundation

/// The line at the end of a terminal that says how far the work is; elsewhere there is none.
struct MovingLine {
    private let isShown: Bool
    private var lastShown = ContinuousClock.now
    /// Back to the line's start, and all of it away.
    private static let erase = "\r\u{1B}[K"

    init(isWanted: Bool = true) { isShown = isWanted && isatty(STDOUT_FILENO) == 1 }

    /// Draws it anew, at most ten times a second.
    mutating func show(_ text: @autoclosure () -> String?) {
        guard isShown, ContinuousClock.now - lastShown > .milliseconds(100), let text = text()
        else { return }
        lastShown = .now
        print(MovingLine.erase + text, terminator: "")
        fflush(nil)
    }

    /// Prints a line that stays in its place.
    func replace(with line: String) {
        print((isShown ? MovingLine.erase : "") + line)
        fflush(nil)
    }
}
