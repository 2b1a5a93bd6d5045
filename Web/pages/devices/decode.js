// Frames read into fields: one of the list, or whatever somebody pastes.
import { html, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { TextArea } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { Facts } from "../../kit/page.js";
import { ErrorState } from "../../kit/states.js";
import { say, t } from "../../kit/texts.js";

/** { hex, setHex, read(hex), items, error, isBusy }. */
export function useDecoding() {
  const [state, setState] = useState({ hex: "", items: null, error: null, isBusy: false });
  const read = async (hex) => {
    setState({ hex, items: null, error: null, isBusy: true });
    try {
      const { value } = await send("POST", "/terminals/decoding", { hex });
      setState((old) => ({ ...old, items: value.items, isBusy: false }));
    } catch (error) {
      setState((old) => ({ ...old, error, isBusy: false }));
    }
  };
  return { ...state, setHex: (hex) => setState((old) => ({ ...old, hex })), fail: (error) => setState((old) => ({ ...old, items: null, error })), read };
}

export function DecodeForm({ decoding }) {
  const submit = (event) => {
    event.preventDefault();
    if (decoding.hex.trim()) decoding.read(decoding.hex);
    else decoding.fail({ fields: { hex: t("frames.empty") } });
  };
  return html`<form onSubmit=${submit} class="decode-form"><${TextArea} label=${t("frames.paste")} hint=${t("frames.pasteHint")} rows=${4} value=${decoding.hex} onValue=${decoding.setHex} error=${decoding.error?.fields?.hex} />
    <button type="submit" class="btn" disabled=${decoding.isBusy}>${t("frames.decode")}</button></form>`;
}

export function Decoded({ decoding }) {
  if (decoding.error && !decoding.error.fields?.hex) return html`<${ErrorState} error=${decoding.error} />`;
  if (!decoding.items) return null;
  return html`<section class="decoded" aria-live="polite" aria-label=${t("frames.result")}>${decoding.items.map((item, index) => html`<${Item} key=${index} item=${item} />`)}</section>`;
}

function Item({ item }) {
  return html`<div class="decoded-item">
    ${item.trouble && html`<p class="decoded-trouble"><${Icon} name="warn" /> ${t("frames.trouble")}${" · "}${say(item.trouble)}</p>`}
    ${item.id && html`<${Facts} items=${[[t("frames.message"), html`${say(item.name)} <span class="code">${item.id}</span>`], [t("frames.terminal"), html`<span class="code">${item.phone}</span>`], [t("frames.sequence"), item.sequence], [t("frames.edition"), item.edition]]} />
      ${item.fields.length > 0 ? html`<pre class="code decoded-fields" tabindex="0">${item.fields.join("\n")}</pre>` : html`<p class="faint">${t("frames.bodyNone")}</p>`}`}</div>`;
}
