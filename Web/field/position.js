// Where the phone is. Watched while a page wants it, so that the battery lasts the day.
import { useEffect } from "../kit/html.js";
import { store, useStore } from "../kit/store.js";

/** { lng, lat, accuracyM, at, heading? } or null; `trouble`: null | "denied" | "off" | "slow" | "missing". */
export const position = store(null);
export const trouble = store(null);

/** Worse than this a place is only a hint, and the person sets it on the map. */
export const poorAccuracyM = 60;

let watchers = 0;
let watch = null;
const readers = new Set();

export function watchPosition(read = null) {
  if (read) readers.add(read);
  if (watchers++ === 0) begin();
  return () => {
    if (read) readers.delete(read);
    if (--watchers === 0) end();
  };
}

function begin() {
  if (!navigator.geolocation) {
    trouble.set("missing");
    return;
  }
  watch = navigator.geolocation.watchPosition(took, failed, { enableHighAccuracy: true, maximumAge: 10_000, timeout: 30_000 });
}

function end() {
  if (watch !== null) navigator.geolocation.clearWatch(watch);
  watch = null;
}

function took({ coords, timestamp }) {
  const now = { lng: round(coords.longitude), lat: round(coords.latitude), accuracyM: Math.round(coords.accuracy), at: momentOf(timestamp) };
  trouble.set(null);
  position.set(now);
  for (const read of readers) read(now);
}

// Some receivers count time from elsewhere; a position is never older than was asked for.
const momentOf = (timestamp) => (Math.abs(Date.now() - timestamp) < 60_000 ? timestamp : Date.now());

const round = (value) => Math.round(value * 1e6) / 1e6;

function failed(error) {
  trouble.set({ 1: "denied", 2: "off", 3: "slow" }[error.code] ?? "off");
}

/** Tries anew after the person has changed the phone's settings. */
export function retryPosition() {
  trouble.set(null);
  if (watchers > 0) {
    end();
    begin();
  }
}

/** [position, trouble] while the component is shown. */
export function usePosition() {
  useEffect(() => watchPosition(), []);
  return [useStore(position), useStore(trouble)];
}

const earthM = 6_371_008.8;
const radians = (value) => (value * Math.PI) / 180;

/** Metres between two places. */
export function distanceM(a, b) {
  const dLat = radians(b.lat - a.lat);
  const dLng = radians(b.lng - a.lng);
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLng / 2) ** 2;
  return 2 * earthM * Math.asin(Math.min(1, Math.sqrt(h)));
}
