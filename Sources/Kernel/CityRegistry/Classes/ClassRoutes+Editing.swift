import CityCore
import CityHTTP
import CitySQL
import HTTPTypes

extension ClassRoutes {
    func registerEditions(in table: RouteTable) {
        table.write(
            .post,
            "classes/editions",
            access: .permission(.classWrite),
            Wording("新建分类草稿（可复制已有版本）", "Make a draft of the class tables, empty or copied"),
            body: ClassEditionDraftBody.self,
            answer: ClassEditionBody.self,
            use: makeDraft
        )
        table.write(
            .patch,
            "classes/editions/{edition}",
            access: .permission(.classWrite),
            Wording("修改草稿的名称、来源、生效日期", "Change a draft's title, source or first day"),
            body: ClassEditionChangeBody.self,
            answer: ClassEditionBody.self,
            use: changeDraft
        )
        table.write(
            .delete,
            "classes/editions/{edition}",
            access: .permission(.classWrite),
            Wording("丢弃草稿", "Discard a draft"),
            body: NoBody.self,
            answer: NoBody.self,
            use: discardDraft
        )
        table.write(
            .post,
            "classes/editions/{edition}/publish",
            access: .permission(.classWrite),
            Wording("发布草稿，自生效日期起适用", "Publish a draft, to hold from a first day on"),
            body: ClassPublicationBody.self,
            answer: ClassEditionBody.self,
            use: publish
        )
    }

    func registerEditing(in table: RouteTable) {
        table.write(
            .put,
            "classes/{edition}/{kind}/{big}/{small}",
            access: .permission(.classWrite),
            Wording("写入草稿中的小类及其全部条件", "Write a class of a draft with all its conditions"),
            body: SmallClassEditBody.self,
            answer: SmallClassBody.self,
            use: putClass
        )
        table.write(
            .delete,
            "classes/{edition}/{kind}/{big}/{small}",
            access: .permission(.classWrite),
            Wording("从草稿中删除小类", "Take a class out of a draft"),
            body: NoBody.self,
            answer: NoBody.self,
            use: deleteClass
        )
    }

    private func makeDraft(
        _ call: Call,
        _ body: ClassEditionDraftBody,
        _ db: any SQLConnection
    ) throws -> Answer<ClassEditionBody> {
        var checks: FieldChecks = FieldChecks()
        let first: CivilDate? = checks.date(body.validFrom, "validFrom")
        let draft: ClassEdition? = try checks.collect {
            try ClassEdition(
                draft: body.edition,
                title: body.title,
                source: body.source ?? Wording("", ""),
                validFrom: first
            )
        }
        try checks.finish()
        guard let draft else { throw CityError.fault("an edition without problems was not made") }
        let made: ClassEdition = try service.makeDraft(
            draft,
            copyOf: body.copyOf,
            by: call.identity,
            at: clock.now(),
            in: db
        )
        let path: String = "\(RouteTable.prefix)classes/editions/\(made.code)"
        return .created(try answered(made, db), version: made.version, location: path)
    }

    private func changeDraft(
        _ call: Call,
        _ body: ClassEditionChangeBody,
        _ db: any SQLConnection
    ) throws -> Answer<ClassEditionBody> {
        var checks: FieldChecks = FieldChecks()
        let first: CivilDate? = checks.date(body.validFrom, "validFrom")
        try checks.finish()
        let changed: ClassEdition = try service.describe(
            try call.parameter("edition"),
            title: body.title,
            source: body.source,
            validFrom: first,
            expectedVersion: try call.expectedVersion(),
            by: call.identity,
            at: clock.now(),
            in: db
        )
        return Answer(try answered(changed, db), version: changed.version)
    }

    private func discardDraft(
        _ call: Call,
        _ body: NoBody,
        _ db: any SQLConnection
    ) throws -> Answer<NoBody> {
        try service.discard(
            try call.parameter("edition"),
            expectedVersion: try call.expectedVersion(),
            by: call.identity,
            at: clock.now(),
            in: db
        )
        return Answer(NoBody())
    }

    private func publish(
        _ call: Call,
        _ body: ClassPublicationBody,
        _ db: any SQLConnection
    ) throws -> Answer<ClassEditionBody> {
        var checks: FieldChecks = FieldChecks()
        _ = checks.text(body.validFrom, "validFrom", 1...10)
        let first: CivilDate? = checks.date(body.validFrom, "validFrom")
        try checks.finish()
        guard let first else { throw CityError.fault("a date without problems was not read") }
        let published: ClassEdition = try service.publish(
            try call.parameter("edition"),
            validFrom: first,
            expectedVersion: try call.expectedVersion(),
            by: call.identity,
            at: clock.now(),
            in: db
        )
        return Answer(try answered(published, db), version: published.version)
    }

    private func putClass(
        _ call: Call,
        _ body: SmallClassEditBody,
        _ db: any SQLConnection
    ) throws -> Answer<SmallClassBody> {
        let expected: Int = try call.expectedVersion()
        let small: SmallClass = try body.smallClass(try key(of: call))
        let edition: ClassEdition = try service.save(
            small,
            expectedVersion: expected,
            by: call.identity,
            at: clock.now(),
            in: db
        )
        return Answer(SmallClassBody(small), version: edition.version)
    }

    private func deleteClass(
        _ call: Call,
        _ body: NoBody,
        _ db: any SQLConnection
    ) throws -> Answer<NoBody> {
        let edition: ClassEdition = try service.remove(
            try key(of: call),
            expectedVersion: try call.expectedVersion(),
            by: call.identity,
            at: clock.now(),
            in: db
        )
        return Answer(NoBody(), version: edition.version)
    }

    /// The edition as it is within this transaction.
    private func answered(_ edition: ClassEdition, _ db: any SQLConnection) throws -> ClassEditionBody {
        let current: ClassEdition? = ClassEdition.current(on: today, among: try ClassStore.editions(in: db))
        return ClassEditionBody(
            edition,
            isCurrent: current?.code == edition.code,
            classes: try ClassStore.count(of: edition.code, in: db)
        )
    }
}
