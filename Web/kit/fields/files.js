// Files and photos: chosen, dropped or pasted; sent at once, with their progress, and taken back again.
import { cx, html, useEffect, useRef, useState } from "../html.js";
import { upload } from "../api.js";
import { bytes } from "../format.js";
import { Icon } from "../icons.js";
import { mediaURL } from "../media.js";
import { photoKinds } from "../terms.js";
import { t } from "../texts.js";
import { Field, useField } from "./field.js";

/** One file that the page itself sends: the value is the `File`. */
export function FileField(props) {
  const field = useField(props);
  const [isOver, setOver] = useState(false);
  const take = (file) => file && field.set(file);
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return html`<${Field} ...${props} id=${field.id} error=${field.error}>
    <div class=${cx("drop", isOver && "is-over")} onDragOver=${(event) => { event.preventDefault(); setOver(true); }} onDragLeave=${() => setOver(false)} onDrop=${drop}>
      ${field.value
        ? html`<span class="drop-file"><${Icon} name="case" /> ${field.value.name} <span class="faint">${bytes(field.value.size)}</span>
            <button type="button" class="icon-button" aria-label=${t("file.remove")} onClick=${() => field.set(undefined)}><${Icon} name="close" /></button></span>`
        : html`<span>${t("file.drop")}</span>`}
      <label class="btn">${t("file.choose")}<input class="visually-hidden" id=${field.id} type="file" accept=${props.accept} onChange=${(event) => { take(event.target.files[0]); event.target.value = ""; }} /></label>
    </div><//>`;
}

let serial = 0;
const isPicture = (file) => file.type.startsWith("image/");

/**
 * Photos: the value is [{ media, kind }]. `kind` is what new ones are; `kinds` lets the reader say which is which.
 * `everywhere` takes what is dropped or pasted anywhere in the window.
 */
export function PhotoField(props) {
  const field = useField(props);
  const { max = 9, kind, kinds } = props;
  const [sending, setSending] = useState([]);
  const [refused, setRefused] = useState([]);
  const photos = field.value ?? [];
  const latest = useRef(photos);
  latest.current = photos;
  const put = (change) => {
    latest.current = change(latest.current);
    field.set(latest.current);
  };
  const update = (id, change) => setSending((old) => old.map((each) => (each.id === id ? { ...each, ...change } : each)));
  const drop = (id) => setSending((old) => old.filter((each) => each.id !== id));

  const sendOne = async (item) => {
    update(item.id, { error: null, share: 0 });
    try {
      const made = await upload("/media", item.file, {}, (share) => update(item.id, { share }));
      put((old) => (old.some((photo) => photo.media === made.id) ? old : [...old, { media: made.id, kind: kind ?? "near" }]));
      drop(item.id);
    } catch (error) {
      update(item.id, { error });
    }
  };
  const take = (files) => {
    const room = Math.max(0, max - latest.current.length - sending.length);
    setRefused([...files].filter((file) => !isPicture(file)).map(({ name }) => name));
    const items = [...files].filter(isPicture).slice(0, room).map((file) => ({ id: ++serial, file, share: 0, error: null }));
    setSending((old) => [...old, ...items]);
    for (const item of items) sendOne(item);
  };
  const isFull = photos.length + sending.length >= max;
  useFilesFromWindow(props.everywhere && !props.disabled, take);
  return html`<${Field} ...${props} id=${field.id} error=${field.error} group=${true}>
    <div class="photo-field" onDragOver=${(event) => event.preventDefault()} onDrop=${(event) => { event.preventDefault(); event.stopPropagation(); take(event.dataTransfer.files); }} onPaste=${(event) => { event.stopPropagation(); take(event.clipboardData.files); }}>
      ${photos.map((photo, index) => html`<figure class="photo-tile" key=${photo.media}><img src=${mediaURL(photo.media, "thumb")} alt=${t("photo.number", { number: index + 1 })} />
        ${kinds && html`<select class="form-select form-select-sm" aria-label=${t("photo.kind", { number: index + 1 })} value=${photo.kind} onChange=${(event) => put((old) => old.map((each) => (each === photo ? { ...each, kind: event.target.value } : each)))}>
          ${photoKinds().filter((each) => kinds.includes(each.value)).map((each) => html`<option key=${each.value} value=${each.value} selected=${each.value === photo.kind}>${each.label}</option>`)}</select>`}
        <button type="button" class="icon-button photo-remove" aria-label=${t("photo.remove", { number: index + 1 })} onClick=${() => put((old) => old.filter((each) => each !== photo))}><${Icon} name="close" /></button></figure>`)}
      ${sending.map((item) => html`<${Sending} key=${item.id} item=${item} onRetry=${() => sendOne(item)} onDrop=${() => drop(item.id)} />`)}
      ${!isFull && html`<label class="photo-add"><${Icon} name="camera" size=${20} /><span>${t("photo.add")}</span><input class="visually-hidden" type="file" accept="image/*" multiple capture=${props.camera ? "environment" : undefined} onChange=${(event) => { take(event.target.files); event.target.value = ""; }} /></label>`}
    </div>${refused.length > 0 && html`<p class="field-error" role="alert"><${Icon} name="error" /> ${t("photo.notPictures", { names: refused.join(t("photo.comma")) })}</p>`}
    ${isFull && html`<p class="field-hint">${t("photo.full", { count: max })}</p>`}<//>`;
}

function useFilesFromWindow(isWanted, take) {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    if (!isWanted) return undefined;
    const over = (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault();
    const drop = (event) => {
      if (event.defaultPrevented || !event.dataTransfer?.files.length) return;
      event.preventDefault();
      latest.current(event.dataTransfer.files);
    };
    const paste = (event) => event.clipboardData?.files.length && latest.current(event.clipboardData.files);
    const hear = { dragover: over, drop, paste };
    for (const [name, fn] of Object.entries(hear)) addEventListener(name, fn);
    return () => {
      for (const [name, fn] of Object.entries(hear)) removeEventListener(name, fn);
    };
  }, [isWanted]);
}

function Sending({ item, onRetry, onDrop }) {
  const [preview, setPreview] = useState(null);
  useEffect(() => {
    const address = URL.createObjectURL(item.file);
    setPreview(address);
    return () => URL.revokeObjectURL(address);
  }, []);
  return html`<figure class=${cx("photo-tile", "is-sending", item.error && "is-bad")}>${preview && html`<img src=${preview} alt=${item.file.name} />`}
    ${item.error
      ? html`<figcaption role="alert"><span>${item.error.message}</span><span><button type="button" class="btn btn-sm" onClick=${onRetry}>${t("common.retry")}</button>
          <button type="button" class="btn btn-sm" onClick=${onDrop}>${t("file.remove")}</button></span></figcaption>`
      : html`<progress max="1" value=${item.share} aria-label=${t("photo.sending", { name: item.file.name })}></progress>`}</figure>`;
}
