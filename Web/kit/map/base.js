// What lies under the city's own layers: a plain ground, or the picture of an outside server that the city has set.
import { serveShifted } from "./gcj02.js";
import { colors } from "./palette.js";

const ground = () => ({ id: "ground", type: "background", paint: { "background-color": colors().ground } });

/** { base, style }: `base` says what is really shown, null for our own ground alone. */
export async function baseLayers(library, base) {
  if (!base) return { base: null, style: plain() };
  if (base.kind === "raster") return { base, style: withPictures(library, base) };
  try {
    const answer = await fetch(base.url);
    if (answer.ok) return { base, style: { glyphs, ...(await answer.json()) } };
  } catch {
    // An outside server that does not answer must not take the city's own layers with it.
  }
  return { base: null, style: plain() };
}

// Names are pictures of ours set as text; the library asks for an address of letters, and never reads it.
const glyphs = `${location.origin}/glyphs/{fontstack}/{range}`;
const plain = () => ({ version: 8, glyphs, sources: {}, layers: [ground()] });

function withPictures(library, base) {
  const urls = base.url.includes("{s}") ? ["a", "b", "c"].map((each) => base.url.replace("{s}", each)) : [base.url];
  const tiles = base.datum === "gcj02" ? [serveShifted(library, urls)] : urls;
  return {
    version: 8, glyphs,
    sources: { base: { type: "raster", tiles, tileSize: 256, maxzoom: base.maxZoom ?? 18, attribution: base.attribution ?? "" } },
    layers: [ground(), { id: "base", type: "raster", source: "base", paint: { "raster-fade-duration": 0 } }],
  };
}

/** Whether the picture below is shifted against our layers and cannot be put right here. */
export const isShifted = (base) => Boolean(base) && base.kind === "vector" && base.datum === "gcj02";
