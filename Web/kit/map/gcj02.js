// Pictures drawn in the Chinese offset datum (GCJ-02), moved back to where things are. Our own layers are right and
// stay as they are: what is wrong is the picture, so each tile is put together anew from those that it shows.
const earth = 6378245;
const flattening = 0.00669342162296594323;
const scheme = "shifted";

/** Where a true place lies in GCJ-02. */
export function toGCJ02(lng, lat) {
  const radians = (lat / 180) * Math.PI;
  const magic = 1 - flattening * Math.sin(radians) ** 2;
  const root = Math.sqrt(magic);
  const north = (shiftNorth(lng - 105, lat - 35) * 180) / (((earth * (1 - flattening)) / (magic * root)) * Math.PI);
  const east = (shiftEast(lng - 105, lat - 35) * 180) / ((earth / root) * Math.cos(radians) * Math.PI);
  return [lng + east, lat + north];
}

const wave = (amount, big, one, two) => ((amount * Math.sin(one) + big * Math.sin(two)) * 2) / 3;

function shiftNorth(x, y) {
  return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x))
    + wave(20, 20, 6 * x * Math.PI, 2 * x * Math.PI) + wave(20, 40, y * Math.PI, (y / 3) * Math.PI)
    + wave(160, 320, (y / 12) * Math.PI, (y * Math.PI) / 30);
}

function shiftEast(x, y) {
  return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x))
    + wave(20, 20, 6 * x * Math.PI, 2 * x * Math.PI) + wave(20, 40, x * Math.PI, (x / 3) * Math.PI)
    + wave(150, 300, (x / 12) * Math.PI, (x / 30) * Math.PI);
}

/** The address under which MapLibre asks for tiles that are moved back. */
export function serveShifted(library, urls) {
  library.addProtocol(scheme, async ({ url }, { signal }) => {
    const [z, x, y] = url.slice(scheme.length + 3).split("/").map(Number);
    return { data: await shifted(urls, z, x, y, signal) };
  });
  return `${scheme}://{z}/{x}/{y}`;
}

async function shifted(urls, z, x, y, signal) {
  const [left, top] = corner(z, x, y);
  const column = Math.floor(left);
  const row = Math.floor(top);
  const size = 256;
  const canvas = new OffscreenCanvas(size, size);
  const pen = canvas.getContext("2d");
  const neighbours = [[0, 0], [1, 0], [0, 1], [1, 1]];
  await Promise.all(neighbours.map(async ([right, down]) => {
    const picture = await tile(urls, z, column + right, row + down, signal);
    if (picture) pen.drawImage(picture, Math.round((column + right - left) * size), Math.round((row + down - top) * size), size, size);
  }));
  return createImageBitmap(canvas);
}

// Over one tile the shift changes by less than a pixel: its middle stands for all of it.
function corner(z, x, y) {
  const count = 2 ** z;
  const lng = ((x + 0.5) / count) * 360 - 180;
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + 0.5)) / count))) * 180) / Math.PI;
  const [seenLng, seenLat] = toGCJ02(lng, lat);
  const radians = (seenLat / 180) * Math.PI;
  return [
    ((seenLng + 180) / 360) * count - 0.5,
    ((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * count - 0.5,
  ];
}

const kept = new Map();

// Each picture is part of four tiles: it is asked for once.
function tile(urls, z, x, y, signal) {
  const count = 2 ** z;
  if (x < 0 || y < 0 || x >= count || y >= count) return null;
  const key = `${z}/${x}/${y}`;
  if (!kept.has(key)) {
    const url = urls[(x + y) % urls.length].replace("{z}", z).replace("{x}", x).replace("{y}", y);
    kept.set(key, read(url).catch((error) => {
      kept.delete(key);
      throw error;
    }));
    if (kept.size > 200) kept.delete(kept.keys().next().value);
  }
  return signal?.aborted ? Promise.reject(new DOMException("aborted", "AbortError")) : kept.get(key);
}

async function read(url) {
  const answer = await fetch(url);
  if (answer.status === 404 || answer.status === 204) return null;
  if (!answer.ok) throw new Error(`${answer.status}`);
  return createImageBitmap(await answer.blob());
}
