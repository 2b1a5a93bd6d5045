/// The one error type that crosses module boundaries.
///
/// `wording` and `fields` may be shown to anyone who sent the request; `detail` and `cause` go to the log only.
package struct CityError: Error, Sendable {
    /// What kind of trouble it is, and so which HTTP status and exit code it becomes.
    package enum Code: String, Sendable, Codable, CaseIterable {
        case invalidArgument
        case unauthenticated
        case forbidden
        case notFound
        case conflict
        /// The object has changed since the caller read it (`If-Match`).
        case stale
        /// A header or condition that this request must carry is missing.
        case preconditionRequired
        case tooLarge
        case unsupportedMedia
        case exhausted
        case unavailable
        case storageFull
        case `internal`
    }

    package var code: Code
    /// A stable name for programs, in the form `thing.trouble`: `case.wrong_state`, `grid.overlap`.
    package var reason: String
    package var wording: Wording
    package var fields: [FieldError]
    package var detail: String?
    package var cause: (any Error)?
    package var retryAfterSeconds: Int?

    package init(
        _ code: Code,
        _ reason: String,
        _ wording: Wording,
        fields: [FieldError] = [],
        detail: String? = nil,
        cause: (any Error)? = nil,
        retryAfterSeconds: Int? = nil
    ) {
        self.code = code
        self.reason = reason
        self.wording = wording
        self.fields = fields
        self.detail = detail
        self.cause = cause
        self.retryAfterSeconds = retryAfterSeconds
    }
}

/// What is wrong with one field of an input, named by its path (`place.lng`, `photos.0`).
package struct FieldError: Sendable, Hashable, Codable {
    package var field: String
    package var reason: String
    package var wording: Wording

    package init(_ field: String, _ reason: String, _ wording: Wording) {
        self.field = field
        self.reason = reason
        self.wording = wording
    }
}

extension CityError {
    /// One bad field, with the sentence that says what to do.
    package static func invalid(_ field: String, _ reason: String, _ wording: Wording) -> CityError {
        CityError(.invalidArgument, reason, wording, fields: [FieldError(field, reason, wording)])
    }

    /// Several bad fields at once, as a form shows them.
    package static func invalid(_ fields: [FieldError]) -> CityError {
        if fields.count == 1, let only = fields.first { return .invalid(only.field, only.reason, only.wording) }
        return CityError(
            .invalidArgument,
            "input.invalid",
            Wording("有 \(fields.count) 项填写不正确", "\(fields.count) fields are not right"),
            fields: fields
        )
    }

    /// The object is not there, or the caller may not know of it: both look the same.
    package static func notFound(_ thing: Wording) -> CityError {
        CityError(.notFound, "not_found", Wording("找不到\(thing.zh)", "No such \(thing.en)"))
    }

    /// A fault of ours: the caller gets no details.
    package static func fault(_ detail: String, cause: (any Error)? = nil) -> CityError {
        CityError(
            .internal,
            "internal",
            Wording("系统出错，已记录，请稍后再试", "Something went wrong on our side; it was logged. Please try again later"),
            detail: detail,
            cause: cause
        )
    }
}

extension CityError: CustomStringConvertible {
    /// The whole chain on one line, for logs.
    package var description: String {
        var text: String = "\(reason): \(wording.en)"
        for field in fields { text += " [\(field.field): \(field.wording.en)]" }
        if let detail { text += " (\(detail))" }
        if let cause { text += " <- \(cause)" }
        return text
    }
}
