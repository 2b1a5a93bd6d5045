import CityCore
import CityCrypto
import CityHTTP
import CitySQL
import CityTestSupport
import HTTPTypes
import Testing

@testable import CityAccess

struct Tampering: Sendable, CustomTestStringConvertible {
    var what: String
    var statements: [String]
    var sequence: Int64
    var kind: AuditTrouble.Kind

    var testDescription: String { what }

    private static func set(_ column: String, _ value: String) -> Tampering {
        Tampering(
            what: "\(column) of the third entry",
            statements: ["UPDATE access_audit SET \(column) = \(value) WHERE sequence = 3"],
            sequence: 3,
            kind: .changed
        )
    }

    static let all: [Tampering] = [
        set("id", "'other'"), set("at", "at + 1"), set("account_id", "'other'"), set("account_name", "'张三'"),
        set("action", "'thing.undone'"), set("object_kind", "'x'"), set("object_id", "'x'"), set("area", "'42'"),
        set("outcome", "'refused'"), set("detail", "'{}'"), set("remote_address", "'10.0.0.1'"),
        set("request_id", "'x'"), set("hash", "'\(HashChain.root)'"),
        Tampering(
            what: "a boundary moved between two fields",
            statements: ["UPDATE access_audit SET object_kind = 'thin', object_id = 'g3' WHERE sequence = 3"],
            sequence: 3,
            kind: .changed
        ),
        Tampering(
            what: "the first entry removed",
            statements: ["DELETE FROM access_audit WHERE sequence = 1"],
            sequence: 1,
            kind: .missing
        ),
        Tampering(
            what: "an entry removed",
            statements: ["DELETE FROM access_audit WHERE sequence = 4"],
            sequence: 4,
            kind: .missing
        ),
        Tampering(
            what: "the last entries removed",
            statements: ["DELETE FROM access_audit WHERE sequence > 4"],
            sequence: 5,
            kind: .missing
        ),
        Tampering(
            what: "every entry removed",
            statements: ["DELETE FROM access_audit"],
            sequence: 1,
            kind: .missing
        ),
        Tampering(
            what: "the last entry removed and the head set back by one, with its own hash",
            statements: [
                "DELETE FROM access_audit WHERE sequence = 6", "UPDATE access_audit_head SET sequence = 5",
            ],
            sequence: 5,
            kind: .headMoved
        ),
        Tampering(
            what: "the head removed",
            statements: ["DELETE FROM access_audit_head"],
            sequence: 6,
            kind: .headMoved
        ),
        Tampering(
            what: "two entries swapped",
            statements: [
                "UPDATE access_audit SET sequence = 99 WHERE sequence = 3",
                "UPDATE access_audit SET sequence = 3 WHERE sequence = 4",
                "UPDATE access_audit SET sequence = 4 WHERE sequence = 99",
            ],
            sequence: 3,
            kind: .unlinked
        ),
        Tampering(
            what: "an entry removed and the rest moved up",
            statements: [
                "DELETE FROM access_audit WHERE sequence = 3",
                "UPDATE access_audit SET sequence = sequence - 1 WHERE sequence = 4",
                "UPDATE access_audit SET sequence = sequence - 1 WHERE sequence = 5",
                "UPDATE access_audit SET sequence = sequence - 1 WHERE sequence = 6",
            ],
            sequence: 3,
            kind: .unlinked
        ),
        Tampering(
            what: "an entry added at the end",
            statements: [
                """
                INSERT INTO access_audit SELECT 7, 'forged', at, account_id, account_name, action, object_kind,
                    object_id, area, outcome, detail, remote_address, request_id, hash, hash
                FROM access_audit WHERE sequence = 6
                """
            ],
            sequence: 7,
            kind: .changed
        ),
    ]
}

@Suite(.everyEngine) struct AuditTests {
    /// Six entries: things 1 to 6, one a minute, in areas that take turns.
    private func world() async throws -> AccessWorld {
        let world: AccessWorld = try await AccessWorld()
        for number in 1...6 {
            let entry: AuditEntry = AuditEntry(
                number % 2 == 0 ? "thing.opened" : "thing.closed",
                on: AuditObject("thing", "\(number)"),
                area: number <= 3 ? AccessWorld.maojian : AccessWorld.yunxi,
                outcome: number == 5 ? .refused : .ok,
                detail: ["number": "\(number)", "mark": "100%_\(number)"],
                by: Identity(account: AccountID("account-\(number % 3)"), name: "王\(number % 3)", grants: []),
                from: AuditOrigin(remoteAddress: "127.0.0.1", requestID: "request-\(number)"),
                at: TestClock.monday + .minutes(number)
            )
            try await world.database.write { db in _ = try world.module.audit.append(entry, in: db) }
        }
        return world
    }

