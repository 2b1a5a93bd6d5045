// Importing the city's places and components, and saving them as files.
import { html, useState } from "../../kit/html.js";
import { download } from "../../kit/api.js";
import { RadioGroup } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { Card, Page } from "../../kit/page.js";
import { stylesheet } from "../../kit/stylesheet.js";
import { add, t } from "../../kit/texts.js";
import { toastError } from "../../kit/toast.js";
import { TableImport } from "./table-import.js";
import texts from "../../texts/places.js";

add(texts);
await stylesheet(new URL("../../styles/places.css", import.meta.url));

const kinds = () => [
  { kind: "areas", title: t("imports.areas"), icon: "map", accept: ".geojson,.json", file: "/exports/areas.geojson" },
  { kind: "grids", title: t("imports.grids"), icon: "grid", accept: ".geojson,.json", file: "/exports/grids.geojson" },
  { kind: "responsibility-grids", title: t("imports.responsibility"), icon: "people", accept: ".csv" },
  { kind: "parts", title: t("imports.parts"), icon: "box", accept: ".geojson,.json,.csv", file: "/exports/parts.csv" },
];

const datums = () => [{ value: "wgs84", label: t("imports.wgs84") }, { value: "gcj02", label: t("imports.gcj02") }, { value: "bd09", label: t("imports.bd09") }];

export default function ImportsPage() {
  const [chosen, setChosen] = useState(null);
  const [datum, setDatum] = useState("wgs84");
  return html`<${Page} title=${t("imports.title")}>
    <p class="faint">${t("imports.hint")}</p>
    <div class="import-kinds">${kinds().map((each) => html`<${Card} key=${each.kind} title=${each.title}><div class="row-wrap">
      <button type="button" class="btn btn-primary" onClick=${() => setChosen(each)}><${Icon} name="upload" /> ${t("imports.start")}</button>
      ${each.file && html`<button type="button" class="btn" onClick=${() => download(each.file).catch(toastError)}><${Icon} name="download" /> ${t("imports.export")}</button>`}
    </div><//>`)}</div>
    ${chosen && html`<${TableImport} title=${chosen.title} hint=${t("imports.columns")} accept=${chosen.accept} path=${`/imports/${chosen.kind}`} query=${{ datum }} onClose=${() => setChosen(null)} onDone=${() => undefined}>
      <${RadioGroup} label=${t("imports.datum")} value=${datum} onValue=${setDatum} options=${datums()} /><//>`}
  <//>`;
}
