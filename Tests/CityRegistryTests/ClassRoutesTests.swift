import CityCore
import CityHTTP
import CityRegistry
import CityTestSupport
import HTTPTypes
import Testing

private struct Edition: Decodable, Equatable {
    var edition: String
    var state: String
    var validFrom: String?
    var isCurrent: Bool
    var classes: Int
    var version: Int
}

private struct Small: Decodable, Equatable {
    struct Limit: Decodable, Equatable {
        var amount: Int
        var unit: String
    }

    struct Condition: Decodable, Equatable {
        var code: String
        var filing: Wording
        var limit: Limit
        var gradeLimits: [String: Limit]
    }

    var key: String
    var name: Wording
    var conditions: [Condition]
}

private struct Page<Item: Decodable>: Decodable {
    var items: [Item]
    var next: String?
}

/// A class as it is written into a draft.
let smartPole: String = """
    {"bigName": {"zh": "公用设施", "en": ""}, "name": {"zh": "智慧灯杆", "en": "Smart pole"}, "verified": true,
    "conditions": [{"code": "1", "filing": {"zh": "不亮", "en": ""}, "closing": {"zh": "已修复", "en": ""},
    "limit": "4工作时", "gradeLimits": {"A": "2紧急工作时"}}]}
    """

extension OfficeWorld {
    func write(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ json: String? = nil,
        version: Int? = nil,
        as who: String = "city"
    ) async throws -> HTTPProbe.Reply {
        let headers: [String: String] = version.map { ["If-Match": "\"\($0)\""] } ?? [:]
        return try await probe.send(method, path, token: who, json: json, headers: headers)
    }

    func copyEdition(_ code: String = "shiyan-2026") async throws -> HTTPProbe.Reply {
        try await write(
            .post,
            "classes/editions",
            #"{"edition":"\#(code)","title":{"zh":"十堰标准","en":""},"copyOf":"gbt30428-reference"}"#
        )
    }
}

