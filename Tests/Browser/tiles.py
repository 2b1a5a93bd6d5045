"""Vector tiles with points, so that a map can be given as many as a test wants."""


def _varint(value):
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _field(number, content):
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _number(number, value):
    return _varint(number << 3) + _varint(value)


def point_tile(layer, points, extent=4096):
    """An MVT with one layer; `points` are (x, y, {name: text})."""
    keys, values, features = {}, {}, []
    for x, y, properties in points:
        tags = b"".join(_varint(keys.setdefault(name, len(keys))) + _varint(values.setdefault(text, len(values))) for name, text in properties.items())
        geometry = _varint(9) + _varint(x << 1) + _varint(y << 1)
        features.append(_field(2, _field(2, tags) + _number(3, 1) + _field(4, geometry)))
    body = _number(15, 2) + _field(1, layer.encode()) + b"".join(features)
    body += b"".join(_field(3, name.encode()) for name in keys) + b"".join(_field(4, _field(1, text.encode())) for text in values) + _number(5, extent)
    return _field(3, body)
