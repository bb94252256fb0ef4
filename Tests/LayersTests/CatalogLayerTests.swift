import OnwardCatalog
import OnwardLayers
import OnwardTestSupport
import Testing

@Test("Every layer of the catalog keeps its contract", arguments: Catalog.layers)
func keepsContract(type: any Layer.Type) {
    checkExamples(of: type)
}

private func checkExamples<Subject: Layer>(of type: Subject.Type) {
    #expect(!type.examples.isEmpty)
    for (layer, input) in type.examples { checkLayer(layer, input: input) }
}
