// `import Onward` brings the whole library; the rooms stay modules of their own.
@_exported import OnwardCatalog
@_exported import OnwardCompute
@_exported import OnwardData
@_exported import OnwardDataFiles
@_exported import OnwardDataSets
@_exported import OnwardInference
@_exported import OnwardLayers
@_exported import OnwardLearning
@_exported import OnwardModels
@_exported import OnwardNetworks
@_exported import OnwardObjectives
@_exported import OnwardOptimizers
@_exported import OnwardSettings