@Suite(.everyEngine) struct ClassRoutesTests {
    @Test func aNewEditionIsCopiedEditedAndPublished() async throws {
        let world: OfficeWorld = try await OfficeWorld(classes: true)
        let copied: HTTPProbe.Reply = try await world.copyEdition()
        #expect(copied.status == 201)
        #expect(
            try copied.decoded(as: Edition.self)
                == Edition(
                    edition: "shiyan-2026",
                    state: "draft",
                    validFrom: nil,
                    isCurrent: false,
                    classes: 189,
                    version: 1
                )
        )
        let path: String = "classes/shiyan-2026/component/01/77"
        let put: HTTPProbe.Reply = try await world.write(.put, path, smartPole, version: 1)
        #expect(put.status == 200)
        #expect(put.etag == "\"2\"")
        let small: Small = try await world.get(path).decoded()
        #expect(
            small
                == Small(
                    key: "shiyan-2026/component/01/77",
                    name: Wording("智慧灯杆", "Smart pole"),
                    conditions: [
                        Small.Condition(
                            code: "1",
                            filing: Wording("不亮", "不亮"),
                            limit: Small.Limit(amount: 4, unit: "work_hour"),
                            gradeLimits: ["A": Small.Limit(amount: 2, unit: "urgent_hour")]
                        )
                    ]
                )
        )
        let published: HTTPProbe.Reply = try await world.write(
            .post,
            "classes/editions/shiyan-2026/publish",
            #"{"validFrom":"2026-03-03"}"#,
            version: 2
        )
        #expect(
            try published.decoded(as: Edition.self)
                == Edition(
                    edition: "shiyan-2026",
                    state: "published",
                    validFrom: "2026-03-03",
                    isCurrent: false,
                    classes: 190,
                    version: 3
                )
        )
        let today: Page<Small> = try await world.get("classes?limit=1").decoded()
        #expect(today.items.map(\.key) == ["gbt30428-reference/component/01/01"])
        world.clock.advance(by: .days(1))
        let tomorrow: Page<Small> = try await world.get("classes?limit=1").decoded()
        #expect(tomorrow.items.map(\.key) == ["shiyan-2026/component/01/01"])
        #expect(Set(try await world.told()) == ["class shiyan-2026  1"])
        #expect(try await world.told().count == 3)
    }

    @Test func changingADraftLeavesTheOriginalAlone() async throws {
        let world: OfficeWorld = try await OfficeWorld(classes: true)
        _ = try await world.copyEdition()
        let lamp: String = "component/01/37"
        let before: String = try await world.get("classes/gbt30428-reference/\(lamp)").body
        _ = try await world.write(.put, "classes/shiyan-2026/\(lamp)", smartPole, version: 1)
        _ = try await world.write(.delete, "classes/shiyan-2026/component/01/38", version: 2)
        #expect(try await world.get("classes/gbt30428-reference/\(lamp)").body == before)
        #expect(try await world.get("classes/gbt30428-reference/component/01/38").status == 200)
        #expect(try await world.get("classes/shiyan-2026/component/01/38").status == 404)
        let changed: Small = try await world.get("classes/shiyan-2026/\(lamp)").decoded()
        #expect(changed.name.zh == "智慧灯杆")
        #expect(changed.conditions.count == 1)
    }

    @Test func theLastClassTakesItsGroupWithIt() async throws {
        let world: OfficeWorld = try await OfficeWorld()
        _ = try await world.write(
            .post,
            "classes/editions",
            #"{"edition":"empty","title":{"zh":"空","en":""},"validFrom":"2026-05-01"}"#
        )
        _ = try await world.write(.put, "classes/empty/component/01/77", smartPole, version: 1)
        #expect(world.registry.current.classes.bigs(of: "empty").count == 1)
        let deleted: HTTPProbe.Reply = try await world.write(.delete, "classes/empty/component/01/77", version: 2)
        #expect(deleted.status == 204)
        #expect(world.registry.current.classes.bigs(of: "empty").isEmpty)
        let refused: HTTPProbe.Reply = try await world.write(
            .post,
            "classes/editions/empty/publish",
            #"{"validFrom":"2026-05-01"}"#,
            version: 3
        )
        #expect(refused.problemCode == "class.incomplete")
        let described: HTTPProbe.Reply = try await world.write(
            .patch,
            "classes/editions/empty",
            #"{"validFrom":"2026-06-01"}"#,
            version: 3
        )
        #expect(try described.decoded(as: Edition.self).validFrom == "2026-06-01")
        #expect(try await world.write(.delete, "classes/editions/empty", version: 4).status == 204)
        #expect(try await world.get("classes/editions/empty").status == 404)
    }

    @Test func draftsAreSeenByThoseWhoMayChangeThem() async throws {
        let world: OfficeWorld = try await OfficeWorld(classes: true)
        _ = try await world.copyEdition()
        func editions(as who: String) async throws -> [String] {
            let page: Page<Edition> = try await world.get("classes/editions", as: who).decoded()
            return page.items.map(\.edition)
        }
        #expect(try await editions(as: "city") == ["cjt214-2007", "gbt30428-reference", "shiyan-2026"])
        #expect(try await editions(as: "nobody") == ["cjt214-2007", "gbt30428-reference"])
        #expect(try await world.get("classes?edition=shiyan-2026", as: "nobody").status == 404)
        #expect(try await world.get("classes/shiyan-2026/component/01/37", as: "nobody").status == 404)
    }

    @Test func classesComeInPages() async throws {
        let world: OfficeWorld = try await OfficeWorld(classes: true)
        var keys: [String] = []
        var cursor: String = ""
        var pages: Int = 0
        repeat {
            let page: Page<Small> = try await world.get("classes?kind=event&limit=40\(cursor)").decoded()
            keys += page.items.map(\.key)
            cursor = page.next.map { "&cursor=\($0)" } ?? ""
            pages += 1
        } while !cursor.isEmpty && pages < 10
        let all: [String] = world.registry.current.classes.smalls(of: "gbt30428-reference", kind: .event).map(
            \.key.text
        )
        #expect(keys == all)
        #expect(pages == 3)
    }

    @Test func wordsAreAnsweredWithClassesAndConditions() async throws {
        struct Suggestions: Decodable {
            struct Item: Decodable {
                var key: String
                var condition: String?
            }
            var edition: String
            var items: [Item]
        }
        let world: OfficeWorld = try await OfficeWorld(classes: true)
        let words: String = "%E8%B7%AF%E7%81%AF%E4%B8%8D%E4%BA%AE"
        let found: Suggestions = try await world.get("classes/suggestions?words=\(words)&limit=2", as: "nobody")
            .decoded()
        #expect(found.edition == "gbt30428-reference")
        #expect(found.items.map(\.key).first == "gbt30428-reference/component/01/37")
        #expect(found.items.first?.condition == "3")
        #expect(found.items.count == 2)
    }

    @Test func twoEditionsDoNotBeginOnTheSameDay() async throws {
        let world: OfficeWorld = try await OfficeWorld(classes: true)
        _ = try await world.copyEdition("one")
        _ = try await world.copyEdition("two")
        let first: String = #"{"validFrom":"2026-04-01"}"#
        #expect(try await world.write(.post, "classes/editions/one/publish", first, version: 1).status == 200)
        let second: HTTPProbe.Reply = try await world.write(.post, "classes/editions/two/publish", first, version: 1)
        #expect(second.status == 409)
        #expect(second.problemCode == "class.same_day")
    }

    @Test func anEditionWithABareClassIsNotPublished() async throws {
        let world: OfficeWorld = try await OfficeWorld(classes: true)
        _ = try await world.copyEdition()
        let bare: String = #"{"bigName":{"zh":"x","en":""},"name":{"zh":"y","en":""},"conditions":[]}"#
        _ = try await world.write(.put, "classes/shiyan-2026/event/09/01", bare, version: 1)
        let refused: HTTPProbe.Reply = try await world.write(
            .post,
            "classes/editions/shiyan-2026/publish",
            #"{"validFrom":"2026-04-01"}"#,
            version: 2
        )
        let problem: Problem = try refused.decoded()
        #expect(refused.status == 409)
        #expect(problem.code == "class.incomplete")
        #expect(problem.fields?.map(\.field) == ["shiyan-2026/event/09/01"])
    }

    @Test func withoutAnEditionTheListSaysWhatToDo() async throws {
        let world: OfficeWorld = try await OfficeWorld()
        let reply: HTTPProbe.Reply = try await world.get("classes")
        #expect(reply.status == 404)
        #expect(reply.problemCode == "class.no_edition")
    }
}
