import OnwardSettings

/// Programs on several machines cannot train together, or not any more.
package enum MachineError: OnwardError {
    /// What MPI cannot do here.
    case unusable(String)
    /// So many programs were started, each of which believes itself alone.
    case strangers(Int)
    /// More programs than can share out the work.
    case tooMany(programs: Int, blocks: Int, replicas: Int)
    /// The programs are no multiple of the replicas.
    case uneven(programs: Int, replicas: Int)
    /// The first program could not be reached.
    case unreachable(host: String)

    /// The exit status that says: the same again, resumed, goes on.
    package static let tryAgain: Int32 = 75

    package var kind: ErrorKind {
        switch self {
        case .tooMany, .uneven: .input
        case .unusable, .strangers, .unreachable: .machine
        }
    }

    package var subject: String {
        switch self {
        case .unusable: "MPI"
        case .strangers, .tooMany, .uneven: "the programs of this training"
        case .unreachable(let host): host
        }
    }

    package var expected: String {
        switch self {
        case .unusable: "one that several threads may call"
        case .strangers: "to know of one another"
        case .tooMany(_, let blocks, let replicas):
            "at most \(blocks * replicas): \(blocks) blocks in \(replicas) "
                + "replica\(replicas == 1 ? "" : "s")"
        case .uneven(_, let replicas): "a multiple of \(replicas), the replicas"
        case .unreachable: "a connection to the first program of this training"
        }
    }

    package var got: String? {
        switch self {
        case .unusable(let what): what
        case .strangers(let count): "\(count) that each believe themselves alone"
        case .tooMany(let programs, _, _), .uneven(let programs, _): "\(programs)"
        case .unreachable: "none on any of its addresses"
        }
    }

    package var remedy: String? {
        switch self {
        case .unusable: "use Open MPI 4 or another MPI with support for threads"
        case .strangers: "start them so that MPI knows, as by srun with the plugin pmix"
        case .tooMany: "start fewer, or train more `replicas`"
        case .uneven: "start another number of programs"
        case .unreachable: "let the machines reach each other on all ports"
        }
    }
}
