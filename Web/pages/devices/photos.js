// Pictures that a terminal took.
import { html, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { number, Time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { Picture, PhotoViewer } from "../../kit/photos.js";
import { setQuery } from "../../kit/router.js";
import { Empty, ErrorState, Loading } from "../../kit/states.js";
import { t } from "../../kit/texts.js";
import { mayDo } from "./words.js";

export function Photos({ device }) {
  const found = useLoad((signal) => get(`/devices/${device.id}/photos`, null, { signal }), [device.id]);
  const [open, setOpen] = useState(null);
  const photos = found.value?.photos;
  const take = mayDo(device, "command") && device.state === "active" && html`<button type="button" class="btn" onClick=${() => setQuery({ tab: "commands", kind: "photo" })}><${Icon} name="camera" /> ${t("devicePhotos.take")}</button>`;
  if (found.error && !photos) return html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />`;
  if (!photos) return html`<${Loading} rows=${6} />`;
  const refresh = html`<button type="button" class="btn" disabled=${found.loading} onClick=${found.refresh}><${Icon} name="refresh" /> ${t("common.refresh")}</button>`;
  if (photos.length === 0) return html`<${Empty} icon="camera" title=${t("devicePhotos.none")} text=${t("devicePhotos.noneHint")} action=${html`${take}${refresh}`} />`;
  return html`<div class="gateway-head"><p>${t("devicePhotos.count", { count: number(photos.length) })}</p>${take}${refresh}</div>
    <ul class="photos device-photos" role="list">${photos.map((photo, index) => html`<li key=${photo.media}><button type="button" class="photo" onClick=${() => setOpen(index)}>
      <${Picture} media=${photo.media} form="thumb" alt=${t("devicePhotos.channel", { channel: photo.channel })} /></button>
      <p class="device-photo-words"><${Time} at=${photo.at} /> <span class="faint">${t("devicePhotos.channel", { channel: photo.channel })}</span></p></li>`)}</ul>
    ${open !== null && html`<${PhotoViewer} photos=${photos.map((photo) => ({ media: photo.media, addedAt: photo.at }))} at=${open} onClose=${() => setOpen(null)} />`}`;
}
