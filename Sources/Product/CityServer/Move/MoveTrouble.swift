import CityCore

/// Why a move does not begin.
enum MoveTrouble {
    static let noCity: CityError = CityError.invalid(
        "from",
        "move.no_city",
        Wording("来源里没有城市数据，请检查 --from", "There is no city in the source; look at --from")
    )

    static let oldSchema: CityError = CityError.invalid(
        "from",
        "move.schema",
        Wording(
            "来源的数据库结构与本程序不一致，请先对它运行 streetwise migrate",
            "The source's schema is not that of this program; run streetwise migrate on it first"
        )
    )

    static let notEmpty: CityError = CityError.invalid(
        "to",
        "move.not_empty",
        Wording("目标数据库里已有表，请换一个空的数据库", "The target already holds tables; give an empty database")
    )

    static let anotherSource: CityError = CityError.invalid(
        "to",
        "move.another_source",
        Wording(
            "目标里有另一次未完成的迁移，请换一个空的数据库，或用原来的来源继续",
            "The target holds an unfinished move from another source; give an empty database, or go on with that source"
        )
    )

    static let unfinished: CityError = CityError(
        .unavailable,
        "move.unfinished",
        Wording(
            "此数据库的迁移尚未完成，请再次运行 streetwise move",
            "The move into this database is not finished; run streetwise move again"
        )
    )
}
