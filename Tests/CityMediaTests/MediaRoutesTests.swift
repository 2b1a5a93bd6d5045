import CityCore
import CityHTTP
import CityMedia
import CityTestSupport
import HTTPTypes
import Testing

@Suite(.everyEngine) struct MediaRoutesTests {
    @Test func aPhotoIsKeptAndDescribed() async throws {
        try await MediaWorld.open { world in
            let photo: [UInt8] = Pictures.phonePhoto()
            let reply: HTTPProbe.Reply = try await world.probe.send(
                .post,
                "media",
                token: "collector",
                bytes: photo,
                headers: ["Content-Type": "image/jpeg"]
            )
            #expect(reply.status == 201)
            let body: MediaBody = try reply.decoded()
            #expect(MediaItem.isID(body.id))
            #expect(reply.headers["location"] == "/api/v1/media/\(body.id)")
            #expect(body.kind == .jpeg)
            #expect(body.contentType == "image/jpeg")
            #expect(body.byteCount == photo.count)
            // The camera was held upright: width and height change places.
            #expect([body.width, body.height] == [300, 400])
            #expect(body.takenAt?.iso8601 == "2026-02-13T01:30:00.000Z")
            #expect(abs((body.lng ?? 0) - 110.798) < 1e-9)
            #expect(abs((body.lat ?? 0) - 32.629) < 1e-9)
            #expect(body.accuracyM == 6.5)
            #expect(body.thumb == "/api/v1/media/\(body.id)/thumb")
            #expect(body.medium == "/api/v1/media/\(body.id)/medium")
            #expect(body.publicCopy == "/api/v1/media/\(body.id)/public")
            #expect(body.original == "/api/v1/media/\(body.id)/original")
            #expect(world.files == MediaWorld.photoFiles(body.id))
            #expect(try world.bytes(MediaWorld.photoFiles(body.id)[0]) == photo)
        }
    }

    @Test func aPhotoThatIsSentAgainIsTheSame() async throws {
        try await MediaWorld.open { world in
            let first: HTTPProbe.Reply = try await send(Pictures.phonePhoto(), in: world)
            world.clock.advance(by: .hours(3))
            let second: HTTPProbe.Reply = try await send(Pictures.phonePhoto(), in: world)
            let byAnother: HTTPProbe.Reply = try await send(Pictures.phonePhoto(), as: "neighbour", in: world)
            #expect([first.status, second.status, byAnother.status] == [201, 200, 200])
            #expect(second.body == first.body)
            #expect(byAnother.body == first.body)
            #expect(world.files.count == 4)
            #expect(try await world.itemCount() == 1)
        }
    }

    @Test(arguments: MediaForm.allCases)
    func eachFormIsSentAsItLiesOnTheDisk(_ form: MediaForm) async throws {
        try await MediaWorld.open { world in
            let body: MediaBody = try await send(Pictures.phonePhoto(), in: world).decoded()
            let address: String = "/api/v1/media/\(body.id)/\(form.rawValue)"
            let reply: HTTPProbe.Reply = try await world.probe.send(.get, address, token: "judge")
            #expect(reply.status == 200)
            #expect(reply.headers["content-type"] == "image/jpeg")
            #expect(reply.etag == "\"\(body.id)-\(form.rawValue)\"")
            #expect(reply.headers["cache-control"] == "private, max-age=31536000, immutable")
            #expect(reply.headers["content-disposition"] == nil)
            #expect(reply.headers["x-content-type-options"] == "nosniff")
            let suffix: String = form == .original ? ".jpg" : ".\(form.rawValue).jpg"
            let path: String = try #require(world.files.first { $0.hasSuffix("\(body.id)\(suffix)") })
            let stored: [UInt8] = try world.bytes(path)
            #expect(reply.body == String(decoding: stored, as: UTF8.self))
            // Place, time and device are in the original and nowhere else.
            #expect(stored.contains(text: "Exif") == (form == .original))
            #expect(stored.contains(text: "Honor") == (form == .original))
            #expect(stored.contains(text: "2026:02:13") == (form == .original))
        }
    }

    @Test func aPhotoOfSeveralChunksIsSentWhole() async throws {
        try await MediaWorld.open { world in
            let photo: [UInt8] = Pictures.quarters() + [UInt8](repeating: 65, count: 600_000)
            let body: MediaBody = try await send(photo, in: world).decoded()
            let reply: HTTPProbe.Reply = try await world.probe.send(.get, body.original, token: "judge")
            #expect(reply.body == String(decoding: photo, as: UTF8.self))
        }
    }

