package import CityCore
package import CitySQL

/// What cases ask of other parts; the composition root fills it in.
package struct CasePorts: Sendable {
    /// Which of the media exist.
    package var existingMedia: @Sendable ([String], any SQLConnection) throws -> Set<String>
    /// The name of whoever holds an account.
    package var accountName: @Sendable (AccountID, any SQLConnection) throws -> String?

    package init(
        existingMedia: @escaping @Sendable ([String], any SQLConnection) throws -> Set<String>,
        accountName: @escaping @Sendable (AccountID, any SQLConnection) throws -> String?
    ) {
        self.existingMedia = existingMedia
        self.accountName = accountName
    }
}
