import CityCore
import CityHTTP
import CityRegistry
import CitySQL
import CityTestSupport
import CityWorkflow
import HTTPTypes
import Testing

extension OfficeWorld {
    func upload(
        _ path: String,
        _ text: String,
        as who: String = "city",
        version: Int? = nil
    ) async throws -> HTTPProbe.Reply {
        let headers: [String: String] = version.map { ["If-Match": "\"\($0)\""] } ?? [:]
        return try await probe.send(.post, path, token: who, bytes: Array(text.utf8), headers: headers)
    }

    func report(_ path: String, _ text: String, as who: String = "city", version: Int? = nil) async throws -> Outcome {
        let reply: HTTPProbe.Reply = try await upload(path, text, as: who, version: version)
        return Outcome(try reply.decoded(as: TableImportReport.self))
    }
}

/// A report, short enough to compare: the counts, and `line field reason` of each reject.
struct Outcome: Equatable {
    var counts: [Int]
    var rejects: [String]

    /// - Parameter counts: read, created, changed, unchanged
    init(_ counts: [Int], _ rejects: [String] = []) {
        self.counts = counts
        self.rejects = rejects
    }

    init(_ report: TableImportReport) {
        counts = [report.read, report.created, report.changed, report.unchanged]
        rejects = report.rejects.map { "\($0.line) \($0.field ?? "-") \($0.reason)" }
    }
}

@Suite(.everyEngine) struct OrganisationImportTests {
    private static let table: String = """
        机构代码,机构名称,类型,上级代码,区划代码,电话
        t1,茅箭区环卫所,专业部门,d1,420302,0719-8000001
        d1,城管局,command_centre,,420300,
        c1,采集一队,采集公司,t1,420302,

        """

    @Test func aSmallFileThatUnpacksToALargeTableIsRefused() async throws {
        let world: OfficeWorld = try await OfficeWorld()
        let row: String = "x1,\(String(repeating: "长", count: 1_000)),专业部门,,420302,\n"
        let table: String = "机构代码,机构名称,类型,上级代码,区划代码,电话\n" + String(repeating: row, count: 6_000)
        let packed: [UInt8] = try Gzip.pack(Array(table.utf8))
        let reply: HTTPProbe.Reply = try await world.probe.send(
            .post,
            "imports/organisations",
            token: "city",
            bytes: packed
        )
        #expect(reply.status == 413)
        #expect(try reply.decoded(as: Problem.self).code == "file.too_large")
    }

    @Test func longRejectedRowsComeBackUpToALimit() async throws {
        let world: OfficeWorld = try await OfficeWorld()
        let row: String = "x1,\(String(repeating: "长", count: 10_000)),专业部门,,420302,\n"
        let table: String = "机构代码,机构名称,类型,上级代码,区划代码,电话\n" + String(repeating: row, count: 300)
        let reply: HTTPProbe.Reply = try await world.upload("imports/organisations", table)
        let report: TableImportReport = try reply.decoded(as: TableImportReport.self)
        #expect(report.rejected == 300)
        #expect(report.rejects.count > 100)
        #expect(report.rejects.count < 150)
        #expect((report.rejectsCSV?.utf8.count ?? 0) < ImportRejects.keptBytesMax + 40_000)
    }

    @Test func rowsComeInAnyOrderAndComeAgain() async throws {
        let world: OfficeWorld = try await OfficeWorld()
        #expect(try await world.report("imports/organisations", Self.table) == Outcome([3, 3, 0, 0]))
        let directory: OrganisationDirectory = world.registry.current.organisations
        let top: Organisation = try #require(directory.find(code: "d1"))
        #expect(directory.descendants(of: top.id).map(\.code) == ["t1", "c1"])
        #expect(directory.find(code: "c1")?.kind == .collectionContractor)
        #expect(try await world.told() == ["organisation   3"])
        #expect(try await world.report("imports/organisations", Self.table) == Outcome([3, 0, 0, 3]))
        #expect(try await world.told().count == 1)
    }

    @Test func missingColumnsChangeNothing() async throws {
        let world: OfficeWorld = try await OfficeWorld()
        _ = try await world.upload("imports/organisations", Self.table)
        let renamed: String = "code,name\nt1,茅箭环卫中心\n"
        #expect(try await world.report("imports/organisations", renamed) == Outcome([1, 0, 1, 0]))
        let found: Organisation = try #require(world.registry.current.organisations.find(code: "t1"))
        #expect(found.name == "茅箭环卫中心")
        #expect(found.phone == "0719-8000001")
        #expect(found.version == 2)
    }

    @Test func aWholeBranchIsClosedByOneTable() async throws {
        let world: OfficeWorld = try await OfficeWorld()
        _ = try await world.upload("imports/organisations", Self.table)
        let closing: String = "代码,状态\nd1,停用\nt1,停用\nc1,closed\n"
        #expect(try await world.report("imports/organisations", closing) == Outcome([3, 0, 3, 0]))
    }

