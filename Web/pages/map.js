// The city on one map: the home of the console.
import { cx, html, useEffect, useMemo, useRef, useState } from "../kit/html.js";
import { number } from "../kit/format.js";
import { useLive } from "../kit/live.js";
import { boundsOf as shapeBounds, CityMap } from "../kit/map.js";
import { useFocusAfterMove, useTitle } from "../kit/page.js";
import { go, setQuery, useQuery } from "../kit/router.js";
import { can } from "../kit/session.js";
import { useStore } from "../kit/store.js";
import { stylesheet } from "../kit/stylesheet.js";
import { add, t } from "../kit/texts.js";
import texts from "../texts/map.js";
import fleetTexts from "../texts/map-vehicles.js";
import commandTexts from "../texts/devices-commands.js";
import deviceTexts from "../texts/devices.js";
import trackTexts from "../texts/devices-track.js";
import { areaOf, areaText, boundsOf, filtersOf, isList, layersText, measureOf, openOf, openText, partClasses, shownLayers, viewOf } from "./map/address.js";
import { vehiclePainters } from "../kit/map/vehicles.js";
import { useAreaNames } from "../kit/map/ground.js";
import { useMapCases } from "./map/cases.js";
import { chosenLayer, rowsIn, shapeOf } from "./map/chosen.js";
import { partPainter, usePartClasses } from "./map/classes.js";
import { camerasLayer, useIncidentsLayer } from "./map/command.js";
import { ContextMenu, useContextMenu } from "./map/context-menu.js";
import { MapDrawer } from "./map/drawer.js";
import { levelAt, shadesOf, useFigures } from "./map/figures.js";
import { boundsLayer, casesLayer, namesLayer, partsLayer, shadingLayer } from "./map/layers.js";
import { useMapKeys } from "./map/keys.js";
import { Panel } from "./map/panel.js";
import { useCamera } from "./map/camera.js";
import { useFenceLayer } from "./map/fences.js";
import { useFleet, usesOf } from "./map/vehicles.js";
import { vehiclesLayer } from "./map/vehicles-layer.js";

for (const each of [texts, deviceTexts, trackTexts, commandTexts, fleetTexts]) add(each);
await stylesheet(new URL("../styles/city-map.css", import.meta.url));
await stylesheet(new URL("../styles/devices.css", import.meta.url));

