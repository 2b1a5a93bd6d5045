package import CitySQL

/// The tables of media, in the order in which they came.
package enum MediaMigrations {
    package static let all: [Migration] = [
        Migration(
            "media.0001.item",
            both: [
                """
                CREATE TABLE media_item (
                    id TEXT PRIMARY KEY CHECK (length(id) = 64),
                    kind TEXT NOT NULL, content_type TEXT NOT NULL,
                    byte_count BIGINT NOT NULL CHECK (byte_count > 0),
                    width BIGINT, height BIGINT,
                    taken_at BIGINT, lng DOUBLE PRECISION, lat DOUBLE PRECISION, accuracy_m DOUBLE PRECISION,
                    renditions TEXT NOT NULL,
                    created_at BIGINT NOT NULL, created_by TEXT NOT NULL,
                    area TEXT NOT NULL, state TEXT NOT NULL,
                    CHECK ((width IS NULL) = (height IS NULL)),
                    CHECK ((lng IS NULL) = (lat IS NULL))
                )
                """,
                """
                CREATE TABLE media_upload (
                    item_id TEXT NOT NULL REFERENCES media_item (id), account_id TEXT NOT NULL,
                    created_at BIGINT NOT NULL,
                    PRIMARY KEY (item_id, account_id)
                )
                """,
            ]
        )
    ]
}
