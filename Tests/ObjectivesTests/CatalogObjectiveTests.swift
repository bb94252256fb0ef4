import OnwardCatalog
import OnwardObjectives
import OnwardTestSupport
import Testing

@Test("Every objective of the catalog keeps its contract", arguments: Catalog.standard.objectives)
func keepsContract(type: any Objective.Type) {
    checkExample(of: type)
}

private func checkExample<Subject: Objective>(of type: Subject.Type) {
    checkObjective(type.init())
}
