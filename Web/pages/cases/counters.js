// The counts that are always there. Each is a filter: pressed once it narrows the list, pressed again it widens it.
import { html } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { number } from "../../kit/format.js";
import { Lamp } from "../../kit/lamp.js";
import { useLive } from "../../kit/live.js";
import { useLoad } from "../../kit/load.js";
import { useQuery } from "../../kit/router.js";
import { lampName, stateName, states } from "../../kit/terms.js";
import { t } from "../../kit/texts.js";

export function Counters() {
  const [query, setQuery] = useQuery();
  const read = useLoad((signal) => get("/cases/overview", null, { signal }), []);
  useLive("case.changed", read.refresh, { settle: 2000 });
  const figures = read.value;
  // Rights finer than the counters: the list itself still says how many.
  if (read.error && !figures) return null;
  const toggle = (key, value) => () => setQuery({ [key]: query[key] === value ? undefined : value });
  const shownStates = states().filter(({ value }) => figures?.states[value] > 0 || query.state === value);
  return html`<div class="counters" role="group" aria-label=${t("cases.counters")} aria-busy=${String(!figures)}>
    <${Counter} label=${t("cases.counter.all")} count=${figures?.total} isOn=${!query.state && !query.lamp} onPress=${() => setQuery({ state: undefined, lamp: undefined, stage: undefined })} />
    <${Counter} label=${t("cases.filter.open")} count=${figures?.open} isOn=${query.state === "open"} onPress=${toggle("state", "open")} />
    ${["red", "yellow", "green"].map((lamp) => html`<${Counter} key=${lamp} lamp=${lamp} label=${lampName(lamp)} count=${figures && (figures.lamps[lamp] ?? 0)} isOn=${query.lamp === lamp} onPress=${toggle("lamp", lamp)} />`)}
    <span class="counters-states">${shownStates.map(({ value }) => html`<${Counter} key=${value} small=${true} label=${stateName(value)} count=${figures?.states[value] ?? 0} burning=${figures?.stateLamps?.[value]?.red} isOn=${query.state === value} onPress=${toggle("state", value)} />`)}</span>
  </div>`;
}

function Counter({ label, count, isOn, onPress, lamp, small, burning }) {
  return html`<button type="button" class=${small ? "counter counter-small" : "counter"} aria-pressed=${String(isOn)} onClick=${onPress}>
    <span class="counter-label">${lamp && html`<${Lamp} lamp=${lamp} quiet=${true} word="" />`}${label}</span>
    <span class="counter-figure">${count === undefined || count === null ? "–" : number(count)}</span>
    ${burning > 0 && html`<span class="counter-burning"><${Lamp} lamp="red" quiet=${true} word=${t("cases.counter.burning", { count: burning })} />${number(burning)}</span>`}</button>`;
}
