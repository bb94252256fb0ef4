// Trains small networks and prints, for steps after the first ones: a name, the steps, allocations
// of ours, allocations of oneDNN and OpenMP, and by how many bytes the heap grew. A program of its
// own, because it replaces malloc.

import CAllocationCounter
import Foundation
import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardLearning
import OnwardNetworks
import OnwardObjectives
import OnwardOptimizers

let features = 40
let classes = ["a", "b", "c"]

func samples(_ count: Int) -> Samples {
    let random = RandomSource(seed: 1, for: .test)
    return Samples(
        dense: Matrix((0..<count * features).map { random.normal(at: $0) }, columns: features),
        scale: 1, labels: Matrix((0..<Int32(count)).map { $0 % 3 }, columns: 1),
        shape: Shape(1, 5, features / 5))
}

/// Trains, and counts in the given round, from its second batch to its last.
func probe(
    _ name: String, _ blocks: [Block], objective: any Objective = CrossEntropy(),
    feedback: Feedback = .exact, optimizer: any Optimizer = Adam(),
    schedule: any Schedule = Simultaneous(), augmentations: [any Augmentation] = [],
    threads: Int = 1, round: Int = 2, reads: Bool = false, precision: Precision = .float32
) throws {
    let network = try Network(
        input: Shape(features), classes: classes, objective: objective, feedback: feedback, seed: 1,
        blocks: blocks)
    if reads { try network.attachReader() }
    let trainer = Trainer(
        optimizer: optimizer, batchSize: 16, schedule: schedule, augmentations: augmentations,
        threads: threads, precision: precision)
    let session = try TrainingSession(network, trainer: trainer, samples: samples(150), epochs: 3)
    var (first, last, before, after) = (0, 0, 0, 0)
    let end = session.batches - 1
    try session.run(goesOn: { progress in
        // Stages on other threads come to rest, so that whole steps are counted.
        let isCountedFrom = progress.batch == 1 || progress.batch == end
        if schedule.stages(threads: threads, blocks: blocks.count) > 1 && progress.round == round
            && isCountedFrom
        {
            usleep(100_000)
        }
        if progress.round == round && progress.batch == 1 {
            allocations_start()
            (first, before) = (progress.batch, allocations_live_bytes())
        } else if progress.round == round && progress.batch == end {
            allocations_stop()
            (last, after) = (progress.batch, allocations_live_bytes())
        }
        return true
    })
    print(
        name, last - first, allocations_of_others(), allocations_of_libraries(), after - before)
    allocations_explain()
}

guard allocations_are_counted() else {
    print("allocations are not counted here")
    exit(0)
}

let dense = Block { Dense(24, activation: .relu) }
let dropping = Block {
    LengthNormalization(.l2, epsilon: 1e-4)
    Dense(24, activation: .relu, bias: false)
    Dropout(0.2)
}
let normalized = Block {
    LengthNormalization(.rms)
    Dense(24, activation: .relu)
}
let whole = Block {
    Dense(24, activation: .relu)
    Dense(24, activation: .relu)
}
try probe("mono-forward", [dense, dense])
try probe("mono-forward-on-two-cores", [dense, dense], threads: 2)
try probe("pipelined", [dense, dense], schedule: Pipelined(), threads: 2)
try probe(
    "forward-forward-pipelined", [normalized, normalized, normalized],
    objective: GoodnessContrast(), schedule: Pipelined(), threads: 3)
try probe("augmented", [dense, dense], augmentations: [Shift(2)])
try probe("dropout", [dropping, dropping])
try probe(
    "black-box",
    [
        dense,
        Block {
            Opaque("half") { _, input, output in
                for index in input.indices { output[index] = input[index] / 2 }
            }
            Quantize(8)
            Dense(24, activation: .relu)
        },
    ])
try probe("momentum", [dense, dense], optimizer: SGD(momentum: 0.9))
try probe("adamw", [dense, dense], optimizer: AdamW())
try probe("backpropagation", [whole])
try probe("feedback-alignment", [whole], feedback: .random)
try probe("direct-feedback-alignment", [whole], feedback: .direct)
try probe("forward-forward", [normalized, normalized], objective: GoodnessContrast())
try probe("reader", [normalized, normalized], objective: GoodnessContrast(), reads: true)
try probe(
    "forward-forward-on-rows-written-out",
    [Block([Dropout(0.1)] + normalized.layers), normalized], objective: GoodnessContrast())
try probe(
    "peer-normalization", [normalized, normalized],
    objective: GoodnessContrast(.sum, peerNormalization: 0.03))
try probe("head-alone", [Block { Flatten() }])
try probe("layerwise", [dense, dense], schedule: Layerwise(), round: 4)
// Turns longer than an epoch: smaller last batches and new orders of the samples are met as well.
try probe("in-turns", [dense, dense], schedule: Layerwise(stepsPerBlock: 35, rounds: 3))
try probe("mono-forward-in-bfloat16", [dense, dense], precision: .bfloat16Emulated)
try probe(
    "forward-forward-in-bfloat16", [normalized, normalized], objective: GoodnessContrast(),
    augmentations: [Shift(2)], reads: true, precision: .bfloat16Emulated)
try probe(
    "layerwise-in-bfloat16", [dense, dropping], schedule: Layerwise(), round: 4,
    precision: .bfloat16Emulated)
