import OnwardCompute

extension Dense {
    private enum CodingKeys: String, CodingKey {
        case units, activation, bias
        case drawsBias = "draws-bias"
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try values.decode(Int.self, forKey: .units),
            activation: try values.decode(Activation.self, forKey: .activation),
            bias: try values.decode(Bool.self, forKey: .bias),
            drawsBias: try values.decodeIfPresent(Bool.self, forKey: .drawsBias) ?? false)
    }

    /// What 0.1.0 did not know is written where it is needed.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(units, forKey: .units)
        try values.encode(activation, forKey: .activation)
        try values.encode(bias, forKey: .bias)
        if drawsBias { try values.encode(drawsBias, forKey: .drawsBias) }
    }
}
