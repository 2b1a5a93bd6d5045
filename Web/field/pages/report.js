// A report: photo first, then place, class, part, words; done. What is written stays on the phone until it has arrived.
import { html, useEffect, useState } from "../../kit/html.js";
import { confirm } from "../../kit/dialog.js";
import { clockTime } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { back, go, useRoute } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { Loading } from "../../kit/states.js";
import { useStore } from "../../kit/store.js";
import { t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { Screen } from "../app.js";
import { loadAround } from "../ground.js";
import { online } from "../line.js";
import { runOutbox } from "../outbox.js";
import { usePosition } from "../position.js";
import { PhotoStrip } from "../photo/photo-field.js";
import { bodyOf, missing, newReport, seenAt, suggestedWords, useDraft } from "../report/draft.js";
import { placeFromPhotos, useMovingPlace, WhereField } from "../report/where.js";
import { WhatField } from "../report/what.js";
import { WhichField } from "../report/which.js";
import { noteClass } from "../settings.js";
import { usePhotos } from "../taking.js";
import { classes, findClass } from "../classes.js";

export default function ReportPage({ params }) {
  const { query } = useRoute();
  const draft = useDraft(params.id, () => newReport(begun(query)));
  if (!can("case.report")) return html`<${Screen} title=${t("field.report.title")}><p class="field-empty">${t("field.report.noRight")}</p><//>`;
  if (!draft.item) return html`<${Screen} title=${t("field.report.title")}><${Loading} rows=${5} /><//>`;
  if (draft.item.state !== "draft") return html`<${Gone} />`;
  return html`<${Report} draft=${draft} />`;
}

// From the map: a place, perhaps a part.
function begun({ lng, lat, part, class: key }) {
  const place = lng && lat ? { lng: Number(lng), lat: Number(lat) } : undefined;
  return { placeFrom: place ? (part ? "part" : "map") : null, body: { ...(place ? { place } : {}), ...(part ? { part } : {}), ...(key ? { smallClass: key } : {}) } };
}

function Gone() {
  useEffect(() => { go("/field/outbox", { replace: true }); }, []);
  return null;
}

function Report({ draft }) {
  const { item, set } = draft;
  const [phone, trouble] = usePosition();
  const taking = usePhotos(item.id, draft.flush);
  const [errors, setErrors] = useState({});
  const [isBusy, setBusy] = useState(false);
  useStore(classes);
  useMovingPlace(item, set, phone);
  useEffect(() => {
    if (phone) loadAround([phone]);
  }, [phone?.lng.toFixed(2), phone?.lat.toFixed(2)]);

  const change = (difference) => {
    setErrors({});
    set(difference);
  };
  const setWhat = (smallClass, condition) => change((now) => ({ body: {
    smallClass, condition, ...(now.isWordsOwn ? {} : { description: suggestedWords(smallClass, condition) }),
    ...(smallClass !== now.body.smallClass && now.body.part ? { part: undefined } : {}),
  } }));
  const setPart = (part) => {
    if (!part) return change({ body: { part: undefined } });
    const key = part.key && findClass(part.key) ? part.key : item.body.smallClass;
    const isOther = key !== item.body.smallClass;
    return change((now) => ({
      ...(now.placeFrom === "photo" || now.placeFrom === "map" || part.lng === undefined ? {} : { placeFrom: "part", accuracyM: null }),
      body: { part: part.code, ...(isOther ? { smallClass: key, condition: undefined } : {}), ...(part.lng === undefined || ["photo", "map"].includes(now.placeFrom) ? {} : { place: { lng: part.lng, lat: part.lat } }),
        ...(now.isWordsOwn || !isOther ? {} : { description: suggestedWords(key) }) },
    }));
  };
  const taken = (photos) => {
    const place = placeFromPhotos(item, photos, phone);
    if (place) change(place);
  };

  const submit = async () => {
    const lacks = missing(item);
    setErrors(lacks);
    if (Object.keys(lacks).length || taking.busy) return;
    if (!taking.photos.length && !(await confirm({ title: t("field.report.noPhoto"), text: t("field.report.noPhotoHint"), action: t("field.send") }))) return;
    setBusy(true);
    try {
      const ready = { ...item, body: { ...item.body, seenAt: seenAt(item, taking.photos) } };
      await draft.queue(bodyOf(ready));
      if (item.body.smallClass) noteClass(item.body.smallClass);
      toast(online.get() ? t("field.report.queued") : t("field.report.queuedOffline"));
      runOutbox({ again: true });
      go("/field/outbox", { replace: true });
    } catch (error) {
      setBusy(false);
      toastError(error);
    }
  };
  const drop = async () => {
    if (draft.isKept() && !(await confirm({ title: t("field.report.drop"), text: t("field.report.dropHint"), action: t("common.delete"), danger: true }))) return;
    await draft.discard();
    go("/field/", { replace: true });
  };
  const kinds = item.body.selfHandled ? ["before", "after"] : ["near", "far", "reference"];
  return html`<${Screen} title=${t("field.report.title")} className="field-form" bar=${html`
      <button type="button" class="btn" onClick=${() => back("/field/")}><${Icon} name="left" /> ${t("field.back")}</button>
      <button type="button" class="btn btn-primary" disabled=${isBusy || taking.busy} onClick=${submit}><${Icon} name="send" size=${20} /> ${t("field.send")}</button>`}>
    ${item.body.selfHandled
      ? html`<h2>${t("field.photo.before")}</h2><${PhotoStrip} taking=${taking} kinds=${["before"]} label=${t("field.photo.before")} onTaken=${taken} />
        <h2>${t("field.photo.after")}</h2><${PhotoStrip} taking=${taking} kinds=${["after"]} label=${t("field.photo.after")} onTaken=${taken} />`
      : html`<${PhotoStrip} taking=${taking} kinds=${kinds} label=${t("field.report.photos")} onTaken=${taken} hint=${t("field.report.photoHint")} />`}
    <${WhereField} item=${item} set=${change} phone=${phone} trouble=${trouble} error=${errors.place && t("field.report.noPlace")} />
    <${WhatField} value=${item.body.smallClass} condition=${item.body.condition} onWhat=${setWhat} />
    <${WhichField} place=${item.body.place} smallClass=${item.body.smallClass} value=${item.body.part} onPart=${setPart} />
    <${Words} item=${item} change=${change} error=${errors.description && t("field.report.noWords")} />
    <${Switches} item=${item} change=${change} taking=${taking} />
    <p class="field-hint">${t("field.report.begun", { time: clockTime(item.createdAt) })}</p>
    <button type="button" class="btn btn-danger field-wide" onClick=${drop}><${Icon} name="trash" /> ${t("field.report.discard")}</button>
  <//>`;
}

function Words({ item, change, error }) {
  return html`<section class="field-section"><div class="field"><label for="field-words">${t("field.report.words")}</label>
      <textarea id="field-words" class="form-control" rows="3" maxlength="2000" value=${item.body.description} aria-invalid=${error ? "true" : undefined} aria-describedby=${error ? "field-words-error" : undefined}
        onInput=${(event) => change({ isWordsOwn: true, body: { description: event.target.value } })}></textarea>
      ${error && html`<p class="field-error" id="field-words-error" role="alert"><${Icon} name="error" /> ${error}</p>`}</div>
    <div class="field"><label for="field-address">${t("field.report.address")} <span class="optional">${t("form.optional")}</span></label>
      <input id="field-address" class="form-control" maxlength="200" value=${item.body.address} autocomplete="off" onInput=${(event) => change({ body: { address: event.target.value } })} /></div></section>`;
}

function Switches({ item, change, taking }) {
  const setSelf = (event) => {
    const isOn = event.target.checked;
    // The photos that are there show the state before.
    for (const photo of taking.photos) taking.setKind(photo.id, isOn ? "before" : "near");
    change({ body: { selfHandled: isOn } });
  };
  return html`<section class="field-section">
    <label class="field-switch"><input type="checkbox" class="form-check-input" checked=${Boolean(item.body.urgent)} onChange=${(event) => change({ body: { urgent: event.target.checked } })} />
      <span>${t("field.report.urgent")}<span class="faint">${t("field.report.urgentHint")}</span></span></label>
    <label class="field-switch"><input type="checkbox" class="form-check-input" checked=${Boolean(item.body.selfHandled)} onChange=${setSelf} />
      <span>${t("field.report.self")}<span class="faint">${t("field.report.selfHint")}</span></span></label></section>`;
}
