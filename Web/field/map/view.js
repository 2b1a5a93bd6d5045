// Where the map looks: Web Mercator, and the base picture's datum where it has one of its own.
import { toGCJ02 } from "../../kit/map/gcj02.js";

export const zoomMin = 9;
export const zoomMax = 20;
const tile = 256;

const world = (zoom) => tile * 2 ** zoom;
const toX = (lng, zoom) => ((lng + 180) / 360) * world(zoom);
const toY = (lat, zoom) => {
  const sine = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
  return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * world(zoom);
};
const toLng = (x, zoom) => (x / world(zoom)) * 360 - 180;
const toLat = (y, zoom) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / world(zoom)))) * 180) / Math.PI;

/** The point of the screen of a place. */
export function project(view, { lng, lat }) {
  return { x: toX(lng, view.zoom) - toX(view.lng, view.zoom) + view.width / 2, y: toY(lat, view.zoom) - toY(view.lat, view.zoom) + view.height / 2 };
}

/** The place of a point of the screen. */
export function unproject(view, { x, y }) {
  return {
    lng: toLng(toX(view.lng, view.zoom) + x - view.width / 2, view.zoom),
    lat: toLat(toY(view.lat, view.zoom) + y - view.height / 2, view.zoom),
  };
}

export const moved = (view, dx, dy) => ({ ...view, ...unproject(view, { x: view.width / 2 - dx, y: view.height / 2 - dy }) });

/** Zooms so that what is under a point stays there. */
export function zoomed(view, by, point = { x: view.width / 2, y: view.height / 2 }) {
  const zoom = Math.max(zoomMin, Math.min(zoomMax, view.zoom + by));
  const place = unproject(view, point);
  const next = { ...view, zoom };
  const now = project(next, place);
  return moved(next, point.x - now.x, point.y - now.y);
}

/** The view that shows all of these places. */
export function fitted(view, places, padding = 40, zoomLimit = 17) {
  if (!places.length) return view;
  const lngs = places.map((place) => place.lng);
  const lats = places.map((place) => place.lat);
  const [west, east] = [Math.min(...lngs), Math.max(...lngs)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const wide = toX(east, 0) - toX(west, 0);
  const high = toY(south, 0) - toY(north, 0);
  const room = (pixels, size) => (size > 0 ? Math.log2(Math.max(1, pixels - 2 * padding) / size) : zoomLimit);
  const zoom = Math.max(zoomMin, Math.min(zoomLimit, room(view.width, wide), room(view.height, high)));
  return { ...view, zoom, lng: (west + east) / 2, lat: (south + north) / 2 };
}

export const metresPerPixel = (view) => (Math.cos((view.lat * Math.PI) / 180) * 40_075_016.7) / world(view.zoom);

/** The tiles of the base picture under a view: [{ url, x, y, size }], moved back where the picture is in GCJ-02. */
export function baseTiles(view, base) {
  if (base?.kind !== "raster") return [];
  const seen = base.datum === "gcj02" ? lookedAt(view) : view;
  const z = Math.max(0, Math.min(base.maxZoom ?? 18, Math.round(view.zoom)));
  const size = tile * 2 ** (view.zoom - z);
  const left = toX(seen.lng, z) / tile - view.width / 2 / size;
  const top = toY(seen.lat, z) / tile - view.height / 2 / size;
  const tiles = [];
  for (let x = Math.floor(left); (x - left) * size < view.width; x++) {
    for (let y = Math.floor(top); (y - top) * size < view.height; y++) {
      if (y < 0 || y >= 2 ** z) continue;
      tiles.push({ url: address(base.url, z, x, y), x: (x - left) * size, y: (y - top) * size, size });
    }
  }
  return tiles;
}

const lookedAt = (view) => {
  const [lng, lat] = toGCJ02(view.lng, view.lat);
  return { lng, lat };
};

const address = (url, z, x, y) =>
  url.replace("{z}", z).replace("{x}", ((x % 2 ** z) + 2 ** z) % 2 ** z).replace("{y}", y).replace("{s}", "abc"[Math.abs(x + y) % 3]);
