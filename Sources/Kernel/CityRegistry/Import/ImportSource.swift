import CityCore
package import CityGeo
package import CityTabular

/// What can be imported.
package enum ImportKind: String, Sendable, Hashable, Codable, CaseIterable {
    case areas
    case grids
    case responsibilityGrids = "responsibility-grids"
    case parts
}

/// Where an import reads from, and in which form.
package struct ImportSource: Sendable {
    package enum Content: Sendable {
        case file(String)
        case bytes([UInt8])
    }

    package enum Format: String, Sendable, Hashable, Codable, CaseIterable {
        /// A FeatureCollection (RFC 7946).
        case geojson
        /// A table with a header; geometry as WKT or GeoJSON in a column, or as `lng` and `lat`.
        case csv
    }

    package var content: Content
    /// Told by the file's name or its first character when missing.
    package var format: Format?
    /// The system of the coordinates, where a row does not name its own.
    package var datum: Datum = .wgs84
    package var options: CSVReader.Options = CSVReader.Options()

    package init(_ content: Content, format: Format? = nil) {
        self.content = content
        self.format = format
    }

    var knownFormat: Format {
        if let format { return format }
        switch content {
        case .file(let path):
            let name: String = path.lowercased()
            let plain: String = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
            return plain.hasSuffix("json") ? .geojson : .csv
        case .bytes(let bytes):
            let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
            let text: ArraySlice<UInt8> = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
            let first: UInt8? = text.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
            return first == UInt8(ascii: "{") ? .geojson : .csv
        }
    }

    func open(_ limits: ByteSource.Limits = ByteSource.Limits()) throws -> ByteSource {
        switch content {
        case .file(let path): try ByteSource(path: path, limits: limits)
        case .bytes(let bytes): ByteSource(bytes: bytes, limits: limits)
        }
    }
}
