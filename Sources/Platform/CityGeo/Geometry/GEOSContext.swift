import CGEOS
import CityCore

/// One context of the re-entrant GEOS interface, and the owner of every geometry that is made in it.
///
/// A context lives for one `run` and is not Sendable, so no two threads can meet in it, and no geometry is freed while
/// a GEOS call still reads it.
final class GEOSContext {
    let handle: GEOSContextHandle_t
    /// GEOS writes here why an operation failed.
    private let complaint: Complaint = Complaint()
    private var owned: Set<OpaquePointer> = []

    private final class Complaint {
        var text: String = ""
    }

    /// Runs one operation in a context of its own. Shapes must not leave `body`; values may.
    static func run<Value>(_ body: (GEOSContext) throws -> Value) throws -> Value {
        let context: GEOSContext = try GEOSContext()
        return try withExtendedLifetime(context) { try body(context) }
    }

    private init() throws {
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

    deinit {
        for pointer in owned { GEOSGeom_destroy_r(handle, pointer) }
        GEOS_finish_r(handle)
    }

    /// Takes ownership of what GEOS made; a null pointer is its way to say that it failed.
    func shape(_ made: OpaquePointer?) throws -> GEOSShape {
        guard let made else { throw failure() }
        owned.insert(made)
        return GEOSShape(pointer: made)
    }

    /// Hands geometries to a GEOS call that makes them parts of a greater one.
    func surrender(_ shapes: [GEOSShape]) -> [OpaquePointer?] {
        for shape in shapes { owned.remove(shape.pointer) }
        return shapes.map(\.pointer)
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

/// A geometry that GEOS keeps, good until the end of the `GEOSContext.run` that made it.
struct GEOSShape {
    let pointer: OpaquePointer
}

@available(*, unavailable)
extension GEOSShape: Sendable {}
