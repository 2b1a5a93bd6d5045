import CityAccess
import CityCore
import CityRegistry
import CitySQL
import CityServer

/// Who works in the demo city: organisations, staff with accounts, responsibility grids.
struct DemoPeople: Sendable {
    /// A department that a county has, and the classes that it answers for.
    struct Department: Sendable {
        var suffix: String
        var name: Wording
        /// `kind/big` of the class table.
        var classes: [String]
    }

    static let departments: [Department] = [
        Department(
            suffix: "SZ",
            name: Wording("市政公用处", "Municipal works"),
            classes: ["component/01", "component/05", "event/05"]
        ),
        Department(suffix: "JT", name: Wording("交通设施处", "Traffic facilities"), classes: ["component/02"]),
        Department(suffix: "HW", name: Wording("环境卫生处", "Sanitation"), classes: ["component/03", "event/01"]),
        Department(suffix: "YL", name: Wording("园林绿化处", "Parks and greening"), classes: ["component/04"]),
        Department(
            suffix: "ZF",
            name: Wording("城管执法大队", "Enforcement"),
            classes: ["event/02", "event/04", "event/06"]
        ),
        Department(suffix: "ZJ", name: Wording("住建工地办", "Construction sites"), classes: ["event/03"]),
    ]

    /// A person of the demo, as accounts and histories know them.
    struct Person: Sendable {
        var login: String
        var role: String
        var identity: Identity
    }

    private(set) var people: [Person] = []
    private(set) var organisations: [String: OrganisationID] = [:]
    private(set) var published: [DemoAccount] = []
    private let city: City
    private let now: Timestamp

    init(_ city: City, at now: Timestamp) {
        self.city = city
        self.now = now
    }

    func person(_ role: String, in area: String) -> Person? {
        people.first { $0.role == role && $0.identity.grants.contains { area.hasPrefix($0.area) } }
    }

    func people(_ role: String, in area: String) -> [Person] {
        people.filter { $0.role == role && $0.identity.grants.contains { area.hasPrefix($0.area) } }
    }

    func handler(of organisation: OrganisationID, role: String) -> Person? {
        people.first { $0.role == role && $0.identity.organisation == organisation }
    }

    // MARK: organisations

    mutating func makeOrganisations(_ places: DemoPlaces) async throws {
        var made: [Organisation] = []
        func add(_ code: String, _ name: Wording, _ kind: Organisation.Kind, _ parent: String?, _ area: String) throws {
            made.append(
                try Organisation(
                    id: city.ids.next(at: now),
                    code: code,
                    name: name.zh,
                    englishName: name.en,
                    kind: kind,
                    parent: parent.flatMap { code in made.first { $0.code == code }?.id },
                    area: area
                )
            )
        }
        try add("JD", Wording("十堰市数字城管监督中心（示范）", "Shiyan supervision centre (demo)"), .supervisionCentre, nil, "4203")
        try add("ZH", Wording("十堰市城管指挥中心（示范）", "Shiyan command centre (demo)"), .commandCentre, nil, "4203")
        try add("CJ", Wording("示范信息采集公司", "Demo collection contractor"), .collectionContractor, "JD", "4203")
        for county in places.areas where county.level == .county {
            let english: String = county.englishName ?? county.code
            try add(
                "\(county.code)",
                Wording("\(county.name)城市管理局（示范）", "\(english) city management (demo)"),
                .other,
                nil,
                county.code
            )
            for department in DemoPeople.departments {
                try add(
                    "\(county.code)\(department.suffix)",
                    Wording("\(county.name)\(department.name.zh)", "\(english) \(department.name.en)"),
                    .department,
                    county.code,
                    county.code
                )
            }
        }
        let service: OrganisationService = OrganisationService(registry: city.registry, outbox: city.outbox)
        let (organisations, time): ([Organisation], Timestamp) = (made, now)
        try await city.database.write { db in
            for organisation in organisations { _ = try service.create(organisation, by: .system, at: time, in: db) }
        }
        try await city.registry.reload()
        for organisation in made { self.organisations[organisation.code] = organisation.id }
    }

    // MARK: people

    mutating func makePeople(_ places: DemoPlaces) async throws {
        let city: [(String, String, String, Wording)] = [
            ("system", Role.systemAdministrator, "", Wording("系统管理员", "System administrator")),
            ("security", Role.securityAdministrator, "", Wording("安全管理员", "Security administrator")),
            ("audit", Role.auditAdministrator, "", Wording("审计管理员", "Audit administrator")),
            ("leader", CityRoles.supervisor, "", Wording("市领导", "City leader")),
            ("evaluator", CityRoles.evaluator, "", Wording("考评员", "Evaluator")),
            ("wall", CityRoles.display, "", Wording("指挥大厅大屏", "Screen of the command hall")),
        ]
        for (login, role, area, title) in city {
            try await add(login, role, area: area, organisation: "JD", post: .leader, title, isPublished: true)
        }
        try await add(
            "lead-cj",
            CityRoles.contractorLead,
            area: "4203",
            organisation: "CJ",
            post: .leader,
            Wording("采集公司负责人", "Contractor's lead"),
            isPublished: true,
            isForOrganisation: true
        )
        try await add(
            "devices",
            CityRoles.deviceSystem,
            area: "4203",
            organisation: "JD",
            post: .leader,
            Wording("设备数据对接账号", "Another system with devices"),
            isPublished: true
        )
        for county in places.areas where county.level == .county {
            try await addCentre(county, isPublished: county.code == places.counties.first)
            try await addDepartments(county, isPublished: county.code == places.counties.first)
        }
        try DemoAccount.publish(published, in: self.city.settings.dataFolder)
    }

