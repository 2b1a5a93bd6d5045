// Draws the map on a canvas: base, grids, parts, tasks, the place that is chosen, oneself.
import { colors } from "../../kit/map/palette.js";
import { baseTiles, metresPerPixel, project, unproject } from "./view.js";

/** `layers`: { base, grids, mine, parts, tasks, pin, me, selected, way: [from, to] }. */
export function draw(pen, view, layers, pictures) {
  const palette = { ...colors(), ...(layers.contrast ? strong : {}) };
  pen.save();
  pen.scale(view.ratio, view.ratio);
  pen.fillStyle = palette.land;
  pen.fillRect(0, 0, view.width, view.height);
  drawBase(pen, view, layers.base, pictures);
  drawGrids(pen, view, layers, palette);
  drawParts(pen, view, layers, palette);
  if (layers.way) drawWay(pen, view, layers.way, palette);
  for (const task of layers.tasks ?? []) drawTask(pen, view, task, palette, layers.selected === `task:${task.id}`);
  if (layers.me) drawMe(pen, view, layers.me, palette);
  if (layers.pin) drawPin(pen, project(view, layers.pin), palette.accent, palette.paper);
  pen.restore();
}

const strong = { land: "#ffffff", line: "#000000", faint: "#555555", label: "#000000", quiet: "#000000", halo: "#ffffff", accent: "#0b3375", grey: "#222222" };

function drawBase(pen, view, base, pictures) {
  for (const tile of baseTiles(view, base)) {
    const picture = pictures(tile.url);
    if (picture) pen.drawImage(picture, tile.x, tile.y, tile.size + 0.5, tile.size + 0.5);
  }
}

function bounds(view, margin = 40) {
  const a = unproject(view, { x: -margin, y: view.height + margin });
  const b = unproject(view, { x: view.width + margin, y: -margin });
  return { contains: (lng, lat) => lng >= a.lng && lng <= b.lng && lat >= a.lat && lat <= b.lat, west: a.lng, south: a.lat, east: b.lng, north: b.lat };
}

const touches = (ring, box) => {
  let west = Infinity, south = Infinity, east = -Infinity, north = -Infinity;
  for (const [lng, lat] of ring) {
    west = Math.min(west, lng); east = Math.max(east, lng);
    south = Math.min(south, lat); north = Math.max(north, lat);
  }
  return west <= box.east && east >= box.west && south <= box.north && north >= box.south;
};

function drawGrids(pen, view, { grids, mine, contrast }, palette) {
  if (!grids) return;
  const box = bounds(view, 0);
  const labelled = view.zoom >= 15;
  const labels = [];
  for (const grid of grids) {
    for (const ring of grid.rings) {
      if (!touches(ring, box)) continue;
      trace(pen, view, ring);
      const isMine = mine?.has(grid.code);
      if (isMine) {
        pen.globalAlpha = contrast ? 0.12 : 0.18;
        pen.fillStyle = palette.accent;
        pen.fill();
        pen.globalAlpha = 1;
      }
      pen.strokeStyle = isMine ? palette.accent : palette.line;
      pen.lineWidth = isMine ? (contrast ? 2.5 : 1.5) : 1;
      pen.stroke();
      if (labelled) labels.push([middle(view, ring), grid.code.slice(-3), isMine]);
    }
  }
  for (const [at, text, isMine] of labels) write(pen, text, at, isMine ? palette.accent : palette.quiet, palette.halo);
}

function trace(pen, view, ring) {
  pen.beginPath();
  ring.forEach(([lng, lat], index) => {
    const at = project(view, { lng, lat });
    if (index) pen.lineTo(at.x, at.y);
    else pen.moveTo(at.x, at.y);
  });
  pen.closePath();
}

function middle(view, ring) {
  const xs = ring.map(([lng]) => lng);
  const ys = ring.map(([, lat]) => lat);
  return project(view, { lng: (Math.min(...xs) + Math.max(...xs)) / 2, lat: (Math.min(...ys) + Math.max(...ys)) / 2 });
}

function write(pen, text, at, color, halo, size = 13) {
  pen.font = `500 ${size}px "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.lineWidth = 3;
  pen.strokeStyle = halo;
  pen.strokeText(text, at.x, at.y);
  pen.fillStyle = color;
  pen.fillText(text, at.x, at.y);
}

function drawParts(pen, view, { parts, selected }, palette) {
  if (!parts || view.zoom < 15) return;
  const box = bounds(view);
  const isNear = view.zoom >= 17;
  for (const part of parts) {
    if (!box.contains(part.lng, part.lat)) continue;
    const at = project(view, part);
    const isChosen = selected === `part:${part.code}`;
    disc(pen, at, isChosen ? 13 : isNear ? 10 : 4, palette.paper, isChosen ? palette.accent : palette.quiet, isChosen ? 3 : 1.5);
    // The first two characters of a name tell lamps from hatches at a glance.
    if (isNear || isChosen) write(pen, [...part.name][0] ?? "", at, isChosen ? palette.accent : palette.label, palette.paper, 12);
  }
}

function disc(pen, at, radius, fill, line, width) {
  pen.beginPath();
  pen.arc(at.x, at.y, radius, 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.fill();
  pen.lineWidth = width;
  pen.strokeStyle = line;
  pen.stroke();
}

// The lamps' shapes: a round dot is calm, a triangle warns, a square is over.
function drawTask(pen, view, task, palette, isChosen) {
  const { x, y } = project(view, task);
  const r = isChosen ? 13 : 10;
  pen.beginPath();
  if (task.lamp === "red") pen.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
  else if (task.lamp === "yellow") {
    pen.moveTo(x, y - r * 1.15);
    pen.lineTo(x + r * 1.1, y + r * 0.85);
    pen.lineTo(x - r * 1.1, y + r * 0.85);
    pen.closePath();
  } else pen.arc(x, y, r, 0, 2 * Math.PI);
  pen.fillStyle = palette[task.lamp] ?? palette.accent;
  pen.fill();
  pen.lineWidth = isChosen ? 4 : 2;
  pen.strokeStyle = isChosen ? palette.accent : palette.paper;
  pen.stroke();
}

function drawWay(pen, view, [from, to], palette) {
  const [a, b] = [project(view, from), project(view, to)];
  pen.beginPath();
  pen.moveTo(a.x, a.y);
  pen.lineTo(b.x, b.y);
  for (const [width, color, dash] of [[7, palette.paper, []], [3, palette.accent, [10, 7]]]) {
    pen.setLineDash(dash);
    pen.lineWidth = width;
    pen.strokeStyle = color;
    pen.stroke();
  }
  pen.setLineDash([]);
}

function drawMe(pen, view, me, palette) {
  const at = project(view, me);
  const radius = me.accuracyM / metresPerPixel(view);
  if (radius > 10) {
    pen.globalAlpha = 0.12;
    disc(pen, at, radius, palette.accent, palette.accent, 1);
    pen.globalAlpha = 1;
  }
  disc(pen, at, 8, palette.accent, palette.paper, 3);
}

export function drawPin(pen, { x, y }, fill, line) {
  pen.beginPath();
  pen.moveTo(x, y);
  pen.bezierCurveTo(x - 4, y - 10, x - 13, y - 16, x - 13, y - 25);
  pen.arc(x, y - 25, 13, Math.PI, 0);
  pen.bezierCurveTo(x + 13, y - 16, x + 4, y - 10, x, y);
  pen.fillStyle = fill;
  pen.fill();
  pen.lineWidth = 2;
  pen.strokeStyle = line;
  pen.stroke();
  disc(pen, { x, y: y - 25 }, 4.5, line, line, 1);
}
