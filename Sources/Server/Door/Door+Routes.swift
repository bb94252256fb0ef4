extension Door {
    /// All that can be asked for.
    static func routes(_ house: ServerHouse, _ keeper: Doorkeeper) -> [any Route] {
        [
            // First what is asked for most.
            InferRoute(models: house.models), PredictRoute(models: house.models),
            ServerRoute(), LiveRoute(), ReadyRoute(house: house),
            ModelRoute(models: house.models), ModelReadyRoute(house: house),
            RepositoryRoute(house: house),
            MetricsRoute(metrics: house.metrics), OpenAPIRoute(),
            ModelListRoute(models: house.models), ModelFormRoute(models: house.models),
            CopyRoute(house: house), CopyStateRoute(copies: house.copies),
            CopyPredictRoute(copies: house.copies), CopyEditRoute(copies: house.copies),
            CopyTeachRoute(copies: house.copies), CopyFileRoute(copies: house.copies),
            CopyEndRoute(copies: house.copies),
            RunListRoute(runs: house.runs), RunRoute(runs: house.runs),
            RunReportRoute(runs: house.runs), RunEventsRoute(house: house),
            PageRoute(token: keeper.token, startsWithRuns: house.models.isEmpty),
            PageFileRoute(),
        ]
    }
}
