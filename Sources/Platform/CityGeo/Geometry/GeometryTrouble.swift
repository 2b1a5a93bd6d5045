package import CityCore

/// Why a geometry is not valid (OGC Simple Features, 6.1.11), and where.
package struct GeometryTrouble: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case selfIntersection = "self_intersection"
        case ringTouchesItself = "ring_touches_itself"
        case holeOutside = "hole_outside"
        case holesNested = "holes_nested"
        case interiorSplit = "interior_split"
        case partsNested = "parts_nested"
        case duplicateRings = "duplicate_rings"
        case tooFewPoints = "too_few_points"
        case other
    }

    package var kind: Kind
    package var at: Coordinate?

    package init(kind: Kind, at: Coordinate?) {
        self.kind = kind
        self.at = at
    }

    /// From the words in which GEOS gives its reasons.
    init(reason: String, at: Coordinate?) {
        let kinds: [String: Kind] = [
            "Self-intersection": .selfIntersection,
            "Ring Self-intersection": .ringTouchesItself,
            "Hole lies outside shell": .holeOutside,
            "Holes are nested": .holesNested,
            "Interior is disconnected": .interiorSplit,
            "Nested shells": .partsNested,
            "Duplicate Rings": .duplicateRings,
            "Too few points in geometry component": .tooFewPoints,
        ]
        self.init(kind: kinds[reason] ?? .other, at: at)
    }

    /// What is wrong, where, and what to do about it.
    package var wording: Wording {
        let sentence: Wording = Self.sentence(kind)
        guard let at else { return sentence }
        return Wording("\(sentence.zh)（位置 \(at)）", "\(sentence.en) (at \(at))")
    }

    /// The refusal of an input field that holds this geometry.
    package func error(field: String) -> CityError {
        CityError.invalid(field, "geometry.\(kind.rawValue)", wording)
    }

    private static func sentence(_ kind: Kind) -> Wording {
        switch kind {
        case .selfIntersection: Wording("边界自相交，请拉开交叉的边", "The boundary crosses itself; pull the crossing edges apart")
        case .ringTouchesItself: Wording("一个环碰到了自己，请移开重合的点", "A ring touches itself; move the point where it does")
        case .holeOutside: Wording("内环在外边界之外，请移入或删除", "A hole lies outside the outer ring; move it inside or delete it")
        case .holesNested:
            Wording("内环里又有内环，请合并或拆成两个面", "A hole lies inside another hole; merge them or make two polygons")
        case .interiorSplit: Wording("内环把面切断了，请拆成几个面", "Holes cut the polygon in two; make it several polygons")
        case .partsNested: Wording("一个面落在另一个面里，请合并", "One part lies inside another; merge them")
        case .duplicateRings: Wording("有两个相同的环，请删除一个", "Two rings are the same; delete one")
        case .tooFewPoints:
            Wording("不同的点太少，围不成面，请至少画三个点", "Too few different points to enclose an area; draw at least three")
        case .other: Wording("图形无效，请重新绘制", "The geometry is not valid; draw it again")
        }
    }
}
