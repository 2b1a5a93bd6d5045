// What happened to a case: people loud, the machine quiet, and the proof that nothing was changed afterwards.
import { html, useEffect } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { Copy } from "../../kit/copy.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { Card } from "../../kit/page.js";
import { caseEntry, Timeline } from "../../kit/timeline.js";
import { t } from "../../kit/texts.js";
import { ActionForm } from "./action-form.js";
import { arranged } from "./actions.js";
import { EntryDetail } from "./entry-detail.js";

export function History({ data }) {
  const { comment } = arranged(data.item);
  const entries = data.history.map((entry) => ({ ...caseEntry(entry), ...mark(entry), detail: html`<${EntryDetail} entry=${entry} />` }));
  return html`<${Card} title=${t("case.history")} actions=${html`<${Verification} id=${data.item.row.id} count=${data.history.length} />`}>
    <${Timeline} entries=${entries} />
    ${comment && html`<details class="composer"><summary><${Icon} name="message" /> ${t("case.comment")}</summary>
      <${Composer} data=${data} offer=${comment} /></details>`}
  <//>`;
}

function Composer({ data, offer }) {
  const close = () => document.querySelector(".composer")?.removeAttribute("open");
  const done = async (item) => {
    close();
    await data.take(item);
  };
  return html`<${ActionForm} key=${data.item.row.id} data=${data} offer=${offer} onDone=${done} onCancel=${close} />`;
}

const tones = {
  check_fail: "bad", confirm_false: "bad", rework: "bad", refuse: "bad", cancel: "bad", supervise: "bad",
  close: "good", check_pass: "good", finish: "good",
};

const mark = (entry) => ({ tone: tones[entry.action] });

/** Each entry's hash covers the one before; the server reckons them all again. */
export function useVerification(id, count) {
  const read = useLoad((signal) => get(`/cases/${id}/history/verification`, null, { signal }), [id]);
  useEffect(() => {
    if (read.value && read.value.entries !== count) read.refresh();
  }, [count]);
  return read;
}

function Verification({ id, count }) {
  const { value, error, refresh } = useVerification(id, count);
  if (error) return html`<span class="verified faint">${t("case.chain.unread")} <button type="button" class="btn btn-sm" onClick=${refresh}>${t("common.retry")}</button></span>`;
  if (!value) return html`<span class="verified faint">${t("case.chain.reading")}</span>`;
  if (!value.sound) return html`<span class="verified broken" role="alert"><${Icon} name="warn" /> ${t("case.chain.broken", { position: (value.brokenAt ?? 0) + 1 })}</span>`;
  return html`<details class="verified"><summary><${Icon} name="shield" /> ${t("case.chain.sound", { count: value.entries })}</summary>
    <div class="verified-more"><p>${t("case.chain.what")}</p><${Copy} text=${value.hash} label=${`${value.hash.slice(0, 16)}…`} /></div></details>`;
}
