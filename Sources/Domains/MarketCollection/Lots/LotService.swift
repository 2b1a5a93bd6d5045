package import CityCore
import CityHTTP
import CityRegistry
package import CitySQL

/// Contracts with contractors. What a month was already issued for is never changed: a lot ends and a new one begins.
package struct LotService: Sendable {
    let registry: Registry
    let ids: IDSource

    package func create(
        _ input: LotInputBody,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Lot {
        let lot: Lot = try checked(input, id: ids.next(at: now), version: 1)
        try identity.demand(.collectionManage, for: lot)
        let others: [Lot] = try LotStore.all(in: db)
        guard !others.contains(where: { $0.code == lot.code }) else { throw LotTrouble.code }
        try refuseOverlap(of: lot, with: others)
        try LotStore.insert(lot, in: db)
        return lot
    }

    func change(
        _ id: LotID,
        _ input: LotInputBody,
        expecting version: Int,
        by identity: Identity,
        in db: any SQLConnection
    ) throws -> Lot {
        let old: Lot = try identity.find(id, for: .collectionManage, in: db)
        guard old.version == version else { throw CityError.stale(Lot.thing, current: old.version) }
        let lot: Lot = try checked(input, id: id, version: version + 1)
        try identity.demand(.collectionManage, for: lot)
        guard lot.code == old.code else { throw LotTrouble.codeStays }
        try refuseOverlap(of: lot, with: try LotStore.all(in: db).filter { $0.id != id })
        if let paid = try StatementStore.lastMonth(of: id, in: db) {
            var same: Lot = lot
            (same.name, same.contract, same.lastDay, same.version) = (old.name, old.contract, old.lastDay, old.version)
            // A month that was issued keeps its days: the contract ends where it ended, or after that month.
            let isEndKept: Bool =
                lot.lastDay == old.lastDay || min(lot.lastDay, old.lastDay).dayNumber >= paid.days.upperBound
            guard same == old, isEndKept else { throw LotTrouble.issued(paid) }
        }
        try LotStore.update(lot, from: version, in: db)
        return lot
    }

    private func refuseOverlap(of lot: Lot, with others: [Lot]) throws {
        if let other = others.first(where: lot.overlaps) { throw LotTrouble.overlap(other) }
    }

    private func checked(_ input: LotInputBody, id: LotID, version: Int) throws -> Lot {
        var checks: FieldChecks = FieldChecks()
        let directory: RegistryDirectory = registry.current
        let organisation: OrganisationID = OrganisationID(input.organisation)
        if directory.organisations.find(organisation)?.kind != .collectionContractor {
            checks.note(
                "organisation",
                "collection.contractor",
                Wording("请选择一家采集公司", "Choose a collection contractor")
            )
        }
        let areas: [String] = input.areas.enumerated().map { checks.areaScope($0.element, "areas.\($0.offset)") }
        for (index, area) in areas.enumerated() where directory.areaName(scope: area) == nil {
            checks.note(
                "areas.\(index)",
                "collection.area",
                Wording("没有这个区域", "There is no such area")
            )
        }
        if areas.isEmpty || areas.count > 50 {
            checks.note("areas", "collection.areas", Wording("请给出 1 到 50 个区域", "Give 1 to 50 areas"))
        }
        if input.lastDay < input.firstDay {
            checks.note("lastDay", "period.order", Wording("结束日期不能早于开始日期", "The last day cannot lie before the first"))
        }
        check(input.terms, &checks)
        let code: String = checks.identifier(input.code, "code", 1...32)
        let name: String = checks.text(input.name, "name", 1...60)
        let contract: String = checks.text(input.contract ?? "", "contract", 0...60)
        try checks.finish()
        return Lot(
            id: id,
            code: code,
            name: name,
            contract: contract,
            organisation: organisation,
            areas: areas.sorted(),
            firstDay: input.firstDay,
            lastDay: input.lastDay,
            terms: input.terms,
            version: version
        )
    }

    private func check(_ terms: LotTerms, _ checks: inout FieldChecks) {
        for (field, fen) in terms.amounts where !(0...LotTerms.amountMaxFen).contains(fen) {
            checks.note(
                "terms.\(field)",
                "collection.amount",
                Wording("金额须在 0 到 10 亿元之间", "An amount is 0 to 1,000 million yuan")
            )
        }
        for (field, value) in terms.percents where !(0...100).contains(value) {
            checks.note("terms.\(field)", "collection.percent", Wording("百分比须在 0 到 100 之间", "A percentage is 0 to 100"))
        }
        if !(1...SampleDraw.countMax).contains(terms.sampleMin) {
            checks.note(
                "terms.sampleMin",
                "collection.sample",
                Wording(
                    "最少抽查数须在 1 到 \(SampleDraw.countMax) 之间",
                    "The least number to check is 1 to \(SampleDraw.countMax)"
                )
            )
        }
    }
}

enum LotTrouble {
    static let code: CityError = .invalid(
        "code",
        "collection.code_taken",
        Wording("此标段编号已被使用", "There is a lot of this code")
    )
    static let codeStays: CityError = .invalid(
        "code",
        "collection.code_stays",
        Wording("标段编号不能更改", "The code of a lot does not change")
    )

    static func overlap(_ other: Lot) -> CityError {
        .invalid(
            "areas",
            "collection.overlap",
            Wording(
                "与标段“\(other.name)”（\(other.code)，\(other.firstDay) 至 \(other.lastDay)）的区域和时间重叠",
                "Lot “\(other.name)” (\(other.code), \(other.firstDay) to \(other.lastDay)) has some of these areas on some of these days"
            )
        )
    }

    static func issued(_ month: CollectionMonth) -> CityError {
        CityError(
            .conflict,
            "collection.issued",
            Wording(
                "\(month.code) 已出具支付依据，只能改名称、合同号，以及把终止日改为该月之后的日期；要改价格或区域，请终止此标段后新建",
                "The pay basis of \(month.code) was issued: only the name, the contract's number, and an end after that month can change. For other prices or areas end this lot and make a new one"
            )
        )
    }
}
