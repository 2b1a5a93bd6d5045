package import CityCore
import CityCrypto
import CityHTTP
import CityRegistry
package import CitySQL
import CityWorkflow

/// Draws reports by lot and takes what checkers say of them.
package struct CheckService: Sendable {
    let registry: Registry
    let ports: CollectionPorts
    let ids: IDSource

    package func draw(
        _ input: DrawInputBody,
        of lotID: LotID,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> SampleDraw {
        let lot: Lot = try identity.find(lotID, for: .collectionManage, in: db)
        let calendar = registry.current.calendar
        let month: CollectionMonth = CollectionMonth(of: input.from)
        guard input.from <= input.to, month.days.contains(input.to.dayNumber), input.to <= calendar.date(of: now),
            lot.days.contains(input.from.dayNumber), lot.days.contains(input.to.dayNumber)
        else { throw EvidenceTrouble.days }
        try StatementStore.refuseIssued(lot.id, month, in: db)
        let drawnBefore: Set<String> = try CheckStore.drawn(of: lot.id, month, in: db)
        let from: Timestamp = calendar.startOfDay(input.from)
        let to: Timestamp = calendar.startOfDay(input.to.adding(days: 1))
        let reports: [CollectedReport] = try ports.reports(lot.organisation, from, to, db).filter { report in
            lot.covers(report.area) && !drawnBefore.contains(report.id)
        }
        guard !reports.isEmpty else { throw EvidenceTrouble.nothing }
        let count: Int = input.count ?? SampleDraw.size(of: reports.count, lot.terms)
        guard (1...SampleDraw.countMax).contains(count) else { throw EvidenceTrouble.count }
        let seed: String = Hex.encode(try SecureRandom.bytes(16))
        let chosen: Set<String> = Set(SampleDraw.choose(count, of: reports.map(\.id), seed: seed))
        let draw: SampleDraw = SampleDraw(
            id: ids.next(at: now),
            lot: lot.id,
            month: month,
            days: input.from.dayNumber...input.to.dayNumber,
            seed: seed,
            population: reports.count,
            drawn: chosen.count,
            byName: identity.name,
            at: now
        )
        try CheckStore.insert(draw, by: identity, in: db)
        let checks: [QualityCheck] = reports.filter { chosen.contains($0.id) }.map { report in
            QualityCheck(
                id: ids.next(at: now),
                draw: draw.id,
                lot: lot.id,
                month: month,
                report: CaseReference(id: report.id, number: report.number),
                reportedAt: report.at,
                day: calendar.date(of: report.at).dayNumber,
                reporterName: report.reporterName,
                verdict: .pending,
                note: "",
                version: 1
            )
        }
        try CheckStore.insert(checks, in: db)
        return draw
    }

    /// A verdict may be changed until the month's pay basis is issued.
    package func judge(
        _ id: CheckID,
        _ input: CheckVerdictBody,
        expecting version: Int,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> QualityCheck {
        guard var check = try CheckStore.find(id, in: db), let lot = try LotStore.find(check.lot, in: db),
            identity.may(.collectionCheck, for: lot)
        else { throw CityError.notFound(QualityCheck.thing) }
        guard check.version == version else { throw CityError.stale(QualityCheck.thing, current: check.version) }
        try StatementStore.refuseIssued(lot.id, check.month, in: db)
        let note: String = (input.note ?? "").trimmed()
        guard input.verdict != .pending else { throw EvidenceTrouble.verdict }
        guard input.verdict == .right ? note.count <= 500 : (4...500).contains(note.count) else {
            throw EvidenceTrouble.note
        }
        (check.verdict, check.note) = (input.verdict, note)
        (check.by, check.byName, check.at) = (identity.account, identity.name, now)
        check.version += 1
        try CheckStore.update(check, from: version, in: db)
        return check
    }
}

enum EvidenceTrouble {
    static let days: CityError = .invalid(
        "to",
        "collection.days",
        Wording("抽查日期须在同一个月、合同期内，且不晚于今天", "The days lie in one month, within the contract, and not after today")
    )
    static let nothing: CityError = .invalid(
        "from",
        "collection.no_reports",
        Wording("这些天没有尚未抽查过的上报", "There are no reports of these days that were not drawn before")
    )
    static let count: CityError = .invalid(
        "count",
        "collection.count",
        Wording("一次抽查 1 到 \(SampleDraw.countMax) 件", "A draw takes 1 to \(SampleDraw.countMax) reports")
    )
    static let verdict: CityError = .invalid(
        "verdict",
        "collection.verdict",
        Wording("请选择属实、不准确或虚报", "Say whether it is right, inaccurate or false")
    )
    static let note: CityError = .invalid(
        "note",
        "collection.note",
        Wording("不准确或虚报须写明依据（4–500 字）", "Say in 4 to 500 characters why it is inaccurate or false")
    )
    static let grid: CityError = .invalid(
        "grid",
        "collection.grid",
        Wording("此网格不在该标段内", "This grid is not in the lot")
    )
    static let place: CityError = .invalid(
        "place",
        "collection.place",
        Wording("此位置不在该标段内", "This place is not in the lot")
    )
    static let photos: CityError = .invalid(
        "photos",
        "collection.photos",
        Wording("请附 1 到 9 张已上传的照片作为依据", "Add 1 to 9 photos that were uploaded, as proof")
    )
    static let contractEnded: CityError = CityError(
        .conflict,
        "collection.not_running",
        Wording("标段不在合同期内", "The lot's contract does not hold today")
    )
    static let withdrawn: CityError = CityError(
        .conflict,
        "collection.withdrawn",
        Wording("此发现已撤回", "This finding was withdrawn already")
    )
    static let reason: CityError = .invalid(
        "reason",
        "collection.reason",
        Wording("请说明理由（4–500 字）", "Give the reason, in 4 to 500 characters")
    )
}
