import CityCore
import Testing

@testable import CitySensing

/// Reports as phones send them.
@Suite struct PhoneReportTests {
    private let now: Timestamp = Timestamp(milliseconds: 1_795_000_000_000)

    private func read(_ query: String) throws -> PhoneReport {
        var parameters: [String: String] = [:]
        for pair in query.split(separator: "&") {
            let parts: [Substring] = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            parameters[String(parts[0])] = String(parts[1])
        }
        return try PhoneReport(parameters, receivedAt: now)
    }

    @Test func theClientsOwnParametersAreRead() throws {
        let report: PhoneReport = try read(
            "id=727465&timestamp=1794999990&lat=32.6469&lon=110.7985&speed=10.0&bearing=271.6&altitude=231.4"
                + "&accuracy=4.8&batt=83.0&charge=true"
        )
        #expect(report.ident == "727465")
        #expect(report.position.at == Timestamp(milliseconds: 1_794_999_990_000))
        #expect(report.position.lngE6 == 110_798_500 && report.position.latE6 == 32_646_900)
        // Ten knots.
        #expect(report.position.speedE1 == 185 && report.position.direction == 272)
        #expect(report.position.altitudeM == 231 && report.position.accuracyM == 5 && report.position.isLocated)
    }

    @Test(arguments: [
        ("1794999990", 1_794_999_990_000), ("1794999990123", 1_794_999_990_123), ("", 1_795_000_000_000),
        ("2026-11-18T03:46:30Z", 1_794_973_590_000), ("2026-11-18 03:46:30", 1_794_973_590_000),
    ])
    func timesAreReadInEachForm(text: String, milliseconds: Int) throws {
        let report: PhoneReport = try read("deviceid=a&lat=1&lon=2&timestamp=\(text)")
        #expect(report.position.at == Timestamp(milliseconds: Int64(milliseconds)))
    }

    @Test func otherNamesAreUnderstood() throws {
        let report: PhoneReport = try read("deviceid=a&location=32.5,110.5&heading=720&valid=false&speed=-1&accuracy=0")
        #expect(report.position.latE6 == 32_500_000 && report.position.lngE6 == 110_500_000)
        #expect(report.position.direction == 0 && report.position.speedE1 == 0 && report.position.accuracyM == 0)
        #expect(!report.position.isLocated)
    }

    @Test func theNewerClientsJSONIsRead() throws {
        let json: String = """
            {"location":{"event":"motionchange","is_moving":true,"timestamp":"2026-11-18T03:46:30.000Z","odometer":12.5,
            "coords":{"latitude":32.6469,"longitude":110.7985,"accuracy":13.4,"speed":10,"heading":90.2,"altitude":-1},
            "battery":{"level":0.83,"is_charging":false}},"device_id":"727465"}
            """
        let report: PhoneReport = try PhoneReport(json: Array(json.utf8), receivedAt: now)
        #expect(report.ident == "727465" && report.position.at == Timestamp(milliseconds: 1_794_973_590_000))
        // Ten metres a second.
        #expect(report.position.speedE1 == 360 && report.position.direction == 90 && report.position.altitudeM == -1)
    }

    @Test(arguments: [
        "lat=1&lon=2", "id=&lat=1&lon=2", "id=a&lat=91&lon=2", "id=a&lat=x&lon=2", "id=a&lon=2", "id=a&lat=nan&lon=2",
        "id=a&lat=1&lon=2&timestamp=yesterday", "id=a&lat=1&lon=2&timestamp=-5", "id=a&location=7",
        "id=a&lat=1&lon=2&timestamp=99999999999999999999",
    ])
    func whatIsNoReportIsRefused(query: String) {
        #expect(throws: CityError.self) { try read(query) }
    }

    @Test(arguments: [
        "", "{", "{}", "[1]", #"{"device_id":"a"}"#,
        #"{"device_id":"","location":{"coords":{"latitude":1,"longitude":2}}}"#,
    ])
    func whatIsNoJSONReportIsRefused(json: String) {
        #expect(throws: CityError.self) { try PhoneReport(json: Array(json.utf8), receivedAt: now) }
    }

    @Test func wildNumbersDoNoHarm() throws {
        let report: PhoneReport = try read("id=a&lat=1&lon=2&speed=1e300&bearing=271999&altitude=-1e300&accuracy=inf")
        #expect(report.position.speedE1 == 65_535 && report.position.direction == 199)
        #expect(report.position.altitudeM == -32_768 && report.position.accuracyM == 0)
    }
}
