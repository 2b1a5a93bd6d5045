// Pictures that the map needs, drawn by us when it first asks for one: words, counts, lamps, marks.
// A picture's name says all that it shows: "light|words|茅箭区|13|bold". So nothing is fetched, and themes do not mix.
import { iconPath } from "../icons.js";
import { colors } from "./palette.js";

const ratio = 2;
const fonts = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif';

const painters = { words, count, lamp, mark, pin, sign };
// Counts change all day, and each is a picture of its own: so many are kept, then all are dropped and those on the map asked for again.
const mostCounts = 500;

/** The name of a picture; parts may be MapLibre expressions. */
export function picture(painter, ...parts) {
  const head = `${colors().isDark ? "dark" : "light"}|${painter}`;
  if (parts.every((part) => !Array.isArray(part))) return [head, ...parts].join("|");
  return ["concat", head, ...parts.flatMap((part) => ["|", Array.isArray(part) ? ["to-string", part] : String(part)])];
}

/** From now on the map draws what its layers name. More painters may be given: name → (args) => canvas. */
export function providePictures(map, more = {}) {
  const known = { ...painters, ...more };
  const counts = new Set();
  map.on("idle", () => {
    if (counts.size <= mostCounts) return;
    for (const id of counts) map.removeImage(id);
    counts.clear();
  });
  map.on("styleimagemissing", ({ id }) => {
    const [, name, ...args] = id.split("|");
    const canvas = known[name]?.(args);
    if (!canvas || map.hasImage(id)) return;
    const image = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    map.addImage(id, image, { pixelRatio: ratio });
    if (name === "count") counts.add(id);
  });
}

let canvas = null;
let pen = null;

/** An empty canvas of so many points, its pen scaled for sharp screens. There is one for all: a new one would cost more than the picture. */
export function sheet(width, height) {
  canvas ??= document.createElement("canvas");
  pen ??= canvas.getContext("2d", { willReadFrequently: true });
  // A new size also empties it and takes back what the pen was told.
  canvas.width = Math.ceil(width * ratio);
  canvas.height = Math.ceil(height * ratio);
  pen.scale(ratio, ratio);
  pen.lineJoin = "round";
  pen.lineCap = "round";
  return { canvas, pen };
}

export const font = (size, weight = 400) => `${weight} ${size}px ${fonts}`;

let gauge = null;
export function widthOf(text, face) {
  gauge ??= document.createElement("canvas").getContext("2d");
  gauge.font = face;
  return gauge.measureText(text).width;
}

function words([text, size = "12", tone = "label", weight = "400"]) {
  const face = font(Number(size), weight);
  const height = Number(size) * 1.5;
  const { canvas, pen } = sheet(widthOf(text, face) + 8, height + 4);
  pen.font = face;
  pen.textBaseline = "middle";
  pen.lineWidth = 3.5;
  pen.strokeStyle = colors().halo;
  pen.fillStyle = colors()[tone] ?? colors().label;
  pen.strokeText(text, 4, height / 2 + 2);
  pen.fillText(text, 4, height / 2 + 2);
  return canvas;
}

/** Many things at one place: their number, and in how many of them the time is up. */
function count([total, red = "0", yellow = "0"]) {
  const text = short(Number(total));
  const worst = Number(red) > 0 ? ["red", Number(red)] : Number(yellow) > 0 ? ["yellow", Number(yellow)] : null;
  const face = font(12, 600);
  const inner = widthOf(text, face);
  const badge = worst ? widthOf(short(worst[1]), face) + 20 : 0;
  const width = Math.max(26, inner + 16) + badge;
  const { canvas, pen } = sheet(width + 4, 30);
  pen.beginPath();
  pen.roundRect(2, 2, width, 26, 13);
  pen.fillStyle = colors().paper;
  pen.fill();
  pen.lineWidth = 1.5;
  pen.strokeStyle = colors().quiet;
  pen.stroke();
  pen.font = face;
  pen.textBaseline = "middle";
  pen.fillStyle = colors().label;
  const left = badge ? 11 : 2 + (width - inner) / 2;
  pen.fillText(text, left, 15.5);
  if (worst) {
    const at = left + inner + 7;
    shape(pen, worst[0], at + 5, 15, 10);
    pen.fillStyle = colors()[worst[0]];
    pen.fillText(short(worst[1]), at + 13, 15.5);
  }
  return canvas;
}

