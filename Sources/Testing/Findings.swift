import Synchronization
import Testing

/// What a check finds wrong with a subject made to be wrong: the running test fails only when it
/// finds nothing.
package func findings(
    sourceLocation: SourceLocation = #_sourceLocation, of check: () -> Void
) -> [String] {
    let findings = Mutex<[String]>([])
    withKnownIssue(sourceLocation: sourceLocation) {
        check()
    } matching: { issue in
        findings.withLock { $0 += issue.comments.map(\.rawValue) }
        return true
    }
    return findings.withLock { $0 }
}
