// Marks of what moves: the use by its shape, its hue and a letter; a beak shows where it is heading.
import { t } from "../texts.js";
import { colors } from "./palette.js";
import { font, sheet } from "./pictures.js";

export const uses = ["waste_truck", "sweeper", "sprinkler", "garbage_truck", "enforcement_car", "officer", "other"];

const letters = {
  waste_truck: "devices.letter.waste_truck", sweeper: "devices.letter.sweeper", sprinkler: "devices.letter.sprinkler", garbage_truck: "devices.letter.garbage_truck",
  enforcement_car: "devices.letter.enforcement_car", officer: "devices.letter.officer", other: "devices.letter.other",
};
const light = { waste_truck: "#8a5a2b", sweeper: "#2a6a86", sprinkler: "#3b5bb0", garbage_truck: "#5b6b2c", enforcement_car: "#1f2a44", officer: "#7a3f86", other: "#5b6674" };
const dark = { waste_truck: "#dcb084", sweeper: "#7fc6de", sprinkler: "#a3b8f5", garbage_truck: "#b9c983", enforcement_car: "#e6ebf5", officer: "#d7a5e2", other: "#b1bac5" };

export const useColor = (use) => (colors().isDark ? dark : light)[use] ?? (colors().isDark ? dark : light).other;

// Outlines within a square of 2, around its middle.
const corners = (count, turn) => Array.from({ length: count }, (_, index) => {
  const angle = turn + (index * 2 * Math.PI) / count;
  return [Math.sin(angle) * 1.08, -Math.cos(angle) * 1.08];
});
const shapes = {
  waste_truck: [[-0.92, -0.92], [0.92, -0.92], [0.92, 0.92], [-0.92, 0.92]],
  garbage_truck: corners(6, 0),
  sprinkler: corners(4, 0).map(([x, y]) => [x * 1.12, y * 1.12]),
  enforcement_car: [[-0.9, -0.85], [0.9, -0.85], [0.9, 0.25], [0, 1.1], [-0.9, 0.25]],
  other: corners(8, Math.PI / 8),
};

/** The outline of a use around a point, for canvas pens and SVG alike. */
export function outline(use, x, y, radius) {
  const points = shapes[use];
  if (!points) {
    const r = use === "officer" ? radius * 0.92 : radius;
    return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  }
  return `${points.map(([px, py], index) => `${index ? "L" : "M"}${(x + px * radius).toFixed(2)} ${(y + py * radius).toFixed(2)}`).join("")}z`;
}

export const letterOf = (use) => t(letters[use] ?? letters.other);

/** Painters for CityMap: `vehicle|use|quiet|language` upright, `beak|use` pointing north. */
export const vehiclePainters = {
  vehicle([use, isQuiet = "false"]) {
    const { canvas, pen } = sheet(30, 30);
    const path = new Path2D(outline(use, 15, 15, 9.5));
    const quiet = isQuiet === "true";
    // A dark rim around a light one: components are marked by letters too, and must not be taken for vehicles.
    for (const [color, width] of [[colors().label, 6.5], [colors().paper, 4.5]]) {
      pen.strokeStyle = color;
      pen.lineWidth = width;
      pen.stroke(path);
    }
    pen.fillStyle = quiet ? colors().paper : useColor(use);
    pen.fill(path);
    pen.strokeStyle = useColor(use);
    pen.lineWidth = quiet ? 1.6 : 1;
    if (quiet) pen.setLineDash([2.5, 2]);
    pen.stroke(path);
    pen.font = font(11, 700);
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillStyle = quiet ? useColor(use) : colors().isDark ? "#12161c" : "#ffffff";
    pen.fillText(letterOf(use), 15, use === "enforcement_car" ? 14.6 : 15.6);
    return canvas;
  },
  beak([use]) {
    const { canvas, pen } = sheet(48, 48);
    const path = new Path2D("M24 1l7 11.500q-7-4-14 0z");
    pen.strokeStyle = colors().paper;
    pen.lineWidth = 3;
    pen.stroke(path);
    pen.fillStyle = useColor(use);
    pen.fill(path);
    return canvas;
  },
};