    private func verify(_ world: AccessWorld, from start: Int64 = 1) async throws -> AuditVerification {
        try await world.database.read { db in try world.module.audit.verify(in: db, from: start) }
    }

    @Test func anUntouchedChainIsIntact() async throws {
        let world: AccessWorld = try await world()
        let found: AuditVerification = try await verify(world)
        let last: String = try await world.database.read { db in
            try db.value("SELECT hash FROM access_audit WHERE sequence = 6")
        }
        #expect(found == AuditVerification(intact: true, checked: 6, from: 1, lastHash: last, trouble: nil))
    }

    @Test func anEmptyChainIsIntact() async throws {
        let world: AccessWorld = try await AccessWorld()
        let found: AuditVerification = try await verify(world)
        #expect(found == AuditVerification(intact: true, checked: 0, from: 1, lastHash: HashChain.root, trouble: nil))
    }

    @Test(arguments: Tampering.all)
    func tamperingIsFound(_ tampering: Tampering) async throws {
        let world: AccessWorld = try await world()
        for statement in tampering.statements { try await world.run(statement) }
        let found: AuditVerification = try await verify(world)
        #expect(!found.intact)
        #expect(found.trouble?.sequence == tampering.sequence)
        #expect(found.trouble?.kind == tampering.kind)
    }

    @Test func aChangeWithItsHashMadeAnewIsFoundByTheNext() async throws {
        let world: AccessWorld = try await world()
        try await world.run("UPDATE access_audit SET hash = '\(String(repeating: "a", count: 64))' WHERE sequence = 6")
        try await world.run("UPDATE access_audit_head SET hash = '\(String(repeating: "a", count: 64))'")
        #expect(try await verify(world).trouble?.sequence == 6)
    }

    @Test func aLaterStartTakesWhatIsBeforeAsGiven() async throws {
        let world: AccessWorld = try await world()
        try await world.run("UPDATE access_audit SET action = 'x' WHERE sequence = 2")
        #expect(try await verify(world).trouble?.sequence == 2)
        let later: AuditVerification = try await verify(world, from: 3)
        #expect(later.intact)
        #expect(later.checked == 4)
        #expect(try await verify(world, from: 7).checked == 0)
        for bad: Int64 in [-1, 0, 8] {
            let error: CityError? = await #expect(throws: CityError.self) { _ = try await verify(world, from: bad) }
            #expect(error?.reason == "audit.from")
        }
    }

    @Test func moreEntriesThanOneReadAreWalked() async throws {
        let world: AccessWorld = try await AccessWorld()
        let now: Timestamp = world.clock.now
        try await world.database.write { db in
            for number in 1...2500 {
                let entry: AuditEntry = AuditEntry("thing.\(number)", area: "", by: .system, from: .inside, at: now)
                try world.module.audit.append(entry, in: db)
            }
        }
        #expect(try await verify(world).checked == 2500)
        try await world.run("UPDATE access_audit SET detail = '{\"a\":\"b\"}' WHERE sequence = 2345")
        let found: AuditVerification = try await verify(world)
        #expect(found.checked == 2344)
        #expect(found.trouble?.sequence == 2345)
    }

