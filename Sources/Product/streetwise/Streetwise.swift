import ArgumentParser
import CAllocator
import CityCore

/// The one program: `streetwise serve`, `streetwise import cases …`.
@main
struct Streetwise: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "streetwise",
        abstract: "街明：智慧城管平台 · Streetwise: a smart urban management platform",
        discussion: """
            Begin with a city to look at:     streetwise demo && streetwise serve
            A city of your own:               streetwise migrate, then import areas, grids, parts …
            The first account:                streetwise user create admin --name 张三 --role security_admin

            Settings come from flags, then from the environment (STREETWISE_DATA_FOLDER, STREETWISE_HTTP_PORT …),
            then from a JSON file (--config), then from defaults. Answers for programs: --json.
            Exit codes: 0 done, 1 failed, 64 wrong usage, 65 bad input, 69 not available, 74 storage full.
            """,
        subcommands: [
            ServeCommand.self, MigrateCommand.self, DemoCommand.self, ImportCommand.self, ExportCommand.self,
            StatsCommand.self, EvaluateCommand.self, UserCommand.self, VerifyCommand.self, MoveCommand.self,
            BackupCommand.self, RestoreCommand.self, EventsCommand.self, SimulateCommand.self, BenchCommand.self,
        ]
    )

    static func main() async {
        keepFreedMemory()
        do {
            var command: any ParsableCommand = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let error as CityError {
            Console.fail(error)
        } catch {
            exit(withError: error)
        }
    }

    /// Lets the allocator keep what is freed instead of handing it back to the kernel after every transaction: the
    /// embedded engine frees and takes the same pages again thousands of times a second.
    private static func keepFreedMemory() {
        mallopt(M_TRIM_THRESHOLD, 256 << 20)
        mallopt(M_TOP_PAD, 16 << 20)
    }
}
