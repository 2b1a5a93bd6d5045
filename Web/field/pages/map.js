// My grid on the map: where I am, what stands around me, what I have to do there.
import { html, useEffect, useRef, useState } from "../../kit/html.js";
import { newKey } from "../../kit/api.js";
import { coordinates, metres } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useQuery } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { useStore } from "../../kit/store.js";
import { partStateName } from "../../kit/terms.js";
import { say, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { Screen } from "../app.js";
import { classes, findClass } from "../classes.js";
import { ground, gridAt, keptNear, loadAround } from "../ground.js";
import { FieldMap } from "../map/field-map.js";
import { distanceM, usePosition } from "../position.js";
import { tasks } from "../tasks.js";
import { Over } from "../work/over.js";
import { shortClass } from "../work/words.js";
import { TaskCard } from "./tasks.js";

const followedM = 30;

export default function MapPage() {
  const [{ task: wanted }] = useQuery();
  const [phone, trouble] = usePosition();
  const known = useStore(ground);
  const { rows } = useStore(tasks);
  useStore(classes);
  const placed = (rows ?? []).filter((row) => row.lng !== undefined && row.lng !== null);
  const [chosen, setChosen] = useState(null);
  const [center, setCenter] = useState(null);
  const [isList, setList] = useState(false);
  const [isLegend, setLegend] = useState(false);
  const [fit, setFit] = useState(null);
  const isFirst = useRef(true);
  const middle = useRef(null);

  // The first look: the task that was asked for, or where I am.
  useEffect(() => {
    const row = wanted && placed.find((each) => each.id === wanted);
    if (row && isFirst.current) {
      isFirst.current = false;
      setCenter({ lng: row.lng, lat: row.lat, zoom: 17 });
      setChosen({ kind: "task", task: row, place: row });
    } else if (!wanted && phone && isFirst.current) {
      isFirst.current = false;
      setCenter({ lng: phone.lng, lat: phone.lat });
    }
  }, [wanted, rows, phone?.at]);
  useEffect(() => {
    if (phone) loadAround([phone]);
  }, [phone && Math.round(phone.lng * 1e6 / followedM / 10), phone && Math.round(phone.lat * 1e6 / followedM / 10)]);

  const moved = (place, view) => {
    middle.current = place;
    if (view.zoom >= 14) loadAround([place]);
  };
  const locate = () => {
    if (phone) setCenter({ ...phone, turn: Date.now() });
    else toast(trouble === "denied" ? t("field.where.denied") : t("field.where.looking"), { tone: "error" });
  };
  const showMine = () => {
    const own = [...known.grids.values()].filter((grid) => known.mine.has(grid.code));
    if (own.length) setFit(own.flatMap((grid) => grid.rings.flat().map(([lng, lat]) => ({ lng, lat }))));
    else toast(t("field.map.noMine"));
  };
  const selected = chosen?.kind === "task" ? `task:${chosen.task.id}` : chosen?.kind === "part" ? `part:${chosen.part.code}` : null;
  return html`<${Screen} title=${t("field.tab.map")} full=${true}>
    <${FieldMap} label=${t("field.map.label")} tasks=${placed} parts=${[...known.parts.values()]} me=${phone} center=${center} fit=${fit} selected=${selected} pin=${chosen?.kind === "ground" ? chosen.place : null}
      onMoved=${moved} onPick=${setChosen} onHold=${(place) => setChosen({ kind: "ground", place })} onLocate=${locate}>${isLegend && html`<${Legend} />`}<//>
    <div class="field-map-tools">
      <button type="button" class="btn" onClick=${showMine}><${Icon} name="grid" size=${20} /> ${t("field.map.mine")}</button>
      <button type="button" class="btn" onClick=${() => setList(true)}><${Icon} name="menu" size=${20} /> ${t("field.map.list")}</button>
      <button type="button" class="btn" aria-expanded=${String(isLegend)} onClick=${() => setLegend(!isLegend)}><${Icon} name="layers" size=${20} /> ${t("field.map.legend")}</button>
    </div>
    ${chosen && html`<${Sheet} chosen=${chosen} phone=${phone} onClose=${() => setChosen(null)} />`}
    ${isList && html`<${Around} place=${middle.current ?? phone} tasks=${placed} phone=${phone} onClose=${() => setList(false)} onPick=${(thing) => { setChosen(thing); setCenter({ ...thing.place, zoom: 18, turn: Date.now() }); setList(false); }} />`}
  <//>`;
}

const Legend = () => html`<ul class="field-legend plain" aria-label=${t("field.map.legend")}>
  <li><i class="field-key field-key-mine"></i>${t("field.map.myGrids")}</li><li><i class="field-key field-key-grid"></i>${t("field.map.grids")}</li>
  <li><i class="field-key field-key-part"></i>${t("field.map.parts")}</li><li><i class="field-key field-key-me"></i>${t("field.map.me")}</li>
  <li><i class="field-key field-key-green"></i>${t("field.map.green")}</li><li><i class="field-key field-key-yellow"></i>${t("field.map.yellow")}</li><li><i class="field-key field-key-red"></i>${t("field.map.red")}</li></ul>`;

const address = (facts) => `/field/report/${newKey()}?${new URLSearchParams(Object.entries(facts).filter(([, value]) => value !== undefined))}`;
const round = (value) => value.toFixed(6);

/** What was tapped, and what one can do with it. It lies below the map, under the thumb. */
function Sheet({ chosen, phone, onClose }) {
  const close = html`<button type="button" class="field-close" aria-label=${t("common.close")} onClick=${onClose}><${Icon} name="close" size=${20} /></button>`;
  if (chosen.kind === "task") {
    return html`<div class="field-sheet" role="region" aria-label=${t("field.map.chosen")}>${close}<${TaskCard} row=${chosen.task} phone=${phone} /></div>`;
  }
  const { part, place } = chosen;
  const at = part ?? place;
  const grid = gridAt(at);
  const found = part && findClass(part.key);
  return html`<div class="field-sheet" role="region" aria-label=${t("field.map.chosen")}>${close}
    <h2>${part ? say(found?.name) || part.name : t("field.map.place")}</h2>
    <p class="faint">${part && html`<span class="code">${part.code}</span> · ${partStateName(part.state)} · `}${grid ? t("field.where.grid", { code: grid.code }) : html`<span class="code">${coordinates(at.lng, at.lat)}</span>`}${phone && ` · ${metres(distanceM(at, phone))}`}</p>
    ${can("case.report") && html`<a class="btn btn-primary field-wide" href=${address({ lng: round(at.lng), lat: round(at.lat), part: part?.code, class: part && found ? part.key : undefined })}><${Icon} name="camera" size=${20} /> ${part ? t("field.map.reportPart") : t("field.map.reportHere")}</a>`}
  </div>`;
}

/** What is on the map, as a list: for whoever cannot or does not want to read the map. */
function Around({ place, tasks: near, phone, onPick, onClose }) {
  const parts = place ? keptNear(place, 400, 40) : [];
  const shownTasks = place ? near.map((row) => ({ row, away: distanceM(row, place) })).sort((a, b) => a.away - b.away).slice(0, 20) : [];
  return html`<${Over} label=${t("field.map.list")} onClose=${onClose}>
    <div class="field-over-list">
      <h2 class="field-list-title">${t("field.tab.tasks")}</h2>
      ${shownTasks.length ? html`<ul class="plain">${shownTasks.map(({ row, away }) => html`<li key=${row.id}><button type="button" class="field-row" onClick=${() => onPick({ kind: "task", task: row, place: row })}><span><strong>${shortClass(row.smallClass) || t("field.noClass")}</strong><span class="faint">${row.address}</span></span><span>${metres(away)}</span></button></li>`)}</ul>` : html`<p class="faint">${t("field.map.noTasks")}</p>`}
      <h2 class="field-list-title">${t("field.map.parts")}</h2>
      ${parts.length ? html`<ul class="plain">${parts.map(({ part, distanceM: away }) => html`<li key=${part.code}><button type="button" class="field-row" onClick=${() => onPick({ kind: "part", part, place: part })}><span><strong>${say(findClass(part.key)?.name) || part.name}</strong><span class="faint code">${part.code}</span></span><span>${metres(away)}</span></button></li>`)}</ul>` : html`<p class="faint">${t("field.map.noParts")}</p>`}
    </div>
    <div class="field-over-foot"><button type="button" class="btn btn-primary field-wide" onClick=${onClose}>${t("field.map.backToMap")}</button></div><//>`;
}
