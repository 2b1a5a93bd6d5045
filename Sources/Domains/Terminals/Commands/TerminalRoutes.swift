import CityCore
import CityCrypto
import CityHTTP
import CitySQL
import CitySensing
import HTTPTypes
import JT808
import NIOCore

/// The addresses of terminals: orders to them, the gateway's figures, raw frames.
struct TerminalRoutes: Sendable {
    let hall: TerminalHall
    let commands: CommandService
    let devices: DeviceService
    let fences: AlertService
    let database: any SQLDatabase
    let clock: CityClock

    func register(in table: RouteTable) {
        registerCommands(in: table)
        registerGateway(in: table)
        registerFrames(in: table)
    }

    private func registerCommands(in table: RouteTable) {
        table.write(
            .post,
            "terminals/commands",
            access: .permission(.sensingCommand),
            Wording("向一台或多台终端下发指令", "Order something of terminals"),
            body: CommandInputBody.self,
            answer: CommandBatchBody.self
        ) { call, input, db in
            let ordered: [TerminalCommand] = try commands.order(
                try input.order.order { id in try fences.fence(id, in: db) },
                to: input.devices.map { DeviceID($0) },
                by: call.identity,
                at: clock.now(),
                in: db
            )
            return .created(CommandBatchBody(ordered, devices.devices))
        }
        table.get(
            "terminals/commands/batches/{batch}",
            access: .permission(.sensingRead),
            Wording("一批指令的结果", "What became of an order to many"),
            answer: CommandBatchBody.self
        ) { call in
            let batch: String = try call.parameter("batch")
            let found: [TerminalCommand] = try await database.read { db in try CommandStore.batch(batch, in: db) }
                .filter { devices.devices.find($0.device).map { devices.maySee($0, call.identity) } ?? false }
            if found.isEmpty { throw CityError.notFound(TerminalCommand.thing) }
            return Answer(CommandBatchBody(found, devices.devices))
        }
        table.write(
            .post,
            "terminals/commands/{id}/withdrawal",
            access: .permission(.sensingCommand),
            Wording("撤销未下发的指令", "Withdraw a command that was not sent"),
            body: NoBody.self,
            answer: CommandBody.self
        ) { call, _, db in
            let command: TerminalCommand =
                try commands.withdraw(try call.id(), by: call.identity, at: clock.now(), in: db)
            return Answer(CommandBody(command, devices.devices))
        }
        table.list(
            "devices/{id}/commands",
            access: .permission(.sensingRead),
            Wording("一台终端的指令", "Commands to a terminal, the latest first"),
            item: CommandBody.self,
            use: list
        )
    }

    private func list(_ call: Call, _ page: PageRequest) async throws -> Page<CommandBody> {
        let id: DeviceID = try call.id()
        let before: (Timestamp, TerminalCommandID)? = try page.after?.moment(of: "terminals.commands")
        let found: [TerminalCommand] = try await database.read { db in
            let device: Device = try devices.find(id, by: call.identity, in: db)
            return try CommandStore.of(device.serial, before: before, limit: page.limit + 1, in: db)
        }
        return Page(overfetched: found, limit: page.limit) { Cursor(list: "terminals.commands", $0.at, $0.id) }
            .map { CommandBody($0, devices.devices) }
    }

    private func registerGateway(in table: RouteTable) {
        table.get(
            "terminals/parameters",
            access: .permission(.sensingRead),
            Wording("可设置的终端参数（JT/T 808）", "Parameters of terminals that may be set (JT/T 808)"),
            answer: TerminalParametersBody.self
        ) { _ in
            Answer(TerminalParametersBody(parameters: TerminalParameter.settable.map(TerminalParameterBody.init)))
        }
        table.get(
            "terminals/gateway",
            access: .permission(.sensingRead),
            Wording("终端接入的计数", "What was counted at the gateway"),
            answer: GatewayBody.self
        ) { _ in
            Answer(
                GatewayBody(
                    isOpen: hall.settings.port != nil,
                    connected: hall.connected,
                    waiting: hall.intake.waitingCount,
                    counts: TerminalCounters.Kind.allCases.map {
                        .init(kind: $0, name: $0.title, count: hall.counters[$0])
                    }
                )
            )
        }
        table.list(
            "terminals/strangers",
            access: .permission(.sensingWrite),
            Wording("未登记而请求接入的终端", "Terminals that knocked and are not known"),
            item: StrangerBody.self
        ) { call, page in
            let after: String? = try page.after?.key(of: "terminals.strangers", count: 1)[0]
            let all: [TerminalHall.Stranger] = hall.unknown
            let rest: ArraySlice<TerminalHall.Stranger> =
                all.drop { stranger in after != nil && stranger.phone != after }.dropFirst(after == nil ? 0 : 1)
            return Page(overfetched: Array(rest.prefix(page.limit + 1)), limit: page.limit) { last in
                Cursor(list: "terminals.strangers", key: [last.phone])
            }.map {
                StrangerBody(
                    phone: $0.phone,
                    plate: $0.plate,
                    maker: $0.maker,
                    model: $0.model,
                    knocked: $0.knocked,
                    lastAt: $0.lastAt
                )
            }
        }
    }

    private func registerFrames(in table: RouteTable) {
        table.get(
            "devices/{id}/frames",
            access: .permission(.sensingCommand),
            Wording("一台终端的原始报文，从第一次查看起记录", "Raw frames of a terminal, kept from the first asking on"),
            answer: FramesBody.self
        ) { call in
            let id: DeviceID = try call.id()
            let device: Device = try await database.read { db in
                try devices.find(id, for: .sensingCommand, by: call.identity, in: db)
            }
            return Answer(
                FramesBody(
                    frames: hall.watch.entries(of: device.serial).map {
                        FrameBody(at: $0.at, direction: $0.direction.rawValue, hex: $0.hex)
                    }
                )
            )
        }
        table.get(
            "devices/{id}/photos",
            access: .permission(.sensingRead),
            Wording("终端拍摄的照片", "Pictures that a terminal took"),
            answer: DevicePhotosBody.self
        ) { call in
            let id: DeviceID = try call.id()
            return try await database.read { db in
                let device: Device = try devices.find(id, by: call.identity, in: db)
                let photos = try TerminalPhotoStore.latest(of: device.serial, limit: 100, in: db)
                return Answer(
                    DevicePhotosBody(
                        photos: photos.map { DevicePhotoBody(at: $0.at, media: $0.media, channel: $0.channel) }
                    )
                )
            }
        }
        table.act(
            .post,
            "terminals/decoding",
            access: .permission(.sensingRead),
            Wording("解析一段原始报文", "Read raw frames"),
            body: DecodeInputBody.self,
            answer: DecodedBody.self
        ) { _, input in
            let digits: String = input.hex.filter { !$0.isWhitespace }
            guard let bytes = Hex.decode(digits), !bytes.isEmpty, bytes.count <= 65_536 else {
                throw CityError.invalid(
                    "hex",
                    "frames.hex",
                    Wording("请给出十六进制报文，例如 7e0002…7e", "Give a frame as hex digits, such as 7e0002…7e")
                )
            }
            return Answer(
                DecodedBody(items: FrameDecoder.datagram(ByteBuffer(bytes: bytes)).map(DecodedBody.Item.init))
            )
        }
    }
}
