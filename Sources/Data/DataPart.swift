/// What samples are for.
package enum DataPart: String, Codable, Sendable, CaseIterable {
    case train, validation, test
}
