package import CityCore
import CityCrypto
import CitySQL

/// What a walk along the audit chain found.
package struct AuditVerification: Sendable, Hashable, Codable {
    package var intact: Bool
    /// How many entries were found right.
    package var checked: Int64
    package var from: Int64
    /// The hash of the last right entry: written down elsewhere, it proves later that nothing before it was changed.
    package var lastHash: String
    package var trouble: AuditTrouble?
}

/// The first entry that is wrong, and how.
package struct AuditTrouble: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// The entry is not there.
        case missing
        /// The entry does not follow the one before it.
        case unlinked
        /// The entry is not what was hashed.
        case changed
        /// The chain ends elsewhere than its head says.
        case headMoved
    }

    package var sequence: Int64
    package var kind: Kind
    package var wording: Wording

    init(_ kind: Kind, at sequence: Int64) {
        self.sequence = sequence
        self.kind = kind
        wording =
            switch kind {
            case .missing: Wording("第 \(sequence) 条审计记录缺失", "Audit entry \(sequence) is missing")
            case .unlinked:
                Wording("第 \(sequence) 条审计记录与前一条不衔接", "Audit entry \(sequence) does not follow the one before it")
            case .changed: Wording("第 \(sequence) 条审计记录被改动", "Audit entry \(sequence) was changed")
            case .headMoved:
                Wording("审计链末端与第 \(sequence) 条记录不符", "The end of the audit chain is not entry \(sequence)")
            }
    }
}

/// The state of a walk along the chain.
struct AuditWalk {
    private let start: Int64
    private(set) var next: Int64
    private var hash: String
    private(set) var trouble: AuditTrouble?

    /// Begins after the entry before `start`, whose hash is taken as given.
    init(start: Int64, in db: any SQLConnection) throws {
        self.start = start
        next = start
        hash = HashChain.root
        guard start > 1 else { return }
        if let before = try AuditStore.records(from: start - 1, limit: 1, in: db).first, before.sequence == start - 1 {
            hash = before.hash
        } else {
            trouble = AuditTrouble(.missing, at: start - 1)
        }
    }

    mutating func step(to record: AuditRecord) {
        if record.sequence != next {
            trouble = AuditTrouble(.missing, at: next)
        } else if record.previousHash != hash {
            trouble = AuditTrouble(.unlinked, at: next)
        } else if record.hash != record.computedHash {
            trouble = AuditTrouble(.changed, at: next)
        } else {
            hash = record.hash
            next += 1
        }
    }

    mutating func arrive(at head: AuditHead?) {
        guard let head else {
            trouble = AuditTrouble(.headMoved, at: next - 1)
            return
        }
        if head.sequence >= next {
            trouble = AuditTrouble(.missing, at: next)
        } else if head != AuditHead(sequence: next - 1, hash: hash) {
            trouble = AuditTrouble(.headMoved, at: next - 1)
        }
    }

    var verification: AuditVerification {
        AuditVerification(
            intact: trouble == nil,
            checked: next - start,
            from: start,
            lastHash: hash,
            trouble: trouble
        )
    }
}
