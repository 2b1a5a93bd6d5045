"""Photos without a library."""

import hashlib
import struct
import zlib


def png(name, size=64):
    """A picture of one colour; other names give other bytes."""
    red, green, blue = hashlib.sha256(name.encode()).digest()[:3]
    row = b"\0" + bytes((red, green, blue)) * size

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(row * size)) + chunk(b"IEND", b"")
