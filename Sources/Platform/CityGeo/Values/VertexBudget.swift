import CityCore

/// How many positions one geometry may still have, so that a request cannot make the server compute for minutes.
struct VertexBudget {
    private var left: Int = Polygon.verticesMax

    /// False when there were not so many left.
    mutating func take(_ count: Int = 1) -> Bool {
        left -= count
        return left >= 0
    }

    static func refusal(_ field: String) -> CityError {
        let wording: Wording = Wording(
            "图形的点数超过 \(Polygon.verticesMax)，请先简化或拆分",
            "The geometry has more than \(Polygon.verticesMax) points; simplify or split it"
        )
        let reason: String = "geometry.too_many_points"
        return CityError(.tooLarge, reason, wording, fields: [FieldError(field, reason, wording)])
    }
}
