import COpenMPI
import OnwardCompute

/// Numbers on their way to another program, or from it.
final class Transfer {
    private let mpi: MPI
    private var request: MPI_Request?
    /// Kept until they have arrived.
    private let numbers: Matrix
    private(set) var isDone = false

    enum Way {
        case to
        /// Done no sooner than the other side has begun to receive.
        case toReceiver
        case from
    }

    /// - Parameters:
    ///   - numbers: without gaps; of those that are received there may be fewer.
    ///   - peer: the other program's number in `world`.
    init(_ way: Way, _ peer: Int, _ numbers: Matrix, tag: Int, by mpi: MPI) {
        self.mpi = mpi
        self.numbers = numbers
        let count = numbers.count * numbers.elementType.byteCount
        precondition(count <= Int(Int32.max), "\(count) bytes in one message")
        let start = numbers.start
        mpi.call {
            let (size, peer, tag) = (Int32(count), Int32(peer), Int32(tag))
            let byte = onward_mpi_byte()
            let code =
                switch way {
                case .to: MPI_Isend(start, size, byte, peer, tag, mpi.world, &request)
                case .toReceiver: MPI_Issend(start, size, byte, peer, tag, mpi.world, &request)
                case .from: MPI_Irecv(start, size, byte, peer, tag, mpi.world, &request)
                }
            mpi.check(code)
        }
    }

    /// Moves it on; returns whether it has arrived.
    func advance() -> Bool {
        if isDone { return true }
        var flag: Int32 = 0
        mpi.call { mpi.check(MPI_Test(&request, &flag, nil)) }
        isDone = flag != 0
        return isDone
    }

    /// Waits for several.
    static func wait(for transfers: [Transfer], by mpi: MPI) {
        mpi.wait { transfers.allSatisfy { $0.advance() } }
    }
}

extension Matrix {
    /// Where its numbers begin; they lie there as long as the matrix lives.
    fileprivate var start: UnsafeMutableRawPointer? {
        var bytes = mutableBytes
        return bytes.withUnsafeMutableBytes { $0.baseAddress }
    }
}
