import OnwardCompute
import Testing

@testable import OnwardData

private let random = RandomSource(seed: 3, for: .test)

/// 300 samples in 60 groups of 1…9, the first 20 of class 1 and the others of class 0.
private let groups: [Int32] = (0..<60).flatMap { (group: Int) -> [Int32] in
    [Int32](repeating: Int32(group), count: 1 + group * 7 % 9)
}
private let labels: [Int32] = groups.map { (group: Int32) -> Int32 in group < 20 ? 1 : 0 }

@Test("No group is in both parts, and the classes' shares are near what was asked for")
func keepsGroups() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
        let split = try Split(
            labels: labels, groups: groups, classes: 2, fraction: 0.2,
            random: RandomSource(seed: seed, for: .test))
        for group in Set(groups) {
            let sides = Set(groups.indices.filter { groups[$0] == group }.map { split.heldOut[$0] })
            #expect(sides.count == 1)
        }
        for label in 0...1 as ClosedRange<Int32> {
            let members = labels.indices.filter { labels[$0] == label }
            let share = Double(members.count { split.heldOut[$0] }) / Double(members.count)
            #expect(abs(share - 0.2) < 0.06, "\(share) of class \(label), seed \(seed)")
        }
    }
}

@Test("The same seed sets the same groups aside, another seed others")
func drawsGroupsBySeed() throws {
    func split(_ seed: UInt64) throws -> [Bool] {
        try Split(
            labels: labels, groups: groups, classes: 2, fraction: 0.2,
            random: RandomSource(seed: seed, for: .test)
        ).heldOut
    }
    #expect(try split(1) == split(1))
    #expect(try split(1) != split(2))
}

@Test("One group that holds everything is not parted")
func keepsOneGroup() throws {
    let split = try Split(
        labels: [0, 1, 0, 1], groups: [7, 7, 7, 7], classes: 2, fraction: 0.2, random: random)
    #expect(split.heldOut == [false, false, false, false])
}

@Test("Samples hold out whole groups, also from a part of them")
func holdsOutGroups() throws {
    let samples = Samples(
        dense: Matrix(labels.map(Float.init), columns: 1), scale: 1,
        labels: Matrix(labels, columns: 1), shape: Shape(1), groups: groups)
    let part = samples.selecting((0..<Int32(labels.count)).filter { $0 % 3 > 0 })
    let (training, validation) = try part.holdOut(0.3, classes: 2, seed: 5)
    let sides = [training, validation].map { Set($0.allGroups ?? []) }
    #expect(validation.count > 0 && training.count + validation.count == part.count)
    #expect(sides[0].isDisjoint(with: sides[1]))
}