    /// A clip is jumped in, and a download that broke off goes on: RFC 9110 §14.
    @Test(arguments: [
        ("bytes=0-3", 206, "bytes 0-3/700000", 0..<4), ("bytes=262140-262150", 206, nil, 262_140..<262_151),
        ("bytes=699999-", 206, "bytes 699999-699999/700000", 699_999..<700_000),
        ("bytes=-5", 206, "bytes 699995-699999/700000", 699_995..<700_000),
        ("BYTES= 5 - 9000000 ", 206, "bytes 5-699999/700000", 5..<700_000), ("bytes=-9000000", 206, nil, 0..<700_000),
        ("bytes=700000-", 416, "bytes */700000", 0..<0), ("bytes=-0", 416, "bytes */700000", 0..<0),
        ("bytes=9-3", 200, nil, 0..<700_000), ("bytes=0-1,5-9", 200, nil, 0..<700_000),
        ("lines=0-3", 200, nil, 0..<700_000), ("bytes=a-b", 200, nil, 0..<700_000),
        ("bytes=-", 200, nil, 0..<700_000), ("bytes=0-99999999999999999999", 200, nil, 0..<700_000),
    ])
    func aPartOfAFileIsSent(range: String, status: Int, contentRange: String?, bytes: Range<Int>) async throws {
        try await MediaWorld.open { world in
            let head: [UInt8] = Pictures.quarters()
            let photo: [UInt8] = head + (head.count..<700_000).map { UInt8(65 + $0 % 26) }
            let body: MediaBody = try await send(photo, in: world).decoded()
            let reply: HTTPProbe.Reply = try await original(of: body, ["Range": range], in: world)
            #expect(reply.status == status)
            if let contentRange { #expect(reply.headers["content-range"] == contentRange) }
            #expect(reply.headers["accept-ranges"] == (status == 416 ? nil : "bytes"))
            #expect(reply.body == String(decoding: photo[bytes], as: UTF8.self))
        }
    }

    @Test(arguments: [(nil as String?, 206), ("\"another\"", 200)])
    func aPartCountsOnlyOfTheFileThatIsMeant(other: String?, status: Int) async throws {
        try await MediaWorld.open { world in
            let body: MediaBody = try await send(Pictures.quarters(), in: world).decoded()
            let tag: String = "\"\(body.id)-original\""
            let headers: [String: String] = ["Range": "bytes=0-3", "If-Range": other ?? tag]
            #expect(try await original(of: body, headers, in: world).status == status)
        }
    }

    @Test(arguments: [
        ("judge", MediaForm.original, 200), ("clerk", .original, 403), ("collector", .original, 200),
        ("neighbour", .original, 404), ("guest", .original, 404), ("stranger", .original, 401),
        ("judge", .thumb, 200), ("clerk", .thumb, 200), ("collector", .thumb, 200),
        ("neighbour", .thumb, 404), ("guest", .publicCopy, 404), ("stranger", .publicCopy, 401),
    ])
    func aFileIsForReadersAndItsSender(token: String, form: MediaForm, status: Int) async throws {
        try await MediaWorld.open { world in
            let body: MediaBody = try await send(Pictures.quarters(), in: world).decoded()
            let address: String = "/api/v1/media/\(body.id)/\(form.rawValue)"
            #expect(try await world.probe.send(.get, address, token: token).status == status)
        }
    }

    @Test(arguments: [
        ("judge", 200), ("clerk", 200), ("collector", 200), ("neighbour", 404), ("guest", 404), ("stranger", 401),
    ])
    func anInfoIsForReadersAndItsSender(token: String, status: Int) async throws {
        try await MediaWorld.open { world in
            let sent: HTTPProbe.Reply = try await send(Pictures.quarters(), in: world)
            let body: MediaBody = try sent.decoded()
            let reply: HTTPProbe.Reply = try await world.probe.send(.get, "media/\(body.id)", token: token)
            #expect(reply.status == status)
            #expect((reply.body == sent.body) == (status == 200))
        }
    }

    @Test func whoeverSendsTheSamePhotoMaySeeItToo() async throws {
        try await MediaWorld.open { world in
            let body: MediaBody = try await send(Pictures.quarters(), in: world).decoded()
            #expect(try await world.probe.send(.get, body.original, token: "neighbour").status == 404)
            _ = try await send(Pictures.quarters(), as: "neighbour", in: world)
            #expect(try await world.probe.send(.get, body.original, token: "neighbour").status == 200)
        }
    }

    @Test(arguments: [("stranger", 401, "session.missing"), ("judge", 403, "permission.missing")])
    func sendingNeedsItsPermission(token: String, status: Int, code: String) async throws {
        try await MediaWorld.open { world in
            let reply: HTTPProbe.Reply = try await world.probe.send(
                .post,
                "media",
                token: token,
                bytes: Pictures.quarters()
            )
            #expect(reply.status == status)
            #expect(reply.problemCode == code)
            #expect(world.files.isEmpty)
        }
    }

    @Test(arguments: [
        "media/abc", "media/\(String(repeating: "A", count: 64))", "media/\(String(repeating: "a", count: 64))",
        "media/\(String(repeating: "a", count: 64))/thumb", "media/..%2F..%2Fetc%2Fpasswd/original",
        "media/\(String(repeating: "é", count: 32))", "media/\(String(repeating: "a", count: 65))",
    ])
    func anUnknownOrImpossibleIDIsNotFound(_ path: String) async throws {
        try await MediaWorld.open { world in
            let reply: HTTPProbe.Reply = try await world.probe.send(.get, path, token: "judge")
            #expect(reply.status == 404)
        }
    }

    @Test func anUnknownFormIsNotFound() async throws {
        try await MediaWorld.open { world in
            let body: MediaBody = try await send(Pictures.quarters(), in: world).decoded()
            for form in ["huge", "publicCopy", "THUMB", "jpg"] {
                let reply: HTTPProbe.Reply = try await world.probe.send(
                    .get,
                    "media/\(body.id)/\(form)",
                    token: "judge"
                )
                #expect(reply.status == 404)
            }
        }
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var bytes: [UInt8]
        var status: Int
        var reason: String

        static let all: [Refused] = [
            Refused(testDescription: "nothing", bytes: [], status: 400, reason: "media.empty"),
            Refused(testDescription: "text", bytes: Array("photo.jpg".utf8), status: 415, reason: "media.type"),
            Refused(testDescription: "a PDF", bytes: Array("%PDF-1.7\n".utf8), status: 415, reason: "media.type"),
            Refused(
                testDescription: "HEIC",
                bytes: Array("\0\0\0\u{18}ftypheic\0\0\0\0mif1heic".utf8),
                status: 415,
                reason: "media.heic"
            ),
            Refused(
                testDescription: "40 MB",
                bytes: Pictures.quarters() + [UInt8](repeating: 0, count: 40_000_000),
                status: 413,
                reason: "media.too_large"
            ),
            Refused(
                testDescription: "a bomb",
                bytes: pngHeader(width: 100_000, height: 100_000),
                status: 413,
                reason: "media.too_many_pixels"
            ),
            Refused(
                testDescription: "half a photo",
                bytes: Array(Pictures.phonePhoto().prefix(5000)),
                status: 400,
                reason: "media.truncated"
            ),
            Refused(testDescription: "an empty picture", bytes: hollow, status: 400, reason: "media.broken"),
        ]

        /// Whole in its structure, with nothing that a decoder could read.
        private static let hollow: [UInt8] = pngHeader(width: 10, height: 10) + Array("\0\0\0\0IEND\0\0\0\0".utf8)
    }

    @Test(arguments: Refused.all)
    func whatIsNoGoodPhotoIsRefusedWithItsField(_ sent: Refused) async throws {
        try await MediaWorld.open { world in
            let reply: HTTPProbe.Reply = try await send(sent.bytes, in: world)
            #expect(reply.status == sent.status)
            let problem: Problem = try reply.decoded()
            #expect(problem.code == sent.reason)
            #expect(problem.fields?.map(\.field) == ["photo"])
            #expect(problem.fields?.map(\.reason) == [sent.reason])
            #expect(world.files.isEmpty)
            #expect(try await world.itemCount() == 0)
        }
    }

    @Test func whatIsFarTooLargeIsNotEvenRead() async throws {
        try await MediaWorld.open(limits: MediaLimits(photoBytesMax: 10_000)) { world in
            let reply: HTTPProbe.Reply = try await send([UInt8](repeating: 0, count: 20_001), in: world)
            #expect(reply.status == 413)
            #expect(reply.problemCode == "body.too_large")
        }
    }

    @Test func whatIsNoPictureIsSentAsADownload() async throws {
        try await MediaWorld.open { world in
            let pdf: [UInt8] = Array("%PDF-1.7\n1 0 obj\n".utf8)
            let item: MediaItem = try await world.service.add(
                pdf,
                by: MediaWorld.clerk,
                at: world.now,
                accepting: [.document]
            )
            let info: MediaBody = try await world.probe.send(.get, "media/\(item.id)", token: "judge").decoded()
            #expect(info == MediaBody(item))
            #expect(info.thumb == nil && info.width == nil)
            let reply: HTTPProbe.Reply = try await world.probe.send(.get, info.original, token: "judge")
            #expect(reply.status == 200)
            #expect(reply.headers["content-type"] == "application/pdf")
            #expect(reply.headers["content-disposition"]?.hasPrefix("attachment;") == true)
            #expect(reply.body == String(decoding: pdf, as: UTF8.self))
            #expect(try await world.probe.send(.get, "media/\(item.id)/thumb", token: "judge").status == 404)
        }
    }

    @Test func theRoutesAreInTheDescriptionOfTheInterface() async throws {
        try await MediaWorld.open { world in
            let title: Wording = Wording("测试", "Test")
            let json: String = try OpenAPI(world.routes, title: title, version: "1").json
            #expect(json.contains("/api/v1/media/{id}/{form}"))
            #expect(json.contains("\"accuracyM\""))
            #expect(json.contains("\"public\""))
        }
    }

    private func original(
        of body: MediaBody,
        _ headers: [String: String],
        in world: MediaWorld
    ) async throws -> HTTPProbe.Reply {
        try await world.probe.send(.get, body.original, token: "judge", headers: headers)
    }

    private func send(
        _ bytes: [UInt8],
        as token: String = "collector",
        in world: MediaWorld
    ) async throws -> HTTPProbe.Reply {
        try await world.probe.send(.post, "media", token: token, bytes: bytes)
    }
}
