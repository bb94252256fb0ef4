/// Where samples come from, one value for each of them.
package struct SampleOrigin {
    /// `ContentHash`es of what samples were before they were prepared: a picture's file, a text, a row's
    /// fields without its label. Nil where the stored numbers are what was read.
    package let contents: [UInt64]?
    /// What they are called, such as their files' paths in the data set; nil where they have no names.
    package let names: [String]?

    package init(contents: [UInt64]? = nil, names: [String]? = nil) {
        self.contents = contents
        self.names = names
    }

    func fits(_ rows: Int) -> Bool {
        (contents?.count ?? rows) == rows && (names?.count ?? rows) == rows
    }
}
