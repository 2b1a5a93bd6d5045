import Attendance
import CaseManagement
import CityCore
import CityGeo
import CityMedia
import CityRegistry
import MarketCollection

extension City {
    /// What market collection asks of cases, attendance and media.
    static func collectionPorts(_ cases: CaseService, _ media: MediaService) -> CollectionPorts {
        CollectionPorts(
            reports: { organisation, from, to, db in
                try CollectorReports.of(organisation, from: from, to: to, in: db).map { report in
                    CollectedReport(
                        id: report.id.text,
                        number: report.number,
                        at: report.at,
                        reporterName: report.reporterName,
                        area: report.area,
                        isValid: report.isValid
                    )
                }
            },
            positions: { organisation, from, to, db in
                try AttendanceTracks.positions(of: organisation, from: from, to: to, in: db)
            },
            report: { problem, now, db in
                let new: NewCase = try cases.newCase(report(problem), by: .system, at: now)
                if let known = try cases.known(new, at: now, in: db) {
                    return (CaseReference(id: known.id.text, number: known.number), false)
                }
                let made: CaseRecord = try cases.report(new, by: .system, at: now, in: db).record
                return (CaseReference(id: made.id.text, number: made.number), true)
            },
            existingMedia: { ids, db in try media.exists(ids, in: db) }
        )
    }

    private static func report(_ problem: PatrolProblem) -> ReportBody {
        ReportBody(
            source: .other,
            place: PointBody(lng: problem.place.lng, lat: problem.place.lat),
            description: problem.description,
            smallClass: problem.smallClass,
            photos: problem.photos.map { PhotoInputBody(media: $0) }
        )
    }
}
