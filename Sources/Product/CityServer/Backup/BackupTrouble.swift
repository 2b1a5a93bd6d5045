import CityCore

/// Why a backup or a restore is refused.
enum BackupTrouble {
    static let busy: CityError = CityError(
        .unavailable,
        "backup.busy",
        Wording("另一个备份正在写入此目录，请等它结束", "Another backup is writing to this folder; wait until it has ended")
    )

    static func none(_ folder: String) -> CityError {
        CityError.invalid(
            "folder",
            "restore.no_backup",
            Wording("\(folder) 里没有完整的备份", "There is no whole backup in \(folder)")
        )
    }

    static func unknown(_ name: String, among names: [String]) -> CityError {
        let list: String = names.joined(separator: ", ")
        return CityError.invalid(
            "at",
            "restore.unknown",
            Wording("没有名为 \(name) 的备份，现有：\(list)", "There is no backup \(name); there are \(list)")
        )
    }

    static func unreadable(_ file: String, _ cause: any Error) -> CityError {
        CityError(
            .invalidArgument,
            "restore.manifest",
            Wording("备份说明 \(file) 无法读取", "The backup's description \(file) cannot be read"),
            cause: cause
        )
    }

    static func newer(_ file: String) -> CityError {
        CityError.invalid(
            "folder",
            "restore.format",
            Wording("\(file) 由更新版本的程序写成，请用新版本恢复", "\(file) was written by a later program; restore with that one")
        )
    }

    static func damaged(_ file: String) -> CityError {
        CityError.invalid(
            "folder",
            "restore.damaged",
            Wording(
                "备份文件 \(file) 已损坏或不完整（校验和不符），没有恢复任何内容；请用 --at 选另一个备份",
                "The backup's file \(file) is damaged or cut short (its hash differs); nothing was restored. Choose another with --at"
            )
        )
    }

    static let notEmpty: CityError = CityError.invalid(
        "database",
        "restore.not_empty",
        Wording("目标已有城市数据，只能恢复到空的位置", "There is a city in the target already; restore into an empty place")
    )

    static func engine(_ engine: BackupManifest.Engine) -> CityError {
        CityError.invalid(
            "database",
            "restore.engine",
            Wording(
                "此备份来自 \(engine.rawValue)，请先恢复到同一种数据库，再用 streetwise move 搬迁",
                "This backup is of \(engine.rawValue): restore it to that engine first, then use streetwise move"
            )
        )
    }

    static func program(_ name: String, _ output: String) -> CityError {
        CityError(
            .unavailable,
            "backup.program",
            Wording(
                "\(name) 没有成功；请确认已安装 postgresql-client 且版本不低于服务器",
                "\(name) did not succeed; see that postgresql-client is installed and no older than the server"
            ),
            detail: output
        )
    }
}
