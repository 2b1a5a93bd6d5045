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

/** Signs and the lines that tie them to their places: each where there is room, the worst areas first. */
export function arranged(areas, names, map, scale) {
  const figures = new Map(areas.filter((item) => item.open > 0).map((item) => [item.code, item]));
  const rows = names.filter((row) => figures.has(row.code)).map((row) => {
    const { red, open } = figures.get(row.code);
    return { code: row.code, label: row.label, red: red ? number(red) : "", open: number(open), amount: red * 1e4 + open, place: [row.lng, row.lat], at: map.project([row.lng, row.lat]) };
  }).sort((one, other) => other.amount - one.amount);
  const taken = rows.map(({ at }) => [at.x - 10, at.y - 10, at.x + 10, at.y + 10]);
  const { clientWidth, clientHeight } = map.getContainer();
  // The head of the panel and the legend lie over the map's upper edge.
  taken.push([0, 0, clientWidth, 30 * scale]);
  const isFree = (box) => box[0] >= 0 && box[1] >= 0 && box[2] <= clientWidth && box[3] <= clientHeight && !taken.some((other) => overlaps(box, other));
  const features = rows.flatMap(({ at, place, amount, ...words }) => {
    const boxes = around(at, signWidth(words) * scale, height * scale);
    const box = boxes.find(isFree);
    // Where there is no room the list beside says it.
    if (!box) return [];
    taken.push(box);
    const middle = map.unproject([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]).toArray();
    return [feature("Point", middle, words), feature("LineString", [place, middle], { code: words.code })];
  });
  return { type: "FeatureCollection", features };
}

const feature = (type, coordinates, properties) => ({ type: "Feature", geometry: { type, coordinates }, properties });

/** Boxes around a place, near ones first: right, left, above, below, then the corners. */
function around({ x, y }, width, high) {
  const ways = [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -1], [1, 1], [-1, -1], [-1, 1]];
  return [14, 44, 84, 132, 180].flatMap((away) => ways.map(([right, down]) => {
    const middle = [x + right * (away + width / 2), y + down * (away + high / 2)];
    return [middle[0] - width / 2, middle[1] - high / 2, middle[0] + width / 2, middle[1] + high / 2];
  }));
}
const overlaps = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];

export function signsLayer(data, scale) {
  return {
    id: "signs",
    style: () => ({
      sources: { signs: { spec: { type: "geojson" }, data } },
      layers: [
        { id: "sign-lines", type: "line", source: "signs", filter: ["==", ["geometry-type"], "LineString"], paint: { "line-color": colors().quiet, "line-width": 1.5 } },
        { id: "signs", type: "symbol", source: "signs", filter: ["==", ["geometry-type"], "Point"], layout: {
          "icon-image": picture("sign", ["get", "label"], ["get", "red"], ["get", "open"]), "icon-size": scale, "icon-allow-overlap": true, "icon-ignore-placement": true,
        } },
      ],
      hits: ["signs"],
    }),
  };
}
