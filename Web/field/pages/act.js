// Doing something with a case on the spot: photos, words, done. It waits on the phone if there is no line.
import { html, useEffect, useState } from "../../kit/html.js";
import { get, newKey } from "../../kit/api.js";
import { cityDayStart, today, addDays } from "../../kit/format.js";
import { confirm } from "../../kit/dialog.js";
import { DateField } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { back, go } from "../../kit/router.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { useStore } from "../../kit/store.js";
import { say, t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { Screen } from "../app.js";
import { items, mine, newItem } from "../items.js";
import { online } from "../line.js";
import { onSent, runOutbox } from "../outbox.js";
import { PhotoStrip } from "../photo/photo-field.js";
import { useKept } from "../pocket.js";
import { useDraft } from "../report/draft.js";
import { usePhotos } from "../taking.js";
import { offersOf, workflow } from "../tasks.js";
import { needsOf, photoKindsOf, wantsPhotos } from "../work/offers.js";
import { Phrases } from "../work/phrases.js";
import { shortClass } from "../work/words.js";
import { BackButton } from "./task.js";

export default function ActPage({ params }) {
  const read = useKept(`case:${params.id}`, () => get(`/cases/${params.id}`));
  const all = useStore(items);
  useStore(workflow);
  useEffect(() => onSent((item) => item.case === params.id && read.refresh()), [params.id]);
  if (!read.value) return html`<${Screen} title=${t("field.task.title")} bar=${html`<${BackButton} />`}>${read.error ? html`<${ErrorState} error=${read.error} onRetry=${read.refresh} />` : html`<${Loading} />`}<//>`;
  const { offers } = offersOf(read.value, all);
  const offer = offers.find((each) => each.action === params.action);
  if (!offer) return html`<${NotNow} id=${params.id} isLoading=${read.loading} />`;
  return html`<${Act} whole=${read.value} offer=${offer} />`;
}

const NotNow = ({ id, isLoading }) => html`<${Screen} title=${t("field.task.title")} bar=${html`<${BackButton} />`}>
  ${isLoading ? html`<${Loading} />` : html`<p class="field-note">${t("field.act.notNow")} <a href=${`/field/task/${id}`}>${t("field.act.toTask")}</a></p>`}<//>`;

// One draft for each action on each case: whoever leaves and comes back finds their words.
const draftOf = (id, action) => mine().find((item) => item.kind === "action" && item.case === id && item.action === action && item.state === "draft")?.id ?? newKey();

function Act({ whole, offer }) {
  const { row } = whole;
  const [id] = useState(() => draftOf(row.id, offer.action));
  const draft = useDraft(id, () => newItem("action", { case: row.id, number: row.number, action: offer.action, body: { opinion: "" } }));
  if (!draft.item || draft.item.state !== "draft") return html`<${Screen} title=${say(offer.name)}><${Loading} /><//>`;
  return html`<${Form} whole=${whole} offer=${offer} draft=${draft} />`;
}

function Form({ whole, offer, draft }) {
  const { item, set } = draft;
  const taking = usePhotos(item.id, draft.flush);
  const [errors, setErrors] = useState({});
  const [isBusy, setBusy] = useState(false);
  const kinds = photoKindsOf(offer.action);
  const change = (body) => {
    setErrors({});
    set({ body });
  };
  const needsWords = needsOf(offer, "opinion");
  const needsDay = needsOf(offer, "until");

  const submit = async () => {
    const lacks = { ...(needsWords && !item.body.opinion.trim() ? { opinion: true } : {}), ...(needsDay && !item.body.until ? { until: true } : {}) };
    setErrors(lacks);
    if (Object.keys(lacks).length || taking.busy) return;
    if (wantsPhotos(offer.action) && !taking.photos.length && !(await confirm({ title: t("field.act.noPhoto"), text: t("field.act.noPhotoHint"), action: say(offer.name) }))) return;
    setBusy(true);
    try {
      await enqueue(whole, offer, draft);
      toast(online.get() ? t("field.act.queued", { action: say(offer.name) }) : t("field.act.queuedOffline", { action: say(offer.name) }));
      runOutbox({ again: true });
      go(offer.action === "take" ? `/field/task/${whole.row.id}` : "/field/", { replace: true });
    } catch (error) {
      setBusy(false);
      toastError(error);
    }
  };
  return html`<${Screen} title=${say(offer.name)} className="field-form" bar=${html`
      <button type="button" class="btn" onClick=${() => back(`/field/task/${whole.row.id}`)}><${Icon} name="left" /> ${t("field.back")}</button>
      <button type="button" class="btn btn-primary" disabled=${isBusy || taking.busy} onClick=${submit}><${Icon} name="send" size=${20} /> ${say(offer.name)}</button>`}>
    <p class="faint">${[shortClass(whole.row.smallClass), whole.row.address].filter(Boolean).join(" · ")}</p>
    ${whole.condition && ["check_pass", "check_fail", "finish"].includes(offer.action) && html`<p class="field-note"><strong>${t("field.task.closing")}</strong> ${say(whole.condition.closing)}</p>`}
    ${offer.action === "finish"
      ? html`<h2>${t("field.photo.before")}</h2><${PhotoStrip} taking=${taking} kinds=${["before"]} label=${t("field.photo.before")} small=${true} />
        <h2>${t("field.photo.after")}</h2><${PhotoStrip} taking=${taking} kinds=${["after"]} label=${t("field.photo.after")} />`
      : kinds.length > 0 && html`<${PhotoStrip} taking=${taking} kinds=${kinds} label=${t("field.photos")} hint=${wantsPhotos(offer.action) && t("field.act.photoHint")} />`}
    <div class="field"><label for="field-opinion">${needsWords ? t("field.act.words") : t("field.act.wordsFree")}${!needsWords && html` <span class="optional">${t("form.optional")}</span>`}</label>
      <textarea id="field-opinion" class="form-control" rows="3" maxlength="2000" value=${item.body.opinion} aria-invalid=${errors.opinion ? "true" : undefined} onInput=${(event) => change({ opinion: event.target.value })}></textarea>
      ${errors.opinion && html`<p class="field-error" role="alert"><${Icon} name="error" /> ${t("form.required")}</p>`}
      <${Phrases} action=${offer.action} onPhrase=${(words) => change({ opinion: item.body.opinion.trim() ? `${item.body.opinion.trim()} ${words}` : words })} /></div>
    ${needsDay && html`<${DateField} label=${t("field.act.until")} required value=${item.until} min=${addDays(today(), 1)} latest=${addDays(today(), 364)} error=${errors.until && t("form.required")}
      onValue=${(day) => set({ until: day, body: { until: day ? cityDayStart(day) : undefined } })} />`}
  <//>`;
}

/** From now on it is one step in the case's order: it names the version on which it was decided. */
async function enqueue(whole, offer, draft) {
  const body = { ...draft.item.body, opinion: draft.item.body.opinion.trim() };
  if (!body.opinion) delete body.opinion;
  draft.set({ actionName: offer.name, leadsTo: offer.leadsTo, leadsFrom: whole.row.state, version: knownVersion(whole.row), summary: whole.row.smallClass?.name ?? null, address: whole.row.address });
  await draft.flush();
  await draft.queue(body);
}

// What I have just sent myself may be newer than what the page has read.
const knownVersion = (row) =>
  Math.max(row.version, ...mine().filter((item) => item.case === row.id && item.state === "done").map((item) => item.result?.version ?? 0));
