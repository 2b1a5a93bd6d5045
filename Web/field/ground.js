// The ground that this person walks: their unit grids, and grids and parts around, in cells of about a kilometre that
// are kept on the device, so that the map works where there is no line.
import { get, list } from "../kit/api.js";
import { session } from "../kit/session.js";
import { store } from "../kit/store.js";
import { keep, keptUnder, recallKept, thin } from "./pocket.js";
import { noteLine } from "./line.js";
import { distanceM } from "./position.js";

const step = 0.01;
const freshMS = 20 * 3600e3;
const cellsMax = 90;

/** Everything loaded: { grids: Map(code → grid), parts: Map(code → part), mine: Set(codes), at }. */
export const ground = store({ grids: new Map(), parts: new Map(), mine: new Set(), responsibility: [], cells: new Map() });

const cellOf = (place) => `${Math.floor(place.lng / step)},${Math.floor(place.lat / step)}`;
const box = (cell) => {
  const [x, y] = cell.split(",").map(Number);
  return [x * step, y * step, (x + 1) * step, (y + 1) * step].map((value) => value.toFixed(4)).join(",");
};

/** What the device holds, at the start. */
export async function recallGround() {
  const [cells, mine] = await Promise.all([keptUnder("cell:"), recallKept("my-grids")]);
  const next = { grids: new Map(), parts: new Map(), mine: new Set(mine?.value.codes ?? []), responsibility: mine?.value.list ?? [], cells: new Map() };
  for (const cell of cells) take(next, cell.key.slice(5), cell.value, cell.at);
  ground.set(next);
}

function take(into, cell, { grids, parts }, at) {
  for (const grid of grids) into.grids.set(grid.code, grid);
  for (const part of parts) into.parts.set(part.code, part);
  into.cells.set(cell, at);
}

const loading = new Map();

/** Loads the cells of these places unless they are here and fresh. */
export async function loadAround(places, { force = false } = {}) {
  const wanted = [...new Set(places.map(cellOf))].filter((cell) => force || Date.now() - (ground.get().cells.get(cell) ?? 0) > freshMS);
  const made = [];
  for (const cell of wanted) {
    if (!loading.has(cell)) loading.set(cell, loadCell(cell).finally(() => loading.delete(cell)));
    try {
      made.push([cell, await loading.get(cell)]);
      noteLine();
    } catch (error) {
      noteLine(error);
      if (error.offline || error.status === 401) break;
    }
  }
  if (!made.length) return;
  const next = { ...ground.get() };
  for (const [cell, value] of made) take(next, cell, value, Date.now());
  ground.set(next);
  thin("cell:", cellsMax);
}

async function loadCell(cell) {
  const bbox = box(cell);
  const [grids, parts] = await Promise.all([
    everything("/grids", { bbox, geometry: true }, 2), everything("/parts", { bbox }, 3),
  ]);
  const value = { grids: grids.map(slimGrid), parts: parts.map(slimPart) };
  await keep(`cell:${cell}`, value);
  return value;
}

async function everything(path, query, pagesMax) {
  const found = [];
  let cursor;
  for (let page = 0; page < pagesMax; page++) {
    const { items, next } = await list(path, { ...query, limit: 500, cursor });
    found.push(...items);
    if (!next) break;
    cursor = next;
  }
  return found;
}

const slimGrid = (grid) => ({ code: grid.code, area: grid.area, rings: rings(grid.shape) });
const slimPart = (part) => ({ code: part.code, name: part.name, key: `component/${part.big}/${part.small}`, lng: part.place.lng, lat: part.place.lat, state: part.state, grid: part.gridCode });

/** All outer rings of a polygon or of several. */
function rings(shape) {
  if (!shape) return [];
  if (shape.type === "Polygon") return [shape.coordinates[0]];
  if (shape.type === "MultiPolygon") return shape.coordinates.map((polygon) => polygon[0]);
  return [];
}

/** Which grids are mine: those of the responsibility grids in which I collect or for which I answer. */
export async function loadMine() {
  const me = session.get();
  const staff = (await list("/staff", { text: me.name, limit: 50 })).items.find((each) => each.accountID === me.account);
  if (!staff) return keepMine([]);
  const found = await everything("/responsibility-grids", { staff: staff.id }, 2);
  found.sort((a, b) => Number(b.ownerStaff === staff.id) - Number(a.ownerStaff === staff.id));
  return keepMine(found.map((each) => ({ id: each.id, name: each.name, codes: each.gridCodes, isOwn: each.ownerStaff === staff.id })));
}

async function keepMine(list) {
  const codes = list.flatMap((each) => each.codes);
  await keep("my-grids", { codes, list });
  ground.update((old) => ({ ...old, mine: new Set(codes), responsibility: list }));
}

/** Loads all that belongs to my grids, for a day without a line. `tell(done, count)`. */
export async function packGround(tell) {
  await loadMine();
  const own = ground.get().responsibility.filter((each) => each.isOwn);
  const wanted = (own.length ? own : ground.get().responsibility).slice(0, 12);
  const areas = [...new Set(wanted.flatMap((each) => each.codes.map((code) => code.slice(0, 12))))];
  const places = [];
  for (const area of areas) {
    for (const grid of await everything("/grids", { area, geometry: true }, 1)) places.push(...rings(grid.shape).flat().map(([lng, lat]) => ({ lng, lat })));
  }
  const cells = [...new Set(places.map(cellOf))].slice(0, cellsMax - 20);
  for (const [index, cell] of cells.entries()) {
    tell(index, cells.length);
    await loadAround([middle(cell)], { force: true });
  }
  tell(cells.length, cells.length);
  return cells.length;
}

const middle = (cell) => {
  const [x, y] = cell.split(",").map(Number);
  return { lng: (x + 0.5) * step, lat: (y + 0.5) * step };
};

/** The grid of a place, as far as it is known here. */
export function gridAt(place) {
  for (const grid of ground.get().grids.values()) {
    if (grid.rings.some((ring) => isInside(ring, place))) return grid;
  }
  return null;
}

function isInside(ring, { lng, lat }) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i];
    const [bx, by] = ring[j];
    if (ay > lat !== by > lat && lng < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** Parts within a radius, the nearest first: from the server, or from what is kept. [{ part, distanceM }] */
export async function partsNear(place, { radius = 50, limit = 12, key } = {}) {
  try {
    const [, big, small] = key?.startsWith("component/") ? key.split("/") : [];
    const { items } = await get("/parts/near", { lng: place.lng, lat: place.lat, radius, limit, big, small });
    noteLine();
    return items.map((each) => ({ part: slimPart(each.part), distanceM: each.distanceM }));
  } catch (error) {
    noteLine(error);
    return keptNear(place, radius, limit, key);
  }
}

export function keptNear(place, radius, limit, key) {
  const near = [];
  for (const part of ground.get().parts.values()) {
    if (key && part.key !== key) continue;
    if (Math.abs(part.lat - place.lat) > 0.02 || Math.abs(part.lng - place.lng) > 0.02) continue;
    const distance = distanceM(part, place);
    if (distance <= radius) near.push({ part, distanceM: distance });
  }
  return near.sort((a, b) => a.distanceM - b.distanceM).slice(0, limit);
}
