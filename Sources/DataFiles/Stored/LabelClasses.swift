import OnwardData
import OnwardSettings

/// The classes of samples whose labels are numbers or texts in a file.
///
/// A label's class is called as the label is. Numbers that no sample has are no classes.
struct LabelClasses {
    /// In the order of the labels 0, 1, … that samples are given.
    let names: [String]
    /// What is to be said of numbers without samples, in a sentence; nil where there is nothing to say.
    let finding: String?
    private let places: [String: Int32]

    private static let greatestCount = 10_000
    /// What files often write for "no class", and what labels are small beside it.
    private static let mark = 255
    private static let smallLabels = 0..<128

    init(known names: [String], finding: String? = nil) {
        self.names = names
        self.finding = finding
        places = Dictionary(
            names.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    }

    /// The classes of samples that are to be learned from.
    ///
    /// - Parameter others: labels of other samples, which are classes as well where they lie between those.
    init(of labels: StoredLabels, and others: [StoredLabels]) throws(FileError) {
        switch labels.values {
        case .texts(let texts):
            self.init(known: Set(texts).sorted())
        case .numbers(let numbers):
            let learned = Set(numbers)
            try LabelClasses.check(learned.sorted(), of: labels, numbers)
            let highest = learned.max() ?? 0
            let between = Set(others.flatMap(\.numbers)).filter { (0...highest).contains($0) }
            let classes = learned.union(between).sorted()
            let unlearned = between.subtracting(learned).sorted().map(String.init)
            let findings = [
                LabelClasses.gaps(in: classes),
                unlearned.isEmpty
                    ? nil : "no sample to train on has the label \(FileError.list(unlearned))",
            ].compactMap { $0 }
            self.init(
                known: classes.map(String.init),
                finding: findings.isEmpty ? nil : findings.joined(separator: "; "))
        }
        guard names.count <= LabelClasses.greatestCount else {
            throw FileError(
                .inconsistent, at: labels.place,
                expected: "labels of \(LabelClasses.greatestCount) classes at most",
                got: "\(names.count) different labels", remedy: "give one label to all of a class")
        }
    }

    private static func check(
        _ classes: [Int], of labels: StoredLabels, _ numbers: [Int]
    ) throws(FileError) {
        func count(_ label: Int) -> Int { numbers.count { $0 == label } }
        if let lowest = classes.first, lowest < 0 {
            throw FileError(
                .inconsistent, at: labels.place, expected: "labels from 0 on",
                got: "\(lowest) for \(count(lowest)) samples",
                remedy: "number the classes from 0 on; leave samples without a class out")
        }
        if classes.last == mark, let other = classes.dropLast().last, smallLabels.contains(other) {
            throw FileError(
                .inconsistent, at: labels.place,
                expected: "labels of classes, as those up to \(other) are",
                got: "\(mark) for \(count(mark)) samples",
                remedy: "leave these samples out if \(mark) means none, or give their class the "
                    + "label \(other + 1)")
        }
    }

    private static func gaps(in classes: [Int]) -> String? {
        guard let last = classes.last, last < 10 * greatestCount, last >= classes.count else {
            return nil
        }
        let known = Set(classes)
        let missing = (0..<last).filter { !known.contains($0) }.map(String.init)
        return "no sample has the label \(FileError.list(missing)): \(classes.count) classes, from "
            + "\(classes[0]) to \(last)"
    }

    /// - Throws: `FileError` that names a label that is none of the classes.
    func numbers(of labels: StoredLabels) throws(FileError) -> [Int32] {
        var numbers: [Int32] = []
        numbers.reserveCapacity(labels.count)
        for (sample, name) in labels.names.enumerated() {
            guard let place = places[name] else {
                throw FileError(
                    .inconsistent, at: labels.place,
                    expected: "labels of the classes \(FileError.list(names))",
                    got: "\(name) for sample \(sample)",
                    remedy: "leave these samples out, or give them a label of these")
            }
            numbers.append(place)
        }
        return numbers
    }
}
