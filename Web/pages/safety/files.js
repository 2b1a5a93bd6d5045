// The files of an alarm: pictures in a viewer, clips and sounds that play, and what could not be kept.
import { html, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { bytes, number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { mediaURL, PhotoViewer, Picture } from "../../kit/photos.js";
import { can } from "../../kit/session.js";
import { Loading } from "../../kit/states.js";
import { t } from "../../kit/texts.js";

const sortOf = ({ contentType }) => ["image", "video", "audio"].find((sort) => contentType.startsWith(`${sort}/`)) ?? "unread";

/** What each file is, as the city keeps it; `unread` where it does not say. */
async function sorts(files, signal) {
  return Promise.all(files.map(async (file) => {
    if (!file.media) return { ...file, sort: "none" };
    try {
      return { ...file, sort: sortOf(await get(`/media/${file.media}`, null, { signal })) };
    } catch (error) {
      if (error.name === "AbortError") throw error;
      return { ...file, sort: "unread" };
    }
  }));
}

export function Files({ alarm }) {
  const mayLook = can("media.read");
  const key = alarm.files.map(({ name, media }) => `${name} ${media}`).join();
  const found = useLoad((signal) => (mayLook ? sorts(alarm.files, signal) : []), [alarm.id, key, mayLook]);
  if (alarm.files.length === 0) return html`<p class="faint">${t(alarm.attachments === 0 ? "safety.noFiles" : "safety.notYet")}</p>`;
  if (!mayLook) return html`<p class="form-note"><${Icon} name="lock" /> <span class="safety-note-words">${t("safety.noRight", { count: number(alarm.files.length) })}</span></p>`;
  if (!found.value) return html`<${Loading} rows=${4} height=${132} />`;
  const of = (sort) => found.value.filter((file) => file.sort === sort);
  return html`<${Pictures} files=${of("image")} />
    ${of("video").map((file, index) => html`<${Recording} key=${file.media} file=${file} tag="video" label=${t("safety.clip", { number: index + 1 })} />`)}
    ${of("audio").map((file, index) => html`<${Recording} key=${file.media} file=${file} tag="audio" label=${t("safety.sound", { number: index + 1 })} />`)}
    <${Others} files=${found.value.filter(({ sort }) => sort === "none" || sort === "unread")} />`;
}

const channelWords = ({ channel }) => (channel ? t("safety.channel", { channel }) : "");

function Pictures({ files }) {
  const [open, setOpen] = useState(null);
  if (files.length === 0) return null;
  const words = ({ channel }, index) => (channel ? t("safety.picture", { number: index + 1, channel }) : t("safety.pictureAny", { number: index + 1 }));
  return html`<ul class="photos safety-pictures" role="list" aria-label=${t("safety.pictures")}>${files.map((file, index) => html`<li key=${file.media}><button type="button" class="photo" onClick=${() => setOpen(index)}>
      <${Picture} media=${file.media} form="medium" alt=${words(file, index)} /></button><p class="faint">${channelWords(file)}</p></li>`)}</ul>
    ${open !== null && html`<${PhotoViewer} photos=${files.map(({ media, at }) => ({ media, addedAt: at }))} at=${open} onClose=${() => setOpen(null)} />`}`;
}

function Recording({ file, tag, label }) {
  const [isBroken, setBroken] = useState(false);
  const src = mediaURL(file.media, "original");
  const player = tag === "video" ? html`<video controls preload="metadata" src=${src} aria-label=${label} onError=${() => setBroken(true)}></video>` : html`<audio controls preload="metadata" src=${src} aria-label=${label} onError=${() => setBroken(true)}></audio>`;
  return html`<div class="safety-recording">${isBroken ? html`<p class="form-note"><${Icon} name=${tag === "video" ? "video" : "info"} /> ${t("safety.cannotPlay")}</p>` : player}
    <p class="safety-recording-words">${label}<span class="faint">${channelWords(file)}</span><span class="faint">${bytes(file.bytes)}</span><a href=${src} download>${t("safety.download")}</a></p></div>`;
}

const Others = ({ files }) => files.length > 0 && html`<ul class="plain safety-others">${files.map((file) => html`<li key=${file.name}><span class="code">${file.name}</span>
  <span class="faint">${bytes(file.bytes)} · ${t(file.sort === "none" ? "safety.notKept" : "safety.notRead")}</span></li>`)}</ul>`;