    @Test func badRowsArePutAsideAndTheOthersTaken() async throws {
        let world: OfficeWorld = try await OfficeWorld()
        let table: String = """
            代码,名称,类型,上级代码,区划代码
            a,甲,专业部门,,420302
            a,甲又,专业部门,,420302
            b,乙,俱乐部,,420302
            c,丙,street,nowhere,420302
            d,丁,,,4203
            ,戊,street,,420302
            e,己,street,f,420302
            f,庚,street,e,420302
            g,辛,street,,420302,多一列
            h,壬,street,a,420302
            """
        let found: Outcome = try await world.report("imports/organisations", table)
        #expect(found.counts == [10, 2, 0, 0])
        #expect(
            found.rejects.sorted()
                == [
                    "10 - csv.field_count", "3 code import.duplicate", "4 kind field.choice",
                    "5 parent organisation.parent_unknown", "6 kind field.missing", "7 code import.no_code",
                    "8 parent organisation.parent_unknown", "9 parent organisation.parent_unknown",
                ].sorted()
        )
        #expect(world.registry.current.organisations.all.map(\.code) == ["a", "h"])
    }

    @Test func theRejectsCanBeCorrectedAndImportedAgain() async throws {
        let world: OfficeWorld = try await OfficeWorld()
        let reply: HTTPProbe.Reply = try await world.upload(
            "imports/organisations",
            "代码,名称,类型,区划代码\na,甲,俱乐部,420302\n"
        )
        let report: TableImportReport = try reply.decoded()
        let csv: String = try #require(report.rejectsCSV)
        #expect(report.reasons == ["field.choice": 1])
        let corrected: String = csv.replacing("俱乐部", with: "其他")
        #expect(try await world.report("imports/organisations", corrected) == Outcome([1, 1, 0, 0]))
    }

    @Test func rowsOutsideTheCallersAreaAreRejected() async throws {
        let world: OfficeWorld = try await OfficeWorld()
        let found: Outcome = try await world.report("imports/organisations", Self.table, as: "county")
        #expect(found.counts == [3, 0, 0, 0])
        #expect(found.rejects.contains("3 - registry.area_forbidden"))
    }

    @Test(arguments: [
        ("", 400, "import.empty"), ("名称\n甲\n", 400, "csv.column_missing"), ("PK\u{3}\u{4}", 415, "csv.is_workbook"),
    ])
    func whatIsNoTableIsRefusedAsAWhole(_ text: String, _ status: Int, _ code: String) async throws {
        let reply: HTTPProbe.Reply = try await OfficeWorld().upload("imports/organisations", text)
        #expect(reply.status == status)
        #expect(reply.problemCode == code)
    }
}

@Suite(.everyEngine) struct StaffImportTests {
    private static let organisations: String = "代码,名称,类型,区划代码\nc1,采集一队,采集公司,420302\n"

    @Test func staffComeWithTheirOrganisation() async throws {
        let world: OfficeWorld = try await OfficeWorld()
        _ = try await world.upload("imports/organisations", Self.organisations)
        let table: String = """
            工号,姓名,机构代码,岗位,手机
            J001,王芳,c1,监督员,138 0013 8000
            J002,李雷,c1,handler,
            J003,赵六,c9,监督员,
            J004,钱七,c1,厨师,138****8000
            J001,王芳,c1,监督员,
            ,孙八,c1,监督员,
            """
        let found: Outcome = try await world.report("imports/staff", table)
        #expect(
            found
                == Outcome(
                    [6, 2, 0, 0],
                    [
                        "4 organisation area organisation.unknown", "5 post phone field.choice",
                        "6 number import.duplicate", "7 number import.no_number",
                    ]
                )
        )
        let wang: Staff? = try await world.database.read { db in try StaffStore.find(number: "J001", in: db) }
        #expect(wang?.phone == "13800138000")
        #expect(wang?.area == "420302")
        #expect(wang?.post == .collector)
        #expect(try await world.told().last == "staff   2")
    }

    @Test func aTableOfChangesKeepsTheRest() async throws {
        let world: OfficeWorld = try await OfficeWorld()
        _ = try await world.upload("imports/organisations", Self.organisations)
        _ = try await world.upload("imports/staff", "工号,姓名,机构代码,岗位,手机\nJ001,王芳,c1,监督员,13800138000\n")
        #expect(try await world.report("imports/staff", "工号,状态\nJ001,离职\n") == Outcome([1, 0, 1, 0]))
        let wang: Staff? = try await world.database.read { db in try StaffStore.find(number: "J001", in: db) }
        #expect(wang?.state == .left)
        #expect(wang?.phone == "13800138000")
        #expect(wang?.version == 2)
    }
}

@Suite(.everyEngine) struct ClassImportTests {
    private static let header: String = "大类代码,大类名称,小类代码,小类名称,处置单位,主管部门,立案条件,结案条件,处置时限\n"
    private static let path: String = "imports/classes?edition=shiyan-2026&kind=component"

    private func world() async throws -> OfficeWorld {
        let world: OfficeWorld = try await OfficeWorld(classes: true)
        _ = try await world.probe.send(
            .post,
            "classes/editions",
            token: "city",
            json: #"{"edition":"shiyan-2026","title":{"zh":"十堰","en":""},"copyOf":"gbt30428-reference"}"#
        )
        return world
    }

