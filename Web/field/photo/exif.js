// What the camera wrote into a JPEG: when, where, which way up. A small reader for the few facts that a report needs.

const tags = {
  orientation: 0x0112, dateTime: 0x0132, exif: 0x8769, gps: 0x8825,
  original: 0x9003, originalOffset: 0x9011, offset: 0x9010,
  latRef: 1, lat: 2, lngRef: 3, lng: 4, error: 31,
};
const sizes = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 };

/** { width, height, orientation, takenAt, zone, lat, lng, accuracyM, block } of what is known; {} of other files. */
export async function readPhoto(file) {
  const bytes = new Uint8Array(await file.slice(0, 512 * 1024).arrayBuffer());
  try {
    return readJPEG(bytes);
  } catch {
    // A broken header is no reason to refuse a photo: the server looks at the whole file.
    return {};
  }
}

export function readJPEG(bytes) {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return {};
  const facts = {};
  for (const segment of segments(bytes)) {
    const isFrame = segment.marker >= 0xc0 && segment.marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(segment.marker);
    if (isFrame) {
      const view = new DataView(bytes.buffer, bytes.byteOffset + segment.start, segment.length);
      Object.assign(facts, { height: view.getUint16(1), width: view.getUint16(3) });
      break;
    }
    if (segment.marker === 0xe1 && isExif(bytes, segment.start) && !facts.block) {
      facts.block = bytes.slice(segment.start, segment.start + segment.length);
      Object.assign(facts, readBlock(facts.block));
    }
  }
  return facts;
}

function* segments(bytes) {
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1];
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) return;
    const length = (bytes[at + 2] << 8) | bytes[at + 3];
    if (length < 2 || at + 2 + length > bytes.length) return;
    yield { marker, start: at + 4, length: length - 2 };
    at += 2 + length;
  }
}

const isExif = (bytes, at) => String.fromCharCode(...bytes.slice(at, at + 6)) === "Exif\0\0";

function readBlock(block) {
  const view = new DataView(block.buffer, block.byteOffset + 6, block.length - 6);
  const little = view.getUint16(0) === 0x4949;
  const reader = { view, little };
  const main = directory(reader, view.getUint32(4, little));
  const exif = main[tags.exif] ? directory(reader, main[tags.exif][0]) : {};
  const gps = main[tags.gps] ? directory(reader, main[tags.gps][0]) : {};
  return {
    orientation: main[tags.orientation]?.[0] ?? 1,
    orientationAt: main.at?.[tags.orientation] === undefined ? null : { at: main.at[tags.orientation] + 6, little },
    ...place(gps),
    ...moment(exif, main),
  };
}

function directory({ view, little }, at) {
  const found = { at: {} };
  const count = Math.min(view.getUint16(at, little), 200);
  for (let index = 0; index < count; index++) {
    const entry = at + 2 + index * 12;
    const tag = view.getUint16(entry, little);
    const value = values({ view, little }, entry);
    if (value) {
      found[tag] = value;
      found.at[tag] = entry + 8;
    }
  }
  return found;
}

function values({ view, little }, entry) {
  const type = view.getUint16(entry + 2, little);
  const count = view.getUint32(entry + 4, little);
  const size = sizes[type];
  if (!size || count === 0 || count > 4096) return null;
  const start = size * count <= 4 ? entry + 8 : view.getUint32(entry + 8, little);
  if (start + size * count > view.byteLength) return null;
  if (type === 2) {
    const text = new Uint8Array(view.buffer, view.byteOffset + start, count);
    return [String.fromCharCode(...text).replace(/\0.*$/s, "").trim()];
  }
  return Array.from({ length: count }, (_, index) => one(view, type, start + index * size, little));
}

function one(view, type, at, little) {
  if (type === 3) return view.getUint16(at, little);
  if (type === 4) return view.getUint32(at, little);
  if (type === 9) return view.getInt32(at, little);
  if (type === 5) return view.getUint32(at, little) / view.getUint32(at + 4, little);
  if (type === 10) return view.getInt32(at, little) / view.getInt32(at + 4, little);
  return view.getUint8(at);
}

function place(gps) {
  const lat = degrees(gps[tags.lat], gps[tags.latRef]?.[0], "S");
  const lng = degrees(gps[tags.lng], gps[tags.lngRef]?.[0], "W");
  // Cameras without a fix write 0, 0.
  if (lat === null || lng === null || (lat === 0 && lng === 0) || Math.abs(lat) > 90 || Math.abs(lng) > 180) return {};
  const error = gps[tags.error]?.[0];
  return { lat, lng, ...(error > 0 && Number.isFinite(error) ? { accuracyM: error } : {}) };
}

function degrees(parts, reference, negative) {
  if (!parts || parts.length < 3) return null;
  const value = parts[0] + parts[1] / 60 + parts[2] / 3600;
  if (!Number.isFinite(value)) return null;
  return Math.round((reference === negative ? -value : value) * 1e7) / 1e7;
}

/** `takenAt` as the camera's clock shows it, and `zone` when it says one: “2026-03-02T09:05:00”, “+08:00”. */
function moment(exif, main) {
  const text = exif[tags.original]?.[0] ?? main[tags.dateTime]?.[0];
  const found = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(text ?? "");
  if (!found || found[1] === "0000") return {};
  const zone = exif[tags.originalOffset]?.[0] ?? exif[tags.offset]?.[0];
  return { takenAt: `${found[1]}-${found[2]}-${found[3]}T${found[4]}`, ...(/^[+-]\d\d:\d\d$/.test(zone ?? "") ? { zone } : {}) };
}

/** The camera's block for a picture that has been drawn upright: the same facts, the orientation set to 1. */
export function uprightBlock(facts) {
  if (!facts.block) return null;
  const block = facts.block.slice();
  if (facts.orientationAt) new DataView(block.buffer).setUint16(facts.orientationAt.at, 1, facts.orientationAt.little);
  return block;
}

/** A JPEG with the camera's block put in front, so that what was drawn anew keeps when and where it was taken. */
export function withBlock(jpeg, block) {
  if (!block || jpeg[0] !== 0xff || jpeg[1] !== 0xd8 || block.length > 65_000) return jpeg;
  const length = block.length + 2;
  const joined = new Uint8Array(jpeg.length + block.length + 4);
  joined.set([0xff, 0xd8, 0xff, 0xe1, length >> 8, length & 0xff], 0);
  joined.set(block, 6);
  joined.set(jpeg.subarray(2), 6 + block.length);
  return joined;
}
