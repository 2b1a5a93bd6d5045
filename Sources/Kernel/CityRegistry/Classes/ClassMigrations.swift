package import CitySQL

extension ClassStore {
    package static let migrations: [Migration] = [
        Migration(
            "registry.0200.classes",
            both: [
                """
                CREATE TABLE registry_class_edition (
                    edition TEXT PRIMARY KEY, title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
                    source_zh TEXT NOT NULL, source_en TEXT NOT NULL, valid_from TEXT, valid_to TEXT,
                    state TEXT NOT NULL CHECK (state IN ('draft', 'published')), version BIGINT NOT NULL,
                    CHECK (state = 'draft' OR valid_from IS NOT NULL)
                )
                """,
                """
                CREATE TABLE registry_class_big (
                    edition TEXT NOT NULL REFERENCES registry_class_edition (edition) ON DELETE CASCADE,
                    kind TEXT NOT NULL CHECK (kind IN ('component', 'event')), big TEXT NOT NULL,
                    name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
                    PRIMARY KEY (edition, kind, big)
                )
                """,
                """
                CREATE TABLE registry_class (
                    edition TEXT NOT NULL, kind TEXT NOT NULL, big TEXT NOT NULL, small TEXT NOT NULL,
                    name_zh TEXT NOT NULL, name_en TEXT NOT NULL, verified BIGINT NOT NULL,
                    PRIMARY KEY (edition, kind, big, small),
                    FOREIGN KEY (edition, kind, big) REFERENCES registry_class_big (edition, kind, big)
                        ON DELETE CASCADE
                )
                """,
                """
                CREATE TABLE registry_class_condition (
                    edition TEXT NOT NULL, kind TEXT NOT NULL, big TEXT NOT NULL, small TEXT NOT NULL,
                    code TEXT NOT NULL, position BIGINT NOT NULL,
                    filing_zh TEXT NOT NULL, filing_en TEXT NOT NULL,
                    closing_zh TEXT NOT NULL, closing_en TEXT NOT NULL,
                    limit_amount BIGINT NOT NULL CHECK (limit_amount > 0), limit_unit TEXT NOT NULL,
                    assumed BIGINT NOT NULL, handler TEXT NOT NULL, authority TEXT NOT NULL,
                    PRIMARY KEY (edition, kind, big, small, code),
                    FOREIGN KEY (edition, kind, big, small)
                        REFERENCES registry_class (edition, kind, big, small) ON DELETE CASCADE
                )
                """,
                """
                CREATE TABLE registry_class_limit (
                    edition TEXT NOT NULL, kind TEXT NOT NULL, big TEXT NOT NULL, small TEXT NOT NULL,
                    code TEXT NOT NULL, grade TEXT NOT NULL CHECK (grade IN ('A', 'B', 'C', 'D')),
                    limit_amount BIGINT NOT NULL CHECK (limit_amount > 0), limit_unit TEXT NOT NULL,
                    PRIMARY KEY (edition, kind, big, small, code, grade),
                    FOREIGN KEY (edition, kind, big, small, code)
                        REFERENCES registry_class_condition (edition, kind, big, small, code) ON DELETE CASCADE
                )
                """,
            ]
        )
    ]
}
