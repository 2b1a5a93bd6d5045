package import CityCore
import CitySQL

/// A value of the standard's code lists, with the words that files use for it.
package protocol PartTerm: RawRepresentable, CaseIterable, Sendable where RawValue == String {
    var wording: Wording { get }
}

extension PartTerm {
    /// From the code or from the Chinese word, as people's tables write it.
    package init?(reading text: String) {
        let wanted: String = text.trimmed()
        guard let found = Self.allCases.first(where: { $0.rawValue == wanted || $0.wording.zh == wanted }) else {
            return nil
        }
        self = found
    }
}

/// What condition a component is in (部件状态).
package enum PartState: String, Codable, Hashable, PartTerm, SQLConvertible {
    case intact
    case damaged
    case lost
    /// Out of use for good. A component is never deleted: it becomes this.
    case abandoned
    case occupied

    package var wording: Wording {
        switch self {
        case .intact: Wording("完好", "intact")
        case .damaged: Wording("破损", "damaged")
        case .lost: Wording("丢失", "lost")
        case .abandoned: Wording("废弃", "abandoned")
        case .occupied: Wording("占用", "occupied")
        }
    }
}

/// Where a component's position comes from (数据来源).
package enum PartSource: String, Codable, Hashable, PartTerm, SQLConvertible {
    case measured
    case map
    case other

    package var wording: Wording {
        switch self {
        case .measured: Wording("实测", "measured")
        case .map: Wording("地形图", "map")
        case .other: Wording("其他", "other")
        }
    }
}

/// How exact a component's position is: ±0.5 m with a clear centre, ±1 m, ±10 m without clear edges.
package enum PartAccuracy: String, Codable, Hashable, PartTerm, SQLConvertible {
    case a = "A"
    case b = "B"
    case c = "C"

    package var limitM: Double {
        switch self {
        case .a: 0.5
        case .b: 1
        case .c: 10
        }
    }

    package var wording: Wording {
        switch self {
        case .a: Wording("A 级（±0.5 米）", "class A (±0.5 m)")
        case .b: Wording("B 级（±1 米）", "class B (±1 m)")
        case .c: Wording("C 级（±10 米）", "class C (±10 m)")
        }
    }
}