export default function MapPage() {
  const [query] = useQuery();
  const engine = useRef(null);
  const frame = useRef(null);
  const [seen, setSeen] = useState({ zoom: viewOf(query)?.zoom ?? 9, bounds: null });
  const [draw, setDraw] = useState(null);
  const [panel, setPanel] = useState(null);
  const [ready, setReady] = useState(null);
  const edition = useRegistryEdition();
  const head = useFocusAfterMove();

  const shown = shownLayers(query);
  const filters = filtersOf(query);
  const measure = measureOf(query);
  const open = openOf(query);
  const area = areaOf(query);
  const big = partClasses(query);
  const seesCases = can("case.read");
  const seesVehicles = can("sensing.read");
  const seesCommand = can("command.read");
  const hasVehicles = seesVehicles && shown.has("vehicles");
  const kinds = [...(seesCases ? ["cases"] : []), ...(hasVehicles ? ["vehicles"] : [])];

  const cases = useMapCases(filters, { isWanted: seesCases, bounds: seen.bounds });
  const uses = usesOf(query);
  const fleet = useFleet({ engine: ready, isWanted: hasVehicles, bounds: seen.bounds, zoom: seen.zoom, also: area && (area.box ?? shapeBounds(area.ring)) });
  const fences = useFenceLayer(seesVehicles && shown.has("fences"));
  const incidents = useIncidentsLayer(seesCommand && shown.has("incidents"));
  const isMany = useStore(fleet.isMany);
  const level = levelAt(seen.zoom);
  const figures = useFigures(level, seesCases && shown.has("shading"));
  const names = useAreaNames(seen.zoom, shown.has("names"));
  const classes = usePartClasses((shown.has("parts") || shown.has("cameras")) && seen.zoom > 12);
  const shades = useMemo(() => shadesOf(figures.byCode, measure), [figures.byCode, measure]);
  const knownClasses = useRef(null);
  knownClasses.current = classes;

  useTitle(t("cityMap.title"));
  const camera = useCamera({ engine, query, onSeen: setSeen });
  // What was opened by a click is seen already; what came by a link or from elsewhere is flown to.
  const chosenHere = useRef(null);
  const show = (next, place) => {
    chosenHere.current = openText(next);
    setQuery({ open: openText(next) }, { replace: !next || openText(next) === query.open });
    if (next && place) camera.uncover(place);
  };
  const locate = (place) => {
    const isSeen = query.c || chosenHere.current === query.open;
    if (!isSeen) camera.fly(place);
    else if (place.lng !== undefined) camera.uncover(place);
  };
  const context = useContextMenu();

  const shape = useMemo(() => shapeOf(area), [query.bbox, query.within]);
  const layers = [
    shadingLayer({ level: { level, values: shades.values }, measure, isShown: shown.has("shading"), edition, selected: open }),
    ...(shown.has("bounds") ? [boundsLayer({ edition })] : []),
    ...(shown.has("parts") && classes ? [partsLayer({ classes, big, edition, selected: open })] : []),
    ...(shown.has("cameras") && classes ? [camerasLayer({ classes, edition })] : []),
    ...fences,
    ...(shown.has("names") ? [namesLayer({ rows: names })] : []),
    ...(shape ? [chosenLayer(shape)] : []),
    ...(hasVehicles ? [vehiclesLayer({ fleet, uses, selected: open, isMany })] : []),
    ...(shown.has("cases") && seesCases ? [casesLayer(cases.rows)] : []),
    ...incidents,
  ];
  const pick = (found) => {
    context.close();
    if (found.layer === "cases" && found.ids) return chooseMany(found);
    if (found.layer === "cases") return show({ kind: "case", id: found.id }, found.lngLat);
    if (found.layer === "vehicles") return show({ kind: "vehicle", id: found.properties.id }, found.lngLat);
    if (found.layer === "incidents") return go(`/incidents/${found.id}`);
    if (found.layer === "parts" || found.layer === "cameras") return show({ kind: "part", id: found.id }, found.lngLat);
    return show({ kind: found.properties.level ? "area" : "grid", id: found.properties.code }, found.lngLat);
  };
  // Several at one place: a small box around it lists them.
  const chooseMany = ({ lngLat }) => {
    const reach = 0.0002;
    setQuery({ ...areaText({ box: [lngLat.lng - reach, lngLat.lat - reach, lngLat.lng + reach, lngLat.lat + reach] }), open: "cases" }, { replace: false });
    camera.uncover(lngLat);
  };
  const finishDrawing = (shape) => {
    if (!shape) return;
    const chosen = Array.isArray(shape) ? { box: shape } : { ring: shape.coordinates[0].slice(0, -1) };
    setDraw(null);
    setQuery({ ...areaText(chosen), open: isList(open) && kinds.includes(open.kind) ? open.kind : kinds[0] }, { replace: false });
    camera.uncoverBounds(chosen.box ?? shapeBounds(chosen.ring));
  };
  const startDrawing = (mode) => {
    setDraw((old) => (old === mode ? null : mode));
    setQuery({ bbox: undefined, within: undefined, ...(isList(open) ? { open: undefined } : {}) });
  };
  const dropArea = () => setQuery({ bbox: undefined, within: undefined, open: isList(open) ? undefined : query.open });
  useMapKeys({ frame, engine, isDrawing: Boolean(draw), onStopDrawing: () => setDraw(null), onClose: () => show(null), isOpen: Boolean(open), onContext: context.open, onPanel: setPanel });

  return html`<div class=${cx("city-page full-map", open && "has-map-drawer")} ref=${frame}>
    <h1 class="visually-hidden" tabindex="-1" ref=${head}>${t("cityMap.title")}${seesCases && !cases.loading && ` ${t("cityMap.openCases", { count: number(cases.rows.length) })}`}</h1>
    <${CityMap} label=${t("cityMap.label")} layers=${layers} painters=${{ part: partPainter(() => knownClasses.current), ...vehiclePainters }}
      view=${camera.isOwn(query.c) ? null : viewOf(query)} fit=${viewOf(query) ? null : boundsOf(query)} selected=${open?.kind === "case" ? { layer: "cases", id: open.id } : null}
      draw=${draw} onShape=${finishDrawing} onSelect=${pick} onGround=${context.close} onContext=${context.open}
      onView=${camera.onView} onReady=${(made) => { setReady(made); camera.onReady(made); }} />
    <${Panel} panel=${panel} setPanel=${setPanel} query=${query} shown=${shown} onShown=${(next) => setQuery({ layers: layersText(next) })} measure=${measure}
      level=${level} steps=${shades.steps} figures=${figures} cases=${cases} classes=${classes} big=${big} zoom=${seen.zoom} draw=${draw} onDraw=${startDrawing}
      area=${area} onDropArea=${dropArea} onList=${() => show({ kind: kinds[0] })} onFound=${(found) => camera.goTo(found, show)} seesCases=${seesCases} seesVehicles=${seesVehicles} seesCommand=${seesCommand} fleet=${fleet} uses=${uses} />
    ${open && html`<${MapDrawer} key=${openText(open)} open=${open} show=${show} cases=${cases} area=${area} filters=${filters} classes=${classes} edition=${edition}
      rows=${open.kind === "cases" ? rowsIn(cases.rows, area ?? { box: seen.bounds }) : []} kinds=${kinds} fleet=${fleet} uses=${uses} engine=${ready} bounds=${seen.bounds} onFollow=${camera.follow} onDropArea=${dropArea} onClose=${() => show(null)} onFly=${camera.fly} onLocate=${locate} />`}
    ${context.at && html`<${ContextMenu} at=${context.at} frame=${frame} onClose=${context.close} onShow=${show} />`}
  </div>`;
}

/** Changes when areas, grids or parts have changed: tiles are then asked for anew. */
function useRegistryEdition() {
  const [edition, setEdition] = useState(undefined);
  useLive("registry.changed", () => setEdition(Date.now().toString(36)), { settle: 2000 });
  return edition;
}
