import OnwardData
import OnwardDataFiles
import OnwardSettings

/// Which of the folders in a data set's folder are for what.
///
/// A part has classes in it, or another folder of its own name that has. So a class may be called `train`
/// as well: its folder has pictures in it.
struct PartFolders {
    let train: ClassFolders?
    let validation: ClassFolders?
    let test: ClassFolders?
    /// What is to be said of folders that are left unused, in sentences.
    let findings: [String]
    /// All folders, where each is called as a part is.
    let namesOfParts: [String]

    /// The part to judge a network by, of a folder that is divided.
    var judging: ClassFolders? {
        train == nil && namesOfParts.isEmpty ? nil : test ?? validation ?? train
    }

    init(in folder: ClassFolders) {
        var parts: [DataPart: ClassFolders] = [:]
        var (findings, unused): ([String], [String]) = ([], [])
        let entries = folder.folders
        for entry in entries.sorted(by: PartFolders.isMoreUsual) {
            let part = DataPart(named: entry.name)
            let own = part.map { PartFolders.innermost(folder.folder(entry), $0) }
            if let part, let own, parts[part] == nil, !own.names.isEmpty {
                parts[part] = own
            } else if part != nil, let count = own?.loosePictureCount, count > 0 {
                findings.append(
                    "\(entry.name): \(count) files without classes, which can be predicted, not "
                        + "tested with")
            } else {
                unused.append(entry.name)
            }
        }
        train = parts[.train]
        validation = parts[.validation]
        test = parts[.test]
        if !unused.isEmpty {
            findings.append("left unused beside train: \(FileError.list(unused.sorted()))")
        }
        self.findings = train == nil ? [] : findings
        let names = entries.map(\.name).filter { DataPart(named: $0) != nil }
        namesOfParts = names.count == entries.count ? names : []
    }

    /// Of several folders for one part that with the more usual name is taken.
    private static func isMoreUsual(_ first: FolderEntry, _ second: FolderEntry) -> Bool {
        func rank(_ entry: FolderEntry) -> Int {
            let names = DataPart.allCases.flatMap(\.names)
            return names.firstIndex(of: entry.name.lowercased()) ?? names.count
        }
        return (rank(first), first.name) < (rank(second), second.name)
    }

    /// Goes down as long as a part's folder has nothing but another of the part's name in it.
    private static func innermost(_ folder: ClassFolders, _ part: DataPart) -> ClassFolders {
        let folders = folder.folders
        guard folders.count == 1, !folders[0].isLink, DataPart(named: folders[0].name) == part
        else { return folder }
        return innermost(folder.folder(folders[0]), part)
    }
}
