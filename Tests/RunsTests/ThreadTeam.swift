import OnwardLearning
import OnwardNetworks
import OnwardTestSupport
import Synchronization

@testable import OnwardRuns

/// Programs of a run as threads of one process, each with as many blocks as the next.
final class ThreadTeam: RunTeam, @unchecked Sendable {
    private struct Stage: BlockOwnership {
        let range: Range<Int>

        func blocks(of network: Network) -> Range<Int> { range }
    }

    private final class Links: Sendable {
        let all = Mutex<[String: RingLink<BatchSlot>]>([:])

        func link(_ name: String, _ slots: () -> [BatchSlot]) -> RingLink<BatchSlot> {
            all.withLock { all in
                let link = all[name] ?? RingLink(slots())
                all[name] = link
                return link
            }
        }
    }

    private let cohort: ThreadCohort
    private let links: Links

    private init(_ cohort: ThreadCohort, _ links: Links) {
        (self.cohort, self.links) = (cohort, links)
    }

    static func make(_ count: Int) -> [ThreadTeam] {
        let links = Links()
        return ThreadCohort.make(count).map { ThreadTeam($0, links) }
    }

    func place(for network: Network, _ trainer: Trainer) throws -> SessionPlace {
        let (index, count) = (cohort.index, cohort.count)
        let size = network.blocks.count / count
        let range = index * size..<(index + 1 == count ? network.blocks.count : (index + 1) * size)
        func learning(_ block: Int) -> RingLink<BatchSlot> {
            links.link("learning \(block)") {
                BatchSlot.forLearning(above: block, of: network, by: trainer, shards: 1)
            }
        }
        func asking(_ block: Int) -> RingLink<BatchSlot> {
            links.link("asking \(block)") {
                BatchSlot.forAsking(above: block, of: network, by: trainer)
            }
        }
        let (below, above) = (
            index > 0 ? range.lowerBound - 1 : nil, index + 1 < count ? range.upperBound - 1 : nil
        )
        var place = SessionPlace()
        place.cohort = cohort
        place.blocks = Stage(range: range)
        (place.below, place.above) = (below.map(learning), above.map(learning))
        place.inquirer = SharedInquirer(
            blocks: range, below: below.map(asking), above: above.map(asking), cohort: cohort)
        return place
    }
}
