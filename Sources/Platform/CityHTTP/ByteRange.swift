import CityCore

/// Which part of a file a request asks for: RFC 9110 §14. One part is answered; whoever asks for several gets the whole.
enum ByteRange {
    enum Wanted: Equatable {
        case whole
        case part(Range<Int>)
        /// Nothing of the file lies there.
        case outside
    }

    /// - Parameters:
    ///   - header: `Range`, such as `bytes=0-499`, `bytes=500-` or `bytes=-500` for the last ones.
    ///   - ifRange: `If-Range`: the part counts only if the file is still the one of this tag.
    static func wanted(_ header: String?, ifRange: String?, tag: String?, of length: Int) -> Wanted {
        guard let header, ifRange == nil || ifRange == tag else { return .whole }
        let halves: [Substring] = header.split(separator: "=", maxSplits: 1)
        guard halves.count == 2, halves[0].lowercased() == "bytes", !halves[1].contains(",") else { return .whole }
        let ends: [Substring] = halves[1].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2 else { return .whole }
        let (first, last): (String, String) = (ends[0].trimmed(), ends[1].trimmed())
        if first.isEmpty {
            guard let count = number(last) else { return .whole }
            return count == 0 || length == 0 ? .outside : .part(max(0, length - count)..<length)
        }
        guard let from = number(first) else { return .whole }
        guard let to = last.isEmpty ? .max : number(last), to >= from else { return .whole }
        return from < length ? .part(from..<min(length - 1, to) + 1) : .outside
    }

    private static func number(_ text: String) -> Int? {
        guard (1...18).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }
}
