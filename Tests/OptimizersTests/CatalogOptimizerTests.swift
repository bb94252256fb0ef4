import OnwardCatalog
import OnwardCompute
import OnwardOptimizers
import OnwardSettings
import Testing

@Test("Every optimizer descends a bowl", arguments: Catalog.standard.optimizers)
func descendsBowl(type: any Optimizer.Type) {
    for elementType in [ElementType.float32, .float64] {
        let bowl = Bowl(type.example, as: elementType)
        let before = bowl.loss
        bowl.descend(steps: 300)
        #expect(bowl.loss < 0.01 * before)
    }
}

@Test("Every optimizer takes the same way by all kernels", arguments: Catalog.standard.optimizers)
func agreesByAllKernels(type: any Optimizer.Type) {
    let expected = Bowl(type.example, as: .float64)
    expected.descend(steps: 20)
    for kernels in KernelForm.allCases {
        let bowl = Bowl(type.example, as: .float32, kernels: kernels)
        bowl.descend(steps: 20)
        #expect(zip(bowl.place, expected.place).allSatisfy { abs($0 - $1) < 1e-5 })
    }
}

@Test(
    "Every optimizer uses the memory that it asks for, all of it",
    arguments: Catalog.standard.optimizers)
func usesMemory(type: any Optimizer.Type) {
    let bowl = Bowl(type.example, as: .float64)
    bowl.descend(steps: 2)
    for store in bowl.memory {
        #expect(store.values(as: Double.self).allSatisfy { $0 != 0 })
    }
}

@Test(
    "Every optimizer is made from settings, and refuses a rate of 0",
    arguments: Catalog.standard.optimizers)
func readsSettings(type: any Optimizer.Type) throws {
    let optimizer = try type.init(SettingValues(["lr": "0.25", "weight-decay": "0.125"]))
    #expect(optimizer.learningRate == 0.25 && optimizer.weightDecay == 0.125)
    try optimizer.validate()
    for rate in [0, -1, .nan] {
        let read = #expect(throws: SettingsError.self) {
            try type.init(SettingValues(["lr": "\(rate)"]))
        }
        #expect(read?.description == "lr must be a number above 0, not \(rate)")
        let set = #expect(throws: SettingsError.self) {
            var optimizer = type.example
            optimizer.learningRate = rate
            try optimizer.validate()
        }
        #expect(set?.setting == "lr")
    }
    #expect(throws: SettingsError.self) { try type.init(SettingValues(["weight-decay": "-0.1"])) }
}
