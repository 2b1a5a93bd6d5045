package import CityCore
import Foundation
import Hummingbird
import NIOCore

/// What a handler answers: a value, and what HTTP needs to know of it.
package struct Answer<Value: Encodable & Sendable>: Sendable {
    package var value: Value
    package var status: Int
    /// The object's version, sent as `ETag`.
    package var version: Int?
    package var location: String?
    package var cookie: String?

    package init(
        _ value: Value,
        status: Int = 200,
        version: Int? = nil,
        location: String? = nil,
        cookie: String? = nil
    ) {
        self.value = value
        self.status = status
        self.version = version
        self.location = location
        self.cookie = cookie
    }

    package static func created(_ value: Value, version: Int? = nil, location: String? = nil) -> Answer {
        Answer(value, status: 201, version: version, location: location)
    }
}

/// A page of a list on the wire. `next` is the cursor of the following page, absent on the last one.
package struct ListBody<Item: Codable & Sendable>: Codable, Sendable {
    package var items: [Item]
    package var next: String?
    /// How many there are in all, where it was asked for; at most 10,000 are counted.
    package var total: Int?
    /// Whether there are more than `total`.
    package var totalIsMore: Bool?

    package init(items: [Item], next: String?, total: PageTotal? = nil) {
        self.items = items
        self.next = next
        self.total = total?.count
        totalIsMore = total?.isMore
    }
}

/// Where a file's bytes go while they are made. Sending waits until the client has room for more.
package struct ByteSink {
    private var writer: any ResponseBodyWriter

    init(_ writer: any ResponseBodyWriter) {
        self.writer = writer
    }

    package mutating func send(_ bytes: [UInt8]) async throws {
        try await writer.write(ByteBuffer(bytes: bytes))
    }

    mutating func finish() async throws {
        try await writer.finish(nil)
    }
}

/// A file that is made while it is sent, in constant memory.
package struct FileAnswer: Sendable {
    package typealias Part = @Sendable (Range<Int>, inout ByteSink) async throws -> Void

    package var contentType: String
    package var filename: String?
    package var headers: [String: String]
    package var length: Int?
    package var write: @Sendable (inout ByteSink) async throws -> Void
    /// Sends some of the bytes, where any of them can be had without the others: who plays a clip jumps in it.
    var part: Part?

    package init(
        contentType: String,
        filename: String? = nil,
        headers: [String: String] = [:],
        length: Int? = nil,
        write: @escaping @Sendable (inout ByteSink) async throws -> Void
    ) {
        self.contentType = contentType
        self.filename = filename
        self.headers = headers
        self.length = length
        self.write = write
    }

    /// A file that lies there already, so that any part of it can be sent.
    package init(
        contentType: String,
        filename: String? = nil,
        headers: [String: String] = [:],
        length: Int,
        part: @escaping Part
    ) {
        self.init(contentType: contentType, filename: filename, headers: headers, length: length) { sink in
            try await part(0..<length, &sink)
        }
        self.part = part
    }

    /// A file that is complete only at its end, as a zip archive is: it is made at a path of its own and then sent.
    package init(
        contentType: String,
        filename: String,
        making make: @escaping @Sendable (_ path: String) async throws -> Void
    ) {
        self.init(contentType: contentType, filename: filename) { sink in
            let path: String = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
            defer { try? FileManager.default.removeItem(atPath: path) }
            try await make(path)
            guard let file = FileHandle(forReadingAtPath: path) else { throw CityError.fault("\(path) is gone") }
            defer { try? file.close() }
            while let chunk = try file.read(upToCount: 65_536), !chunk.isEmpty { try await sink.send(Array(chunk)) }
        }
    }
}
