// Importing a table: the file goes up, counts come back, and rejected rows can be saved, corrected and sent again.
import { html, useState } from "../../kit/html.js";
import { upload } from "../../kit/api.js";
import { Dialog } from "../../kit/dialog.js";
import { FileField, RadioGroup } from "../../kit/form.js";
import { number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { add, say, t } from "../../kit/texts.js";
import { saveText } from "../admin/csv.js";
import texts from "../../texts/table-import.js";

add(texts);

const shownRejects = 50;
// What is wrong with the file itself: none chosen, too large, of another type.
const isOfFile = (error) => error?.isMissing || [413, 415].includes(error?.status);

export function TableImport({ title, hint, path, query, version, accept = ".csv,text/csv", onClose, onDone, children }) {
  const [state, setState] = useState({ file: null, encoding: "utf8", share: null, error: null, report: null });
  const put = (change) => setState((old) => ({ ...old, ...change }));
  const run = async () => {
    if (!state.file) return put({ error: { message: t("import.noFile"), isMissing: true } });
    put({ error: null, share: 0 });
    try {
      const report = await upload(path, state.file, { ...query, encoding: state.encoding }, (share) => put({ share }), { version });
      put({ report, share: null });
      onDone(report);
    } catch (error) {
      put({ error, share: null });
    }
  };
  const again = () => put({ file: null, report: null, error: null });
  const isBusy = state.share !== null;
  const buttons = state.report
    ? html`<button type="button" class="btn" onClick=${again}>${t("import.again")}</button><button type="button" class="btn btn-primary" onClick=${onClose}>${t("common.close")}</button>`
    : html`<button type="button" class="btn" onClick=${onClose}>${t("common.cancel")}</button>
        <button type="button" class="btn btn-primary" disabled=${isBusy} onClick=${run}>${isBusy ? t("import.running") : t("import.run")}</button>`;
  return html`<${Dialog} open=${true} size="large" title=${title} onClose=${onClose} actions=${buttons}>
    ${state.report ? html`<${Report} report=${state.report} />` : html`${children}
      <${FileField} label=${t("import.file")} hint=${hint} accept=${accept} value=${state.file} onValue=${(file) => put({ file, error: null })} error=${isOfFile(state.error) && state.error.message} />
      <${RadioGroup} label=${t("import.encoding")} inline value=${state.encoding} onValue=${(encoding) => put({ encoding })} options=${[{ value: "utf8", label: "UTF-8" }, { value: "gb18030", label: t("import.gb") }]} />
      ${isBusy && html`<progress class="import-progress" max="1" value=${state.share} aria-label=${t("import.running")}></progress>`}
      ${state.error && !isOfFile(state.error) && html`<div class="form-error" role="alert"><${Icon} name="error" /><div><p>${state.error.message}</p>${Object.values(state.error.fields ?? {}).map((text) => html`<p key=${text}>${text}</p>`)}</div></div>`}`}
  <//>`;
}

function Report({ report }) {
  const figures = [["import.read", report.read], ["import.created", report.created], ["import.changed", report.changed], ["import.unchanged", report.unchanged], ["import.rejected", report.rejected]];
  return html`<div role="status" data-test="import-report">
    <div class="figures">${figures.map(([key, value]) => html`<div class="figure" key=${key}><span class="figure-value">${number(value)}</span><span class="figure-name">${t(key)}</span></div>`)}</div>
    ${report.rejected === 0 ? html`<p><${Icon} name="check" /> ${t("import.allGood", { count: number(report.read) })}</p>` : html`<${Rejects} report=${report} />`}
  </div>`;
}

function Rejects({ report }) {
  const rows = report.rejects.slice(0, shownRejects);
  return html`<p><${Icon} name="warn" /> ${t("import.someBad", { count: number(report.rejected) })}
      ${report.rejectsCSV && html`<button type="button" class="btn btn-sm" onClick=${() => saveText(t("import.rejectsName"), report.rejectsCSV)}><${Icon} name="download" /> ${t("import.saveRejects")}</button>`}</p>
    ${report.rejected > rows.length && html`<p class="faint">${t("import.firstRejects", { count: rows.length })}</p>`}
    <div class="table-frame"><div class="table-scroll"><table class="data"><caption class="visually-hidden">${t("import.rejected")}</caption>
      <thead><tr><th scope="col" class="end">${t("import.line")}</th><th scope="col">${t("import.field")}</th><th scope="col">${t("import.reason")}</th></tr></thead>
      <tbody>${rows.map((row, index) => html`<tr key=${index}><td class="end" data-title=${t("import.line")} data-phone="line">${row.line}</td><td data-title=${t("import.field")} data-phone="line">${row.field}</td><td class="wrap" data-title=${t("import.reason")} data-phone="line">${say(row.message)}</td></tr>`)}</tbody>
    </table></div></div>`;
}
