// Clocks, lamps, the timeline and photos.
import { html } from "../../kit/html.js";
import { list } from "../../kit/api.js";
import { get } from "../../kit/api.js";
import { ClockBar, DueClock } from "../../kit/clockbar.js";
import { Lamp } from "../../kit/lamp.js";
import { useLoad } from "../../kit/load.js";
import { Card } from "../../kit/page.js";
import { PhotoGrid } from "../../kit/photos.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { Timeline } from "../../kit/timeline.js";
import { t } from "../../kit/texts.js";
import { sampleClocks, sampleEntries, sampleRows } from "./samples.js";

const clocks = sampleClocks();
const entries = sampleEntries();
const rows = sampleRows().slice(0, 4);

// Photos of a case that is there, because pictures that are made up would show nothing.
const readPhotos = async (signal) => {
  for (const row of (await list("/cases", { limit: 10 }, { signal })).items) {
    const { photos } = await get(`/cases/${row.id}`, null, { signal });
    if (photos.length) return photos;
  }
  return [];
};

export function CaseSamples() {
  const photos = useLoad(readPhotos, []);
  return html`<div class="grid-2">
    <${Card} title=${t("ui.clocks")}><div class="stack">${clocks.map((clock, index) => html`<${ClockBar} key=${index} clock=${clock} />`)}
      ${clocks.slice(0, 3).map((clock, index) => html`<${ClockBar} key=${`c${index}`} clock=${clock} compact=${true} />`)}</div><//>
    <div><${Card} title=${t("ui.lamps")}><div class="row-wrap"><${Lamp} lamp="green" /><${Lamp} lamp="yellow" /><${Lamp} lamp="red" />
      ${rows.map((row) => html`<${DueClock} key=${row.id} row=${row} />`)}</div><//>
    <${Card} title=${t("ui.timeline")}><${Timeline} entries=${entries} /><//>
    <${Card} title=${t("ui.photos")}>${photos.error ? html`<${ErrorState} error=${photos.error} onRetry=${photos.refresh} />` : photos.value ? html`<${PhotoGrid} photos=${photos.value} />` : html`<${Loading} />`}<//></div>
  </div>`;
}