    private func small(_ world: OfficeWorld, _ big: String, _ small: String) throws -> SmallClass {
        let key: ClassKey = ClassKey(edition: "shiyan-2026", kind: .component, big: big, small: small)
        return try #require(world.registry.current.classes.small(key))
    }

    @Test func mergedCellsAndLostZerosAreUnderstood() async throws {
        let world: OfficeWorld = try await world()
        let table: String =
            Self.header + """
                1,公用设施,1,上水井盖,水务集团,住建局,井盖缺失,井盖已补装,2紧急工作时
                ,,,,,,井盖破损,井盖已更换,４ 小时
                ,,77,智慧灯杆,路灯处,住建局,不亮,已修复,2天
                06,新设施,01,换电柜,,,起火,已处置,1紧急工作日
                """
        #expect(try await world.report(Self.path, table, version: 1) == Outcome([4, 2, 2, 0]))
        let cover: SmallClass = try small(world, "01", "01")
        #expect(cover.conditions.map(\.filing.zh) == ["井盖缺失", "井盖破损"])
        #expect(cover.conditions.map(\.limit) == [.urgentHours(2), .workHours(4)])
        #expect(cover.conditions.map(\.handler) == ["水务集团", ""])
        #expect(cover.name == Wording("上水井盖", "Water supply manhole cover"))
        let pole: SmallClass = try small(world, "01", "77")
        #expect(pole.bigName == Wording("公用设施", "Public utilities"))
        #expect(pole.conditions.map(\.limit) == [.workDays(2)])
        #expect(try small(world, "06", "01").bigName.zh == "新设施")
        #expect(try small(world, "01", "02").conditions.count == 4)
        #expect(world.registry.current.classes.edition("shiyan-2026")?.version == 2)
        #expect(try await world.report(Self.path, table, version: 2) == Outcome([4, 0, 0, 4]))
        #expect(world.registry.current.classes.edition("shiyan-2026")?.version == 2)
    }

    @Test func aRejectedConditionStaysAsItWas() async throws {
        let world: OfficeWorld = try await world()
        let table: String =
            Self.header + """
                01,公用设施,37,路灯,,,倒伏,已修复,1工作日
                ,,,,,,电线裸露,已修复,马上
                01,公用设施,37,街灯,,,不亮,已修复,2工作日
                01,公用设施,x,坏,,,不亮,已修复,2工作日
                01,公用设施,78,桥体楼体亮化,,,,,
                """
        let found: Outcome = try await world.report(Self.path, table, version: 1)
        #expect(
            found
                == Outcome(
                    [5, 0, 1, 0],
                    [
                        "3 limit limit.text", "4 name class.name_conflict", "5 small field.digits",
                        "6 limit filing.zh closing.zh limit.text",
                    ]
                )
        )
        let lamp: SmallClass = try small(world, "01", "37")
        #expect(lamp.conditions.map(\.filing.zh) == ["倒伏", "电线裸露"])
        #expect(lamp.conditions.map(\.limit) == [.workDays(1), .workDays(1)])
        let lights: SmallClass = try small(world, "01", "78")
        #expect(lights.conditions.map(\.code) == ["1"])
    }

    @Test(
        arguments: [
            ("imports/classes?kind=event", "city", 1, 400, "query.missing"),
            ("imports/classes?edition=shiyan-2026", "city", 1, 400, "query.missing"),
            ("imports/classes?edition=nothing&kind=event", "city", 1, 404, "not_found"),
            ("imports/classes?edition=cjt214-2007&kind=event", "city", 1, 409, "class.published"),
            ("imports/classes?edition=shiyan-2026&kind=event", "city", 9, 412, "version.stale"),
            ("imports/classes?edition=shiyan-2026&kind=event", "city", nil, 428, "version.missing"),
            ("imports/classes?edition=shiyan-2026&kind=event", "county", 1, 403, "permission.city_wide"),
            ("imports/classes?edition=shiyan-2026&kind=event", "reader", 1, 403, "permission.missing"),
        ] as [(String, String, Int?, Int, String)]
    )
    func anImportThatMayNotBeIsRefused(
        _ path: String,
        _ who: String,
        _ version: Int?,
        _ status: Int,
        _ code: String
    ) async throws {
        let world: OfficeWorld = try await world()
        let table: String = Self.header + "01,市容环境,01,私搭乱建,,,正在搭建,已停止,2紧急工作日\n"
        let reply: HTTPProbe.Reply = try await world.upload(path, table, as: who, version: version)
        #expect(reply.status == status)
        #expect(reply.problemCode == code)
    }

    @Test func aTableWithoutItsColumnsIsRefused() async throws {
        let reply: HTTPProbe.Reply = try await world().upload(Self.path, "大类代码,小类代码\n01,01\n", version: 1)
        let problem: Problem = try reply.decoded()
        #expect(reply.status == 400)
        #expect(problem.fields?.map(\.field) == ["大类名称", "小类名称", "立案条件", "结案条件", "处置时限"])
    }
}
