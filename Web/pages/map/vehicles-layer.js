// Vehicles and officers on the map: a mark by use, a beak where it is heading, the name when near, the trail of the chosen one.
import { colors } from "../../kit/map/palette.js";
import { useColor, uses as all } from "../../kit/map/vehicles.js";
import { picture } from "../../kit/map/pictures.js";
import { language, t } from "../../kit/texts.js";
import { speedWords, useName } from "../devices/words.js";

const namesFrom = 15;
export const marksFrom = 13;
const size = ["interpolate", ["linear"], ["zoom"], 8, 0.5, 11, 0.68, 14, 0.9, 16, 1];
const free = { "icon-allow-overlap": true, "icon-ignore-placement": true, "icon-size": size };

export const vehicleTip = (properties) => `${properties.name}\n${properties.isQuiet ? t("fleet.quiet") : t("fleet.tip", { use: useName(properties.use), speed: speedWords(properties.speed) })}`;

export const vehiclesLayer = ({ fleet, uses, selected, isMany }) => ({
  id: "vehicles",
  tip: vehicleTip,
  style() {
    const wanted = uses ? ["in", ["get", "use"], ["literal", uses]] : true;
    const own = { type: "symbol", source: "vehicles" };
    // Each layer costs a slow computer its time even where it draws nothing: dots are there only when they are needed.
    const near = isMany ? { minzoom: marksFrom } : {};
    const dots = { id: "vehicle-dots", type: "circle", source: "vehicles", maxzoom: marksFrom, filter: ["all", true, wanted], paint: { "circle-radius": ["interpolate", ["linear"], ["zoom"], 8, 2, 13, 4.5], "circle-color": ["match", ["get", "use"], ...all.flatMap((use) => [use, useColor(use)]), useColor("other")] } };
    const isChosen = ["==", ["get", "id"], selected?.kind === "vehicle" ? selected.id : ""];
    return {
      sources: { vehicles: { spec: { type: "geojson" }, data: fleet.own.data }, "vehicle-trail": { spec: { type: "geojson" }, data: fleet.own.trail } },
      layers: [
        { id: "vehicle-trail", type: "line", source: "vehicle-trail", layout: { "line-join": "round", "line-cap": "round" }, paint: { "line-color": colors().accent, "line-width": 3, "line-opacity": 0.8 } },
        { id: "vehicle-ring", type: "circle", source: "vehicles", filter: isChosen, paint: { "circle-radius": 19, "circle-color": colors().accent, "circle-opacity": 0.14, "circle-stroke-color": colors().accent, "circle-stroke-width": 2.5 } },
        ...(isMany ? [dots] : []),
        { ...own, id: "vehicle-beaks", ...near, filter: ["all", ["get", "isMoving"], wanted], layout: { "icon-image": picture("beak", ["get", "use"]), "icon-rotate": ["get", "degrees"], "icon-rotation-alignment": "map", ...free } },
        { ...own, id: "vehicle-names", minzoom: namesFrom, filter: ["all", true, wanted], layout: { "icon-image": picture("words", ["get", "name"], 12, "label", 600), "icon-offset": [0, 27], "icon-padding": 2 } },
        { ...own, id: "vehicle-marks", ...near, filter: ["all", true, wanted], layout: { "icon-image": picture("vehicle", ["get", "use"], ["get", "isQuiet"], language.get()), ...free } },
      ],
      hits: [...(isMany ? ["vehicle-dots"] : []), "vehicle-marks"],
    };
  },
});
