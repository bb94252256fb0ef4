import COneDNN
import OnwardSettings

/// What activations and errors are stored as, and what products read.
///
/// Weights and what an optimizer remembers, losses, reductions and sums are float32 in all of them.
public enum Precision: String, Sendable, Codable, CaseIterable {
    /// Four bytes to a number: the default, and what results are compared in bit by bit.
    case float32
    /// Half the memory, and products that the processor has instructions for.
    case bfloat16
    /// The same without such instructions: products widen what they read to float32. A product of
    /// two bfloat16 numbers is exact there, so only the order of sums differs. It is slower than
    /// float32 and there to find out, on any processor, what bfloat16 does to a network.
    case bfloat16Emulated = "bfloat16-emulated"

    /// What activations and errors are stored as.
    package var storage: ElementType { self == .float32 ? .float32 : .bfloat16 }

    /// Whether the processor multiplies bfloat16 numbers, and oneDNN may use it.
    package static var hasNativeBFloat16: Bool { onward_multiplies_bfloat16() }

    /// The faster one on this processor.
    public static var automatic: Precision { hasNativeBFloat16 ? .bfloat16 : .float32 }

    /// Throws where this processor cannot.
    package func validate() throws(SettingsError) {
        try SettingsError.require(
            self != .bfloat16 || Precision.hasNativeBFloat16, "precision",
            "float32, auto or bfloat16-emulated (slow) on a processor without instructions for "
                + "bfloat16 (AVX512_BF16 or AMX)", got: rawValue)
    }
}
