// Signs on the wall's map: an area's name with what is over and what is open, placed so that none hides another.
import { colors } from "../../kit/map/palette.js";
import { font, picture, sheet, widthOf } from "../../kit/map/pictures.js";
import { number } from "../../kit/format.js";

const nameFace = () => font(13, 600);
const height = 24;
const gap = 9;

/** Drawn when the map first needs it: name, a red square with a number, the open ones. */
function sign([name, red, open]) {
  const face = nameFace();
  const { canvas, pen } = sheet(signWidth({ label: name, red, open }) + 2, height + 2);
  pen.beginPath();
  pen.roundRect(1, 1, canvas.width / 2 - 2, height, 4);
  pen.fillStyle = colors().paper;
  pen.globalAlpha = 0.92;
  pen.fill();
  pen.globalAlpha = 1;
  pen.strokeStyle = colors().line;
  pen.stroke();
  pen.font = face;
  pen.textBaseline = "middle";
  let x = 8;
  const write = (text, color) => {
    pen.fillStyle = color;
    pen.fillText(text, x, height / 2 + 2);
    x += widthOf(text, face) + gap;
  };
  write(name, colors().label);
  if (red) {
    pen.fillStyle = colors().red;
    pen.fillRect(x, height / 2 - 4, 10, 10);
    x += 14;
    write(red, colors().red);
  }
  write(open, colors().quiet);
  return canvas;
}

export const signPainters = { sign };

const signWidth = ({ label, red, open }) => 16 + widthOf(label, nameFace()) + gap + (red ? 14 + widthOf(red, nameFace()) + gap : 0) + widthOf(open, nameFace());

/** Rows { code, label, red, open, lng, lat, anchor }: each on the side of its place where there is room. */
export function arranged(areas, names, map, scale) {
  const figures = new Map(areas.filter((item) => item.open > 0).map((item) => [item.code, item]));
  const rows = names.filter((row) => figures.has(row.code)).map((row) => {
    const { red, open } = figures.get(row.code);
    return { id: row.code, code: row.code, label: row.label, red: red ? number(red) : "", open: number(open), amount: red * 1e4 + open, lng: row.lng, lat: row.lat };
  }).sort((one, other) => other.amount - one.amount);
  const taken = [];
  const { clientWidth, clientHeight } = map.getContainer();
  for (const row of rows) {
    const at = map.project([row.lng, row.lat]);
    const boxes = sides(at, signWidth(row) * scale, height * scale, 8 * scale);
    const isFree = ([, box]) => box[0] >= 0 && box[1] >= 0 && box[2] <= clientWidth && box[3] <= clientHeight && !taken.some((other) => overlaps(box, other));
    const [anchor, box] = boxes.find(isFree) ?? boxes[0];
    row.anchor = anchor;
    taken.push(box);
  }
  return rows;
}

// The anchor is the point of the sign that lies at the place.
const sides = ({ x, y }, width, high, away) => [
  ["left", [x + away, y - high / 2, x + away + width, y + high / 2]],
  ["right", [x - away - width, y - high / 2, x - away, y + high / 2]],
  ["bottom", [x - width / 2, y - away - high, x + width / 2, y - away]],
  ["top", [x - width / 2, y + away, x + width / 2, y + away + high]],
];
const overlaps = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];

export function signsLayer(rows, scale) {
  const away = ["match", ["get", "anchor"], "left", ["literal", [8, 0]], "right", ["literal", [-8, 0]], "bottom", ["literal", [0, -8]], ["literal", [0, 8]]];
  return {
    id: "signs",
    style: () => ({
      sources: { signs: { spec: { type: "geojson", promoteId: "code" }, data: features(rows) } },
      layers: [{ id: "signs", type: "symbol", source: "signs", layout: {
        "icon-image": picture("sign", ["get", "label"], ["get", "red"], ["get", "open"]), "icon-anchor": ["get", "anchor"], "icon-offset": away,
        "icon-size": scale, "icon-allow-overlap": true, "icon-ignore-placement": true,
      } }],
      hits: ["signs"],
    }),
  };
}

const features = (rows) => ({
  type: "FeatureCollection",
  features: rows.map((row) => ({ type: "Feature", geometry: { type: "Point", coordinates: [row.lng, row.lat] }, properties: { code: row.code, label: row.label, red: row.red, open: row.open, anchor: row.anchor } })),
});
