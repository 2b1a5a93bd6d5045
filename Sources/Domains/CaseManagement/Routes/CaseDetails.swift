import CityCore
import CitySQL
import CityWorkflow

/// What a case shows besides its own row.
struct CaseDetails {
    var clocks: ClockSet
    var photos: [CasePhoto]
    var reporters: [CaseReporter]
    var turnAccountName: String?
    var mergedIntoNumber: String?

    init(loading id: CaseID, in db: any SQLConnection) throws {
        clocks = try CaseClockStore.load(id, in: db)
        photos = try CasePhotoStore.list(id, in: db)
        reporters = try CaseReporterStore.list(id, in: db)
    }

    /// Of a case that has just been reported: nothing has to be read back.
    init(of new: NewCase, _ clocks: ClockSet, by identity: Identity, at now: Timestamp) {
        self.clocks = clocks
        photos = new.photos.map { photo in
            CasePhoto(media: photo.media, kind: photo.kind, addedAt: now, addedBy: identity.account)
        }
        reporters = [CaseReporter(position: 0, reporter: new.reporter, source: new.source, at: now, fromCase: nil)]
    }
}
