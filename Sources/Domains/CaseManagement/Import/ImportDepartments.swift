import CityCore
import CityCrypto
import CityRegistry

/// Finds the organisations that the words of a table mean, and gathers those that are to be made.
struct ImportDepartments {
    private let rule: CaseMapping.Departments
    private let system: String
    private let directory: OrganisationDirectory
    private let byName: [String: [OrganisationID]]
    private(set) var known: [String: OrganisationID] = [:]
    /// To be made, in the order in which they were met.
    private(set) var missing: [String] = []

    init(_ mapping: CaseMapping, in directory: OrganisationDirectory) {
        rule = mapping.departments
        system = mapping.system
        self.directory = directory
        var byName: [String: [OrganisationID]] = [:]
        for organisation in directory.all where organisation.state == .active {
            byName[organisation.name, default: []].append(organisation.id)
        }
        self.byName = byName
    }

    /// Whether there is such a department, or will be.
    mutating func take(_ text: String) -> Bool {
        if known[text] != nil || missing.contains(text) { return true }
        if let id = find(text) {
            known[text] = id
            return true
        }
        if rule.createMissing { missing.append(text) }
        return rule.createMissing
    }

    /// By code, by the code that would be made of the text, or by a name that only one has.
    private func find(_ text: String) -> OrganisationID? {
        if let found = directory.find(code: text) ?? directory.find(code: code(for: text)) { return found.id }
        for name in [text, rule.names[text] ?? text] {
            if let ids = byName[name], ids.count == 1 { return ids.first }
        }
        return nil
    }

    mutating func made(_ organisations: [String: OrganisationID]) {
        known.merge(organisations) { $1 }
        missing.removeAll { known[$0] != nil }
    }

    func organisation(for text: String, id: OrganisationID, area: String) throws -> Organisation {
        try Organisation(
            id: id,
            code: code(for: text),
            name: String((rule.names[text] ?? text).prefix(60)),
            kind: .department,
            area: area
        )
    }

    /// The text itself where it can be a code, with hyphens for what cannot; of Chinese text its hash.
    private func code(for text: String) -> String {
        let isLatin: Bool = text.unicodeScalars.allSatisfy(\.isASCII)
        guard isLatin, text.utf8.count <= 32 else {
            return "org-\(SHA256Digest(of: "\(system)\n\(text)").hex.prefix(12))"
        }
        return String(text.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" })
    }
}
