// The address of a playback: a period, and what lies around a place.
const edgeMS = 600e3;
const longestMS = 86_400e3;
const iso = (ms) => new Date(Math.floor(ms / 1000) * 1000).toISOString();

/** From a little before to a little after, not beyond now and not longer than a day. */
export function playbackHref({ from, to, place, kinds }) {
  const begin = Date.parse(from) - edgeMS;
  const end = Math.min(to ? Date.parse(to) + edgeMS : Date.now(), begin + longestMS, Math.max(Date.now(), begin + 60e3));
  const bbox = place && [place.lng - 0.035, place.lat - 0.025, place.lng + 0.035, place.lat + 0.025].map((each) => each.toFixed(4)).join(",");
  const query = new URLSearchParams({ from: iso(begin), to: iso(end), ...(bbox ? { bbox } : {}), ...(kinds ? { kinds } : {}) });
  return `/playback?${query}`;
}