    @Test func aRefusedChangeLeavesNoEntryAndNoGap() async throws {
        let world: AccessWorld = try await world()
        let now: Timestamp = world.clock.now
        await #expect(throws: CityError.self) {
            try await world.database.write { db in
                let entry: AuditEntry = AuditEntry("thing.lost", area: "", by: .system, from: .inside, at: now)
                try world.module.audit.append(entry, in: db)
                throw CityError.notFound(Wording("东西", "thing"))
            }
        }
        #expect(try await verify(world).checked == 6)
        #expect(try await world.actions().count == 6)
    }

    @Test func writersAtOnceMakeOneChain() async throws {
        let world: AccessWorld = try await AccessWorld()
        let now: Timestamp = world.clock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...50 {
                group.addTask {
                    let entry: AuditEntry = AuditEntry("thing.\(number)", area: "", by: .system, from: .inside, at: now)
                    try await world.database.write { db in _ = try world.module.audit.append(entry, in: db) }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await verify(world).checked == 50)
    }

    @Test func longDetailsAreCutShort() async throws {
        let world: AccessWorld = try await AccessWorld()
        let entry: AuditEntry = AuditEntry(
            "thing.told",
            area: "",
            detail: ["text": String(repeating: "长", count: 5000)],
            by: .system,
            from: .inside,
            at: world.clock.now
        )
        try await world.database.write { db in _ = try world.module.audit.append(entry, in: db) }
        #expect(try await world.dump("access_audit").count { $0 == "长" } == 500)
        #expect(try await verify(world).intact)
    }

    @Test func entriesAreListedFilteredAndPaged() async throws {
        let world: AccessWorld = try await world()
        // Made after the six: creating and signing in the auditor are entries 7 to 10.
        try await world.add("auditor", [(Role.auditAdministrator, "")])
        let token: String = try await world.token("auditor")
        let queries: [(String, [Int64])] = [
            ("?object=thing", [6, 5, 4, 3, 2, 1]), ("?object=thing:4", [4]), ("?object=thing:x", []),
            ("?action=thing.opened", [6, 4, 2]), ("?account=account-1", [4, 1]), ("?outcome=refused", [5]),
            ("?object=thing&from=2026-03-02T01:03:00Z&to=2026-03-02T01:05:00Z", [4, 3]),
            ("?text=%E7%8E%8B2", [5, 2]), ("?text=100%25_3", [3]), ("?text=thing.c", [5, 3, 1]), ("?text=%25%25", []),
        ]
        for (query, sequences) in queries {
            let page: ListBody<AuditEntryBody> = try await world.probe.send(.get, "audit" + query, token: token)
                .decoded()
            #expect(page.items.map(\.sequence) == sequences, "\(query)")
        }
        let all: ListBody<AuditEntryBody> = try await world.probe.send(.get, "audit?limit=4", token: token).decoded()
        let next: String = try #require(all.next)
        let rest: ListBody<AuditEntryBody> = try await world.probe.send(.get, "audit?cursor=\(next)", token: token)
            .decoded()
        #expect(all.items.map(\.sequence) == [10, 9, 8, 7])
        #expect(rest.items.map(\.sequence) == [6, 5, 4, 3, 2, 1])
        #expect(rest.next == nil)
        for bad in ["?from=yesterday", "?outcome=maybe", "?cursor=AAAA", "?colour=red"] {
            #expect(try await world.probe.send(.get, "audit" + bad, token: token).status == 400, "\(bad)")
        }
    }

    @Test func anEntryIsShownWhole() async throws {
        let world: AccessWorld = try await world()
        try await world.add("auditor", [(Role.auditAdministrator, "")])
        let token: String = try await world.token("auditor")
        let page: ListBody<AuditEntryBody> = try await world.probe.send(.get, "audit?object=thing:5", token: token)
            .decoded()
        let entry: AuditEntryBody = try #require(page.items.first)
        #expect(
            entry
                == AuditEntryBody(
                    sequence: 5,
                    id: entry.id,
                    at: TestClock.monday + .minutes(5),
                    account: AccountID("account-2"),
                    accountName: "王2",
                    action: "thing.closed",
                    objectKind: "thing",
                    objectID: "5",
                    area: AccessWorld.yunxi,
                    outcome: .refused,
                    detail: ["number": "5", "mark": "100%_5"],
                    remoteAddress: "127.0.0.1",
                    requestID: "request-5",
                    hash: entry.hash
                )
        )
    }

    @Test func anAuditorOfADistrictSeesItsEntriesOnly() async throws {
        let world: AccessWorld = try await world()
        try await world.add("auditor", area: AccessWorld.city, [(Role.auditAdministrator, AccessWorld.maojian)])
        let token: String = try await world.token("auditor")
        let page: ListBody<AuditEntryBody> = try await world.probe.send(.get, "audit", token: token).decoded()
        #expect(page.items.map(\.sequence) == [3, 2, 1])
    }

    @Test func theVerificationIsAnsweredOverHTTP() async throws {
        let world: AccessWorld = try await world()
        try await world.add("auditor", [(Role.auditAdministrator, "")])
        let token: String = try await world.token("auditor")
        let good: AuditVerification = try await world.probe.send(.get, "audit/verification", token: token).decoded()
        #expect(good.intact && good.checked == 10)
        try await world.run("UPDATE access_audit SET account_name = '张三' WHERE sequence = 5")
        let bad: AuditVerification = try await world.probe.send(.get, "audit/verification", token: token).decoded()
        #expect(bad.trouble?.sequence == 5)
        #expect(bad.trouble?.wording == Wording("第 5 条审计记录被改动", "Audit entry 5 was changed"))
        let later: AuditVerification = try await world.probe.send(.get, "audit/verification?from=6", token: token)
            .decoded()
        #expect(later.intact)
        #expect(try await world.probe.send(.get, "audit/verification?from=99", token: token).status == 400)
    }
}
