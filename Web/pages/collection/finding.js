// One problem that a patrol found: whether somebody had reported it, with its proof.
import { html, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { className } from "../../kit/fields/class-picker.js";
import { coordinates, Time } from "../../kit/format.js";
import { useLoad } from "../../kit/load.js";
import { PhotoGrid } from "../../kit/photos.js";
import { language, say, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { CaseNumber, VerdictMark } from "./marks.js";
import { ReasonDialog } from "./reason-dialog.js";

// The tables of classes know the name where the answer has none.
function ClassName({ finding }) {
  const known = say(finding.className);
  const found = useLoad(async () => (known ? null : className(finding.smallClass)), [finding.smallClass, language.get()]);
  return html`${known || found.value || (found.error ? finding.smallClass : "…")}`;
}

export function Finding({ finding, mayWithdraw, onChanged }) {
  const [isAsking, setAsking] = useState(false);
  const write = (reason, key) => send("POST", `/collection/findings/${finding.id}/withdraw`, { reason }, { key, version: finding.version });
  const done = () => {
    toast(t("collection.withdrawn"));
    onChanged();
  };
  const photos = finding.photos.map((media) => ({ media, addedAt: finding.at }));
  return html`<article class="finding" data-test="finding">
    <p class="finding-head"><${VerdictMark} verdict=${finding.verdict} name=${finding.verdictName} /> <b><${ClassName} finding=${finding} /></b>
      ${mayWithdraw && finding.verdict !== "withdrawn" && html`<button type="button" class="btn btn-sm" onClick=${() => setAsking(true)}>${t("collection.withdraw")}</button>`}</p>
    ${finding.description && html`<p>${finding.description}</p>`}
    <${PhotoGrid} photos=${photos} small />
    <p class="faint"><${Time} at=${finding.at} /> · ${coordinates(finding.lng, finding.lat)}</p>
    ${finding.reason && html`<p>${t("collection.withdrawnBecause", { reason: finding.reason })}</p>`}
    ${finding.caseNumber && html`<p><span class="faint">${t("collection.findingCase")}</span> <${CaseNumber} number=${finding.caseNumber} /></p>`}
    ${isAsking && html`<${ReasonDialog} title=${t("collection.withdraw")} text=${t("collection.withdrawText")} label=${t("collection.reason")} action=${t("collection.withdraw")} write=${write} onClose=${() => setAsking(false)} onDone=${done} />`}
  </article>`;
}
