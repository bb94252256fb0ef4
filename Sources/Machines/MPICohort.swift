import COpenMPI
import OnwardCompute
import OnwardLearning

/// Programs that MPI has brought together.
final class MPICohort: Cohort, @unchecked Sendable {
    private let mpi: MPI
    private let group: MPI_Comm
    let index: Int
    let count: Int
    private let names: [String]
    private static let tag = 64

    /// - Parameters:
    ///   - group: all of them, or some.
    ///   - names: what messages call them.
    init(_ group: MPI_Comm, names: [String], by mpi: MPI) {
        (self.mpi, self.group, self.names) = (mpi, group, names)
        var (rank, size) = (Int32(0), Int32(0))
        mpi.call {
            mpi.check(MPI_Comm_rank(group, &rank))
            mpi.check(MPI_Comm_size(group, &size))
        }
        (index, count) = (Int(rank), Int(size))
    }

    func name(of index: Int) -> String { names[index] }

    func share(_ bytes: [UInt8]) -> [[UInt8]] {
        let sizes = counts(bytes.count)
        let places = sizes.reduce(into: [Int32(0)]) { $0.append($0[$0.count - 1] + $1) }
        var all = [UInt8](repeating: 0, count: Int(places[count]))
        bytes.withUnsafeBytes { own in
            all.withUnsafeMutableBytes { all in
                // They too are read until all is there.
                sizes.withUnsafeBufferPointer { sizes in
                    places.withUnsafeBufferPointer { places in
                        wait {
                            MPI_Iallgatherv(
                                own.baseAddress, Int32(own.count), onward_mpi_byte(),
                                all.baseAddress, sizes.baseAddress, places.baseAddress,
                                onward_mpi_byte(), group, &$0)
                        }
                    }
                }
            }
        }
        return (0..<count).map { Array(all[Int(places[$0])..<Int(places[$0 + 1])]) }
    }

    /// Of every program, how much it has to say.
    private func counts(_ own: Int) -> [Int32] {
        let own = [Int32(own)]
        var all = [Int32](repeating: 0, count: count)
        let size = Int32(MemoryLayout<Int32>.size)
        own.withUnsafeBytes { own in
            all.withUnsafeMutableBytes { all in
                wait {
                    MPI_Iallgather(
                        own.baseAddress, size, onward_mpi_byte(), all.baseAddress, size,
                        onward_mpi_byte(), group, &$0)
                }
            }
        }
        return all
    }

    /// Begins something and waits until it is done.
    private func wait(_ begin: (inout MPI_Request?) -> Int32) {
        var request: MPI_Request?
        mpi.call { mpi.check(begin(&request)) }
        mpi.wait {
            var flag: Int32 = 0
            mpi.call { mpi.check(MPI_Test(&request, &flag, nil)) }
            return flag != 0
        }
    }

    /// Numbers here and in `world` are the same: the first program's group is the whole.
    func bring(_ numbers: Matrix, from index: Int) {
        guard index != 0, self.index == 0 || self.index == index else { return }
        let transfer =
            self.index == 0
            ? Transfer(.from, index, numbers, tag: MPICohort.tag, by: mpi)
            : Transfer(.to, 0, numbers, tag: MPICohort.tag, by: mpi)
        Transfer.wait(for: [transfer], by: mpi)
    }
}