    private mutating func addCentre(_ county: Area, isPublished: Bool) async throws {
        let posts: [(String, String, String, Post, Wording, Int)] = [
            ("acceptor", CityRoles.acceptor, "JD", .acceptor, Wording("受理员", "acceptor"), 1),
            ("duty", CityRoles.dutyOfficer, "JD", .dutyOfficer, Wording("值班长", "duty officer"), 1),
            ("dispatcher", CityRoles.dispatcher, "ZH", .dispatcher, Wording("派遣员", "dispatcher"), 1),
            ("collector", CityRoles.collector, "CJ", .collector, Wording("监督员", "collector"), 4),
        ]
        for (name, role, organisation, post, title, count) in posts {
            for number in 1...count {
                let suffix: String = count > 1 ? "\(number)" : ""
                try await add(
                    "\(name)\(suffix)-\(county.code)",
                    role,
                    area: county.code,
                    organisation: organisation,
                    post: post,
                    Wording(
                        "\(county.name)\(title.zh)\(suffix)",
                        "\(county.englishName ?? county.code) \(title.en) \(suffix)".trimmed()
                    ),
                    isPublished: isPublished && number == 1
                )
            }
        }
    }

    private mutating func addDepartments(_ county: Area, isPublished: Bool) async throws {
        for department in DemoPeople.departments {
            let code: String = "\(county.code)\(department.suffix)"
            for (name, role, title) in [
                ("clerk", CityRoles.handler, Wording("经办人", "clerk")),
                ("lead", CityRoles.handlerLead, Wording("负责人", "lead")),
            ] {
                try await add(
                    "\(name)-\(code.lowercased())",
                    role,
                    area: county.code,
                    organisation: code,
                    post: .handler,
                    Wording(
                        "\(county.name)\(department.name.zh)\(title.zh)",
                        "\(county.englishName ?? county.code) \(department.name.en) \(title.en)"
                    ),
                    isPublished: isPublished && department.suffix == "HW",
                    isForOrganisation: true
                )
            }
        }
    }

    private mutating func add(
        _ login: String,
        _ role: String,
        area: String,
        organisation code: String,
        post: Post,
        _ title: Wording,
        isPublished: Bool,
        isForOrganisation: Bool = false
    ) async throws {
        guard let organisation = organisations[code] else { throw CityError.fault("demo organisation \(code)") }
        let grantOrganisation: OrganisationID? = isForOrganisation ? organisation : nil
        let account = try await city.access.desk.create(
            try AccountDraft(login: login, name: title.zh, organisation: organisation, area: area),
            password: DemoAccount.password,
            mustChange: false,
            grants: [try GrantDraft(role: role, area: area, organisation: grantOrganisation)]
        ).account
        let catalogue: RoleCatalogue = try CityRoles.catalogue()
        let grant: Grant = Grant(
            role: role,
            permissions: catalogue[role]?.permissions ?? [],
            area: area,
            organisation: grantOrganisation
        )
        let staff: Staff = try Staff(
            id: city.ids.next(at: now),
            number: login,
            name: title.zh,
            organisation: organisation,
            post: post,
            account: account.id,
            area: area.isEmpty ? "4203" : area
        )
        let (service, time): (StaffService, Timestamp) = (StaffService(outbox: city.outbox), now)
        try await city.database.write { db in _ = try service.create(staff, by: .system, at: time, in: db) }
        people.append(
            Person(
                login: login,
                role: role,
                identity: Identity(account: account.id, name: title.zh, organisation: organisation, grants: [grant])
            )
        )
        if post == .collector { collectors[area, default: []].append(staff.id) }
        if isPublished {
            published.append(DemoAccount(login: login, password: DemoAccount.password, role: role, title: title))
        }
    }

    private var collectors: [String: [StaffID]] = [:]

    // MARK: responsibility grids

    /// One for each community, shared out among the county's collectors.
    func makeResponsibilityGrids(_ places: DemoPlaces) async throws {
        var made: [ResponsibilityGrid] = []
        let byCommunity: [String: [UnitGrid]] = Dictionary(grouping: places.grids, by: \.area)
        for (index, community) in places.areas.filter({ $0.level == .community }).enumerated() {
            let staff: [StaffID] = collectors[String(community.code.prefix(6))] ?? []
            guard let first = staff.isEmpty ? nil : staff[index % staff.count] else { continue }
            let draft: ResponsibilityGrid.Draft = ResponsibilityGrid.Draft(
                code: "ZR\(community.code)",
                name: "\(community.name)责任网格",
                area: community.code,
                ownerStaff: first,
                organisation: organisations["CJ"],
                collectors: [first] + staff.filter { $0 != first },
                gridCodes: (byCommunity[community.code] ?? []).map(\.code)
            )
            made.append(try ResponsibilityGrid(id: city.ids.next(at: now), draft, changedAt: now, version: 1))
        }
        let grids: [ResponsibilityGrid] = made
        try await city.database.write { db in
            for grid in grids { try ResponsibilityGridStore.put(grid, in: db) }
        }
    }
}
