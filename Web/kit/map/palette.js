// The map's colours, light and dark. Green, amber and red are the clocks'; classes have quiet hues that are none of these.
import { isDark } from "../theme.js";

const light = {
  isDark: false, ground: "#eef0f3", land: "#f9fafb", line: "#b7bfca", faint: "#d5dae1", label: "#2f3a48", quiet: "#66717f", halo: "#ffffff",
  accent: "#1f4e9e", accentSoft: "#e6edf8", green: "#1d7a46", yellow: "#b45f06", amber: "#b45f06", red: "#b3261e", grey: "#66717f", paper: "#ffffff",
  shades: { accent: ["#dfe8f3", "#b4cbe6", "#7ea6d3", "#3f75b5"], red: ["#f8e3e1", "#f0bcb8", "#e28b86", "#c94f4a"], amber: ["#f7ead3", "#edcf98", "#dfae58", "#c28518"] },
  classes: ["#4b6a8f", "#7a5c8e", "#3f7c85", "#8a6a4f", "#5d6b3f", "#8c5470", "#566270"],
};
const dark = {
  isDark: true, ground: "#12161c", land: "#191f27", line: "#48525f", faint: "#2e3742", label: "#dfe5ec", quiet: "#9aa5b2", halo: "#12161c",
  accent: "#8fb4f0", accentSoft: "#22334f", green: "#6fcf97", yellow: "#f2b256", amber: "#f2b256", red: "#ff8f86", grey: "#9aa5b2", paper: "#1d242d",
  shades: { accent: ["#1f2f43", "#28486d", "#356398", "#4c86c9"], red: ["#3a2326", "#5e2b2e", "#8b3a3a", "#bd4f4c"], amber: ["#362c1c", "#5a4520", "#85642a", "#b58a3a"] },
  classes: ["#8fb0d8", "#bb9ad0", "#7fc0c8", "#cfae90", "#a9b884", "#d39ab5", "#a3afbc"],
};

/** All colours as they stand now. */
export const colors = () => (isDark() ? dark : light);

/** A colour by its name, for layers given as data: "accent", "grey", "green", "yellow", "red", "line", "label". */
export const mapColors = new Proxy({}, { get: (_, name) => colors()[name], ownKeys: () => Reflect.ownKeys(light), getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) });

/** MapLibre's colour of a layer: a name, or { by: property, values: { red: "red" }, other }. */
export function colorOf(color = "accent") {
  const palette = colors();
  const named = (name) => palette[name] ?? name;
  if (typeof color === "string") return named(color);
  const cases = Object.entries(color.values).flatMap(([value, name]) => [value, named(name)]);
  return ["match", ["to-string", ["get", color.by]], ...cases, named(color.other ?? "grey")];
}

/** The quiet hue of a big class, by its code. */
export const classColor = (big) => {
  const { classes } = colors();
  return classes[(Math.max(1, Number.parseInt(big, 10) || 1) - 1) % classes.length];
};
