// The case changed while this step waited: what it is now, and what can be done with the step. Nothing is lost.
import { html, useState } from "../../kit/html.js";
import { get, newKey } from "../../kit/api.js";
import { time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { say, t } from "../../kit/texts.js";
import { toastError } from "../../kit/toast.js";
import { changeItem } from "../items.js";
import { runOutbox } from "../outbox.js";
import { Drop } from "./drop.js";
import { useKept } from "../pocket.js";

export function Conflict({ item }) {
  const now = useKept(`case:${item.case}`, () => get(`/cases/${item.case}`), [item.id]);
  const past = useKept(`history:${item.case}`, () => get(`/cases/${item.case}/history`), [item.id]);
  const [isBusy, setBusy] = useState(false);
  const isCurrent = now.value && !now.isKept;
  const last = past.value?.items.at(-1);
  const canRepeat = isCurrent && now.value.actions.some((offer) => offer.action === item.action);
  const canComment = isCurrent && now.value.actions.some((offer) => offer.action === "comment");
  const resend = async (difference) => {
    setBusy(true);
    try {
      await changeItem(item.id, { state: "waiting", error: null, attempts: 0, nextAt: 0, version: now.value.row.version, ...difference });
      runOutbox({ again: true });
    } catch (error) {
      setBusy(false);
      toastError(error);
    }
  };
  // Another operation is another intention, and gets another key.
  const asComment = () => resend({
    action: "comment", key: newKey(), tried: null, actionName: now.value.actions.find((offer) => offer.action === "comment").name, leadsTo: now.value.row.state,
    body: { ...item.body, opinion: [t("field.conflict.meant", { action: say(item.actionName) }), item.body.opinion].filter(Boolean).join("\n") },
  });
  return html`<div role="alert"><p class="field-error"><${Icon} name="warn" /> ${t("field.conflict.title")}</p>
      ${isCurrent ? html`<p>${t("field.conflict.now", { state: say(now.value.row.stateName) })}${last && ` ${t("field.conflict.last", { who: say(last.actorName), action: say(last.name), time: time(last.at) })}`}</p>`
        : now.error ? html`<p>${say(item.error?.wording) || now.error.message}</p>` : html`<p class="faint">${t("common.loading")}</p>`}
      ${isCurrent && html`<p>${canRepeat ? t("field.conflict.canRepeat", { action: say(item.actionName) }) : t("field.conflict.cannotRepeat", { action: say(item.actionName) })}</p>`}</div>
    <div class="field-buttons"><${Drop} item=${item} />
      <a class="btn" href=${`/field/task/${item.case}`}>${t("field.act.toTask")}</a>
      ${canRepeat && html`<button type="button" class="btn btn-primary" disabled=${isBusy} onClick=${() => resend({})}>${t("field.conflict.repeat", { action: say(item.actionName) })}</button>`}
      ${!canRepeat && canComment && html`<button type="button" class="btn btn-primary" disabled=${isBusy} onClick=${asComment}>${t("field.conflict.asComment")}</button>`}</div>`;
}
