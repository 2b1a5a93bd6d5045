import CityCore
import CityRegistry
import Testing

@Suite struct OrganisationTests {
    private static func make(
        code: String = "zj-01",
        name: String = "住建局",
        area: String = "420300",
        phone: String? = nil
    ) throws -> Organisation {
        try Organisation(id: OrganisationID("1"), code: code, name: name, kind: .department, area: area, phone: phone)
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        var field: String
        var make: @Sendable () throws -> Organisation
        var testDescription: String { field }
    }

    @Test(arguments: [
        Bad(field: "code") { try make(code: "住建") },
        Bad(field: "code") { try make(code: "") },
        Bad(field: "name") { try make(name: "   ") },
        Bad(field: "name") { try make(name: String(repeating: "局", count: 61)) },
        Bad(field: "name") { try make(name: "住建\u{7}局") },
        Bad(field: "area") { try make(area: "42030") },
        Bad(field: "area") { try make(area: "") },
        Bad(field: "phone") { try make(phone: "138****8000") },
        Bad(field: "phone") { try make(phone: "12") },
    ])
    func anOrganisationWithABadFieldIsRefused(_ bad: Bad) throws {
        let error: CityError? = #expect(throws: CityError.self) { try bad.make() }
        #expect(error?.fields.map(\.field) == [bad.field])
    }

    @Test func allBadFieldsAreToldAtOnce() {
        let error: CityError? = #expect(throws: CityError.self) {
            try Self.make(code: "?", name: "", area: "x", phone: "x")
        }
        #expect(error?.fields.map(\.field) == ["code", "name", "area", "phone"])
    }

    @Test(arguments: [
        ("420300", "4203"), ("420000", "42"), ("420302", "420302"), ("420302001", "420302001"), ("4203", "4203"),
    ])
    func anAreaIsKeptAsItsScope(_ given: String, _ scope: String) throws {
        #expect(try Self.make(area: given).area == scope)
    }

    @Test func aTelephoneNumberIsKeptWithoutWhiteSpace() throws {
        #expect(try Self.make(phone: " 0719 866 0000 ").phone == "07198660000")
    }

    @Test(arguments: [
        ("13800138000", "138****8000"), ("0719-8660000", "071****0000"), ("12319", "****9"), ("110", "****0"),
        ("866000", "****00"),
    ])
    func aTelephoneNumberIsMasked(_ phone: String, _ masked: String) {
        #expect(PersonalData.masked(phone: phone) == masked)
    }
}

@Suite struct OrganisationDirectoryTests {
    private static func make(_ code: String, under parent: String? = nil) throws -> Organisation {
        try Organisation(
            id: OrganisationID("id-\(code)"),
            code: code,
            name: code,
            kind: .department,
            parent: parent.map { OrganisationID("id-\($0)") },
            area: "420300"
        )
    }

    /// a > (b > d, c), e
    private static func directory() throws -> OrganisationDirectory {
        OrganisationDirectory([
            try make("e"), try make("d", under: "b"), try make("c", under: "a"), try make("b", under: "a"),
            try make("a"),
        ])
    }

    @Test func anOrganisationIsFoundByIdAndByCode() throws {
        let directory: OrganisationDirectory = try Self.directory()
        #expect(directory.find(OrganisationID("id-d")) == directory.find(code: "d"))
        #expect(directory.find(code: "d")?.parent == OrganisationID("id-b"))
        #expect(directory.find(code: "x") == nil)
    }

    @Test func relativesComeInOrder() throws {
        let directory: OrganisationDirectory = try Self.directory()
        let top: OrganisationID = OrganisationID("id-a")
        #expect(directory.children(of: top).map(\.code) == ["b", "c"])
        #expect(directory.descendants(of: top).map(\.code) == ["b", "d", "c"])
        #expect(directory.ancestors(of: OrganisationID("id-d")).map(\.code) == ["b", "a"])
        #expect(directory.all.map(\.code) == ["a", "b", "c", "d", "e"])
    }

    @Test func theTreeBeginsWhereAParentIsNotShown() throws {
        let directory: OrganisationDirectory = try Self.directory()
        let all: [String] = directory.tree { _ in true }.map { "\($0.depth)\($0.organisation.code)" }
        #expect(all == ["0a", "1b", "2d", "1c", "0e"])
        let some: [String] = directory.tree { $0.code != "a" && $0.code != "e" }
            .map { "\($0.depth)\($0.organisation.code)" }
        #expect(some == ["0b", "1d", "0c"])
    }

    @Test func rowsThatGoInCirclesDoNotHangIt() throws {
        let directory: OrganisationDirectory = OrganisationDirectory([
            try Self.make("a", under: "b"), try Self.make("b", under: "a"),
        ])
        #expect(directory.descendants(of: OrganisationID("id-a")).map(\.code) == ["b"])
        #expect(directory.ancestors(of: OrganisationID("id-a")).map(\.code) == ["b"])
    }
}
