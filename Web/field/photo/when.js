// When and where a photo says it was taken, as times and places of this city.
import { cityOffset } from "../../kit/format.js";

/** Milliseconds; the camera's clock is taken to be the city's where it names no zone. */
export function takenAt(facts, file) {
  if (facts.takenAt) {
    const zone = facts.zone ?? cityOffset(new Date(`${facts.takenAt}Z`));
    const at = Date.parse(`${facts.takenAt}${zone}`);
    if (!Number.isNaN(at)) return at;
  }
  return file.lastModified || Date.now();
}

export const placeOf = (facts) =>
  facts.lat === undefined ? null : { lng: facts.lng, lat: facts.lat, accuracyM: facts.accuracyM ?? null };
