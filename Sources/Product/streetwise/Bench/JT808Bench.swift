import ArgumentParser
import CityCore
import Glibc
import JT808
import NIOCore

struct JT808Bench: ParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "jt808",
        abstract: "JT/T 808 位置汇报解码：从字节流到经纬度和附加信息 · Positions of terminals, from bytes to values"
    )
    @Option(name: .long, help: "每组帧数 · frames of each kind") var frames: Int = 1_000_000
    @Flag(name: .long, help: "以 JSON 输出 · answer as JSON") var json: Bool = false

    /// 0x0200 frames: one additional item; escaped bytes; eleven items of a terminal of the edition of 2019.
    private static let kinds: [(name: String, hex: String)] = [
        (
            "0x0200 of 34 bytes, 1 item",
            "7e020000220138001380000002000000000000000301f1e108069aa4b000fa0000005a2603010830000104000004d2757e"
        ),
        (
            "0x0200 with escapes",
            "7e02000026123456789012007d02000000010000000200ba7f0e07e4f11c0028003c00001810151010100104000000640202007d01137e"
        ),
        (
            "0x0200 of 125 bytes, 11 items",
            "7e0200407d0201000000000202326095590a4f00002000004c100301e0d7f2073e6eac0064021400142411271542300104000000cc"
                + "020201d425040000000030010831010914040000007f150400000001160400000001170200011803000709642f0000001f0002"
                + "01323201000035006401e0d40a073e6ac4241127154210ffff69643030303033241127154217000500767e"
        ),
    ]

    func run() throws {
        guard (1000...100_000_000).contains(frames) else {
            throw CityError.invalid(
                "frames",
                "bench.bounds",
                Wording("帧数 1,000 到 1 亿", "From a thousand to a hundred million frames")
            )
        }
        let figures: [Figure] = try Self.kinds.map { kind in
            Figure(
                name: kind.name,
                value: try Self.nanoseconds(kind.hex, frames: frames),
                unit: "ns a frame",
                bound: "< 400"
            )
        }
        try BenchReport.tell(figures, json: json)
    }

    /// The best of seven rounds, by the processor time of this thread.
    private static func nanoseconds(_ hex: String, frames: Int) throws -> Double {
        let digits: [UInt8] = hex.compactMap { $0.hexDigitValue.map(UInt8.init) }
        let frame: [UInt8] = stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        var stream: ByteBuffer = ByteBuffer()
        for _ in 0..<1000 { stream.writeBytes(frame) }
        var best: Double = .infinity
        for _ in 0..<7 {
            let start: Int64 = threadTime()
            let (decoded, sum) = try decode(stream, atLeast: frames)
            best = min(best, Double(threadTime() - start) / Double(decoded))
            if sum == 0 { throw CityError.fault("the frames held no place") }
        }
        return best
    }

    /// Decodes the stream again and again; the sum keeps the compiler from leaving the work out.
    private static func decode(_ stream: ByteBuffer, atLeast frames: Int) throws -> (decoded: Int, sum: Int64) {
        var (decoded, sum): (Int, Int64) = (0, 0)
        while decoded < frames {
            var decoder: FrameDecoder = FrameDecoder()
            var buffer: ByteBuffer = stream
            while let received = decoder.decode(buffer: &buffer) {
                guard case .frame(let frame) = received else { throw CityError.fault("a frame was refused") }
                let location: Location = try frame.location()
                sum &+= location.time.timestamp()?.milliseconds ?? 0
                sum &+= Int64(location.latitude) &+ Int64(location.longitude) &+ Int64(location.mileageE1 ?? 0)
                decoded += 1
            }
        }
        return (decoded, sum)
    }

    private static func threadTime() -> Int64 {
        var time: timespec = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
