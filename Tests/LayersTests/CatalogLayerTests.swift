import OnwardCatalog
import OnwardCompute
import OnwardLayers
import OnwardTestSupport
import Testing

@Test("Every layer of the catalog keeps its contract", arguments: Catalog.standard.layers)
func keepsContract(type: any CatalogLayer.Type) {
    checkExamples(of: type)
}

private func checkExamples<Subject: CatalogLayer>(of type: Subject.Type) {
    #expect(!type.examples.isEmpty)
    for (layer, input) in type.examples {
        checkLayer(layer, input: input, in: [.float32, .bfloat16])
    }
}
