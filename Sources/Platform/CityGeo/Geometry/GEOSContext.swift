import CGEOS
import CityCore

/// One context of the re-entrant GEOS interface, made anew for each operation.
///
/// It and every `GEOSShape` made with it are not Sendable and never leave the function that made them, so that no two
/// threads can meet in one context.
final class GEOSContext {
    let handle: GEOSContextHandle_t
    /// GEOS writes here why an operation failed.
    private let complaint: Complaint = Complaint()

    private final class Complaint {
        var text: String = ""
    }

    init() throws {
        guard let handle = GEOS_init_r() else { throw CityError.fault("no GEOS context") }
        self.handle = handle
        GEOSContext_setErrorMessageHandler_r(
            handle,
            { message, box in
                guard let message, let box else { return }
                Unmanaged<Complaint>.fromOpaque(box).takeUnretainedValue().text = String(cString: message)
            },
            Unmanaged.passUnretained(complaint).toOpaque()
        )
    }

    deinit { GEOS_finish_r(handle) }

    /// Takes ownership of what GEOS made; a null pointer is its way to say that it failed.
    func shape(_ made: OpaquePointer?) throws -> GEOSShape {
        guard let made else { throw failure() }
        return GEOSShape(self, owning: made)
    }

    /// GEOS predicates answer 0, 1 or, after an exception, 2.
    func truth(_ answer: CChar) throws -> Bool {
        guard answer == 0 || answer == 1 else { throw failure() }
        return answer == 1
    }

    func failure() -> CityError {
        CityError.fault("GEOS: \(complaint.text)")
    }
}

/// A geometry that GEOS keeps, freed with its last reference.
final class GEOSShape {
    let context: GEOSContext
    let pointer: OpaquePointer
    private var isOwner: Bool = true

    init(_ context: GEOSContext, owning pointer: OpaquePointer) {
        self.context = context
        self.pointer = pointer
    }

    deinit {
        if isOwner { GEOSGeom_destroy_r(context.handle, pointer) }
    }

    /// Hands the geometry to a GEOS call that will free it.
    func surrender() -> OpaquePointer {
        isOwner = false
        return pointer
    }
}
