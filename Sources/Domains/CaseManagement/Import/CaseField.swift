package import CityCore

/// What a column of an imported table can hold. Raw values are the keys of a mapping's `columns`, and name the field in
/// the rejects file.
package enum CaseField: String, Sendable, Codable, CaseIterable {
    /// The case's number in the system that it comes from: unique there.
    case number
    case status
    case openedAt = "opened_at"
    case filedAt = "filed_at"
    case dispatchedAt = "dispatched_at"
    case handledAt = "handled_at"
    case targetAt = "target_at"
    case closedAt = "closed_at"
    /// Only compared with what is computed, never taken over.
    case onTime = "on_time"
    case description
    case closingNote = "closing_note"
    case address
    case lng
    case lat
    case area
    case department
    case classKind = "class_kind"
    case classBig = "class_big"
    case classSmall = "class_small"
    case source
    case reporterName = "reporter_name"
    case reporterPhone = "reporter_phone"
    /// How often handling had to be done again.
    case reworkCount = "rework_count"

    package static let required: [CaseField] = [.number, .openedAt]

    /// Whether several columns may be named, whose texts are joined.
    package var takesSeveral: Bool { self == .description || self == .address || self == .closingNote }

    package var title: Wording {
        switch self {
        case .number: Wording("编号", "number")
        case .status: Wording("状态", "status")
        case .openedAt: Wording("上报时间", "time of opening")
        case .filedAt: Wording("立案时间", "time of filing")
        case .dispatchedAt: Wording("派遣时间", "time of dispatch")
        case .handledAt: Wording("处置完成时间", "time of handling")
        case .targetAt: Wording("截止时间", "target time")
        case .closedAt: Wording("结案时间", "time of closing")
        case .onTime: Wording("是否按期", "on-time mark")
        case .description: Wording("描述", "description")
        case .closingNote: Wording("结案说明", "closing note")
        case .address: Wording("地址", "address")
        case .lng: Wording("经度", "longitude")
        case .lat: Wording("纬度", "latitude")
        case .area: Wording("区划代码", "area code")
        case .department: Wording("处置部门", "department")
        case .classKind: Wording("部件或事件", "component or event")
        case .classBig: Wording("大类", "big class")
        case .classSmall: Wording("小类", "small class")
        case .source: Wording("来源", "source")
        case .reporterName: Wording("举报人姓名", "reporter's name")
        case .reporterPhone: Wording("举报人电话", "reporter's telephone")
        case .reworkCount: Wording("返工次数", "number of reworks")
        }
    }
}
