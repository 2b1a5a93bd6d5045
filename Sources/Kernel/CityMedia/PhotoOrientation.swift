/// How the stored pixels must be turned to stand upright (EXIF 2.32, tag 0x0112). Each name says what to do.
package enum PhotoOrientation: Int, Sendable, Hashable, Codable, CaseIterable {
    case upright = 1
    case mirror = 2
    case turnHalf = 3
    case flip = 4
    /// Turn right, then mirror: rows become columns.
    case transpose = 5
    /// A quarter, clockwise.
    case turnRight = 6
    /// Turn left, then mirror.
    case transverse = 7
    /// A quarter, anticlockwise.
    case turnLeft = 8

    /// Whether width and height change places.
    var swapsSides: Bool { rawValue >= 5 }
}
