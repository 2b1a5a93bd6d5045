import CityCore

/// `GET /api/v1/live`: server-sent events of what changes, within the listener's rights, resuming after a lost line.
package struct LiveRoutes: Sendable {
    private let hub: LiveHub
    private let replay: @Sendable (_ after: Int64, _ limit: Int) async throws -> [LiveEvent]

    /// - Parameter replay: events after a place in the outbox, oldest first.
    package init(hub: LiveHub, replay: @escaping @Sendable (_ after: Int64, _ limit: Int) async throws -> [LiveEvent]) {
        self.hub = hub
        self.replay = replay
    }

    package func register(in table: RouteTable) {
        table.file(
            "live",
            access: .signedIn,
            Wording("实时事件（SSE）", "Live events (server-sent events)"),
            query: [QueryParameter("topics", .text, Wording("主题，逗号分隔", "Topics, separated by commas"))],
            contentType: "text/event-stream",
            use: listen
        )
    }

    private func listen(_ call: Call) async throws -> FileAnswer {
        let asked: [String] = call.list("topics")
        let topics: Set<String> = Set(asked.isEmpty ? hub.topics : asked)
        guard topics.isSubset(of: hub.topics) else {
            let known: String = hub.topics.joined(separator: ", ")
            throw CityError.invalid(
                "topics",
                "live.topic",
                Wording("没有这个主题，可用：\(known)", "No such topic; there are: \(known)")
            )
        }
        try hub.checkRoom()
        let resumeAfter: Int64? = call.lastEventID.flatMap { Int64($0) }
        let identity: Identity = call.identity
        return FileAnswer(
            contentType: "text/event-stream",
            headers: ["Cache-Control": "no-store", "X-Accel-Buffering": "no"]
        ) { sink in
            try await stream(to: &sink, identity, topics, after: resumeAfter)
        }
    }

    private func stream(
        to sink: inout ByteSink,
        _ identity: Identity,
        _ topics: Set<String>,
        after resumeAfter: Int64?
    ) async throws {
        let (key, signals) = hub.listen(identity, topics: topics)
        defer { hub.close(key) }
        try await sink.send(Array("retry: 2000\n\n".utf8))
        var last: Int64 = resumeAfter ?? 0
        if resumeAfter != nil {
            var missed: [LiveEvent] = try await replay(last, 500)
            while !missed.isEmpty {
                for event in missed where hub.maySee(event, identity, topics) { try await send(event, to: &sink) }
                last = missed.last?.sequence ?? last
                missed = try await replay(last, 500)
            }
        }
        for await signal in signals {
            switch signal {
            case .beat: try await sink.send(Array(": beat\n\n".utf8))
            case .event(let event) where event.sequence > last: try await send(event, to: &sink)
            case .event: break
            }
        }
    }

    private func send(_ event: LiveEvent, to sink: inout ByteSink) async throws {
        try await sink.send(Array("id: \(event.sequence)\nevent: \(event.topic)\ndata: \(event.json)\n\n".utf8))
    }
}
