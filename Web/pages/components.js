// The reference page: every component of the kit in every state.
import { html } from "../kit/html.js";
import { Page, Tabs } from "../kit/page.js";
import { useQuery } from "../kit/router.js";
import { add, t } from "../kit/texts.js";
import texts from "../texts/components.js";
import { CaseSamples } from "./components/case.js";
import { ChartSamples } from "./components/charts.js";
import { FormSamples } from "./components/forms.js";
import { MapSamples } from "./components/maps.js";
import { OverlaySamples } from "./components/overlays.js";
import { StateSamples } from "./components/states.js";
import { TableSamples } from "./components/tables.js";

add(texts);

const parts = {
  table: { title: "ui.tab.table", sample: TableSamples },
  form: { title: "ui.tab.form", sample: FormSamples },
  overlay: { title: "ui.tab.overlay", sample: OverlaySamples },
  case: { title: "ui.tab.case", sample: CaseSamples },
  states: { title: "ui.tab.states", sample: StateSamples },
  chart: { title: "ui.tab.chart", sample: ChartSamples },
  map: { title: "ui.tab.map", sample: MapSamples },
};

export default function ComponentsPage() {
  const [query, setQuery] = useQuery();
  const chosen = parts[query.part] ? query.part : "table";
  const tabs = Object.entries(parts).map(([id, part]) => ({ id, title: t(part.title) }));
  return html`<${Page} title=${t("ui.title")} note=${t("ui.note")}>
    <${Tabs} label=${t("ui.parts")} tabs=${tabs} value=${chosen} onValue=${(part) => setQuery({ part }, { all: true })} />
    <${parts[chosen].sample} /><//>`;
}
