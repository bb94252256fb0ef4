/// Where in a row of numbers a class is written.
package struct LabelPlace: Sendable {
    /// The first number that belongs to a class.
    package let offset: Int
    /// Numbers per class: 1, or a whole plane of an image.
    package let run: Int
    package let classes: Int
    /// What is written for the label's class.
    package let strength: LabelStrength
    /// What is written for every class where there is no label; where the strength is a share, in
    /// strengths.
    package let neutral: Float

    package init(offset: Int, run: Int, classes: Int, strength: LabelStrength, neutral: Float) {
        self.offset = offset
        self.run = run
        self.classes = classes
        self.strength = strength
        self.neutral = neutral
    }

    /// The first number of a sample that no label is written over.
    package var firstSeen: Int { offset == 0 ? classes * run : 0 }
}