export const short = (value) => (value < 1000 ? String(value) : value < 10000 ? `${(value / 1000).toFixed(1)}k` : `${Math.round(value / 1000)}k`);

// Round is calm, a triangle warns, a square is over: the same shapes as the lamps of lists.
function shape(pen, lamp, x, y, size) {
  const half = size / 2;
  pen.beginPath();
  if (lamp === "red") pen.rect(x - half, y - half, size, size);
  else if (lamp === "yellow") {
    pen.moveTo(x, y - half);
    pen.lineTo(x + half * 1.1, y + half * 0.9);
    pen.lineTo(x - half * 1.1, y + half * 0.9);
    pen.closePath();
  } else pen.arc(x, y, half * 0.85, 0, 7);
  pen.fillStyle = colors()[lamp] ?? colors().grey;
  pen.fill();
}

/** One case: the shape and colour of its clock, an urgent one with a ring. */
function lamp([name, isUrgent = "false"]) {
  const size = isUrgent === "true" ? 26 : 20;
  const { canvas, pen } = sheet(size, size);
  const middle = size / 2;
  pen.shadowColor = "rgba(0,0,0,0.35)";
  pen.shadowBlur = 3;
  pen.lineWidth = 3.5;
  pen.strokeStyle = colors().paper;
  shape(pen, name, middle, middle, 13);
  pen.stroke();
  pen.shadowBlur = 0;
  shape(pen, name, middle, middle, 13);
  if (name === "red" || name === "yellow") {
    pen.strokeStyle = colors().isDark ? "#12161c" : "#ffffff";
    pen.lineWidth = 1.8;
    const top = name === "red" ? -3.5 : -2;
    pen.stroke(new Path2D(`M${middle} ${middle + top}v4M${middle} ${middle + top + 6.5}h.01`));
  }
  if (isUrgent === "true") {
    pen.beginPath();
    pen.arc(middle, middle, 11.5, 0, 7);
    pen.strokeStyle = colors().red;
    pen.lineWidth = 2;
    pen.stroke();
  }
  return canvas;
}

/** One of our icons on a round ground, for points of any kind. */
function mark([icon, color = "accent", size = "24"]) {
  const edge = Number(size);
  const { canvas, pen } = sheet(edge + 4, edge + 4);
  pen.beginPath();
  pen.arc(edge / 2 + 2, edge / 2 + 2, edge / 2, 0, 7);
  pen.fillStyle = colors().paper;
  pen.fill();
  pen.lineWidth = 1.5;
  pen.strokeStyle = colors()[color] ?? color;
  pen.stroke();
  line(pen, icon, edge / 2 + 2, edge / 2 + 2, edge * 0.66, colors()[color] ?? color);
  return canvas;
}

/** A pin whose foot is the place. */
function pin([color = "accent"]) {
  const { canvas, pen } = sheet(28, 36);
  const path = new Path2D("M14 34C6 24 3 19 3 13.500a11 11 0 0 1 22 0C25 19 22 24 14 34z");
  pen.fillStyle = colors()[color] ?? color;
  pen.fill(path);
  pen.strokeStyle = colors().paper;
  pen.lineWidth = 2;
  pen.stroke(path);
  pen.beginPath();
  pen.arc(14, 13.5, 4, 0, 7);
  pen.fillStyle = colors().paper;
  pen.fill();
  return canvas;
}

/** Words on a small plate, for what must be read over anything. */
function sign([text, color = "label"]) {
  const face = font(12, 600);
  const width = widthOf(text, face) + 12;
  const { canvas, pen } = sheet(width + 2, 22);
  pen.beginPath();
  pen.roundRect(1, 1, width, 20, 4);
  pen.fillStyle = colors().paper;
  pen.fill();
  pen.strokeStyle = colors().line;
  pen.stroke();
  pen.font = face;
  pen.textBaseline = "middle";
  pen.fillStyle = colors()[color] ?? color;
  pen.fillText(text, 7, 11.5);
  return canvas;
}

/** A line icon of the kit around a middle. */
export function line(pen, icon, x, y, size, color) {
  pen.save();
  pen.translate(x - size / 2, y - size / 2);
  pen.scale(size / 20, size / 20);
  pen.strokeStyle = color;
  pen.lineWidth = 2;
  pen.stroke(new Path2D(iconPath(icon)));
  pen.restore();
}
