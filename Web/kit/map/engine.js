// MapLibre, loaded when the first map is shown, and a map on our own pale ground.
import { city } from "../city.js";
import { stylesheet } from "../stylesheet.js";
import { language } from "../texts.js";
import { baseLayers } from "./base.js";
import { watchDrawing } from "./glide.js";
import { colors } from "./palette.js";

let loading = null;

/** The library with its styles; a failed load is tried again by the next call. */
export function loadMapLibre() {
  loading ??= Promise.all([stylesheet(address("../../vendor/maplibre-gl.css")), stylesheet(address("../../styles/map.css")), script()])
    .then(() => window.maplibregl)
    .catch((error) => {
      loading = null;
      throw error;
    });
  return loading;
}

const address = (path) => new URL(path, import.meta.url).href;

function script() {
  if (window.maplibregl) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement("script"), { src: address("../../vendor/maplibre-gl.js") });
    element.onload = resolve;
    element.onerror = () => {
      element.remove();
      reject(new Error(element.src));
    };
    document.head.append(element);
  });
}

const wantsLessMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** How long a movement takes: no time at all when the device asks for less motion. */
export const motion = (milliseconds) => (wantsLessMotion() ? 0 : milliseconds);

/** A map in `container`, north up. `view` is { center: [lng, lat], zoom }; without it the city fills the map. */
export async function createMap(container, { view, fit, label, padding = 24 } = {}) {
  const library = await loadMapLibre();
  const { base, style } = await baseLayers(library, city.get().map.base);
  const map = new library.Map({
    container, style,
    ...(view ? { center: view.center, zoom: view.zoom } : { bounds: fit ?? city.get().map.bounds ?? [73, 18, 135, 54], fitBoundsOptions: { padding } }),
    attributionControl: base ? { compact: true } : false,
    minZoom: 3, maxZoom: 19.5, maxPitch: 0, dragRotate: false, pitchWithRotate: false, touchPitch: false, rollEnabled: false,
    renderWorldCopies: false, fadeDuration: 0, clickTolerance: 4,
    // The words of our own pictures are enough: no glyph server is asked.
    localIdeographFontFamily: "sans-serif",
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  watchDrawing(map);
  name(map, label);
  return map;
}

/** What a screen reader says of the map, and how the keyboard moves it. */
export function name(map, label) {
  const canvas = map.getCanvas();
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", label);
  canvas.lang = language.get() === "zh" ? "zh-CN" : "en";
}

/** The ground and the colours behind everything, anew when light and dark change. */
export function paintGround(map) {
  // Seen where a map that is moved quickly is not drawn yet.
  map.getContainer().style.background = colors().ground;
  if (map.getLayer("ground")) map.setPaintProperty("ground", "background-color", colors().ground);
  if (map.getLayer("base")) {
    map.setPaintProperty("base", "raster-saturation", -0.7);
    map.setPaintProperty("base", "raster-brightness-max", colors().isDark ? 0.55 : 1);
    map.setPaintProperty("base", "raster-opacity", colors().isDark ? 0.75 : 0.85);
  }
}
