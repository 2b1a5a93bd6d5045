// Finishing, refusing, noting: words and photos. They wait on the phone where there is no line.
import { html, useState } from "../../kit/html.js";
import { newKey } from "../../kit/api.js";
import { Icon } from "../../kit/icons.js";
import { back, go } from "../../kit/router.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { useStore } from "../../kit/store.js";
import { t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { Screen } from "../app.js";
import { items, mine } from "../items.js";
import { online } from "../line.js";
import { newAct, whenAndWhere } from "../orders.js";
import { runOutbox } from "../outbox.js";
import { PhotoStrip } from "../photo/photo-field.js";
import { usePosition } from "../position.js";
import { useDraft } from "../report/draft.js";
import { usePhotos } from "../taking.js";
import { actName, mayDo, needsWords, orderNow } from "../work/order-steps.js";
import { Phrases } from "../work/phrases.js";
import { useOrder } from "./order.js";
import { BackButton } from "./task.js";

const photoKinds = { finish: ["after"], note: ["near"], refuse: [] };

export default function OrderActPage({ params }) {
  const { order, read } = useOrder(params.id);
  const all = useStore(items);
  const bar = html`<${BackButton} />`;
  if (!order) return html`<${Screen} title=${t("field.order.title")} bar=${bar}>${read.error ? html`<${ErrorState} error=${read.error} onRetry=${read.refresh} />` : html`<${Loading} />`}<//>`;
  const { state } = orderNow(order, all);
  if (!photoKinds[params.act] || !mayDo(params.act, state)) {
    return html`<${Screen} title=${order.title} bar=${bar}><p class="field-note">${t("field.order.notNow")} <a href=${`/field/order/${order.id}`}>${t("field.order.see")}</a></p><//>`;
  }
  return html`<${Act} key=${params.act} order=${order} act=${params.act} />`;
}

// One draft for each act on each order: whoever leaves and comes back finds their words.
const draftOf = (order, act) => mine().find((item) => item.kind === "order" && item.order === order && item.act === act && item.state === "draft")?.id ?? newKey();

function Act({ order, act }) {
  const [id] = useState(() => draftOf(order.id, act));
  const draft = useDraft(id, () => newAct(order, act, { body: { words: "" } }));
  usePosition();
  if (draft.item?.state !== "draft") return html`<${Screen} title=${actName(act)}><${Loading} /><//>`;
  return html`<${Form} order=${order} act=${act} draft=${draft} />`;
}

function Form({ order, act, draft }) {
  const { item, set } = draft;
  const taking = usePhotos(item.id, draft.flush);
  const [isMissing, setMissing] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const kinds = photoKinds[act];
  const write = (words) => {
    setMissing(false);
    set({ body: { words } });
  };
  const submit = async () => {
    const words = item.body.words.trim();
    if (needsWords(act) && !words) return setMissing(true);
    if (taking.busy) return undefined;
    setBusy(true);
    try {
      await draft.flush();
      await draft.queue({ ...whenAndWhere(), ...(words ? { words } : {}) });
      toast(online.get() ? t("field.act.queued", { action: actName(act) }) : t("field.act.queuedOffline", { action: actName(act) }));
      runOutbox({ again: true });
      go(act === "note" ? `/field/order/${order.id}` : "/field/", { replace: true });
    } catch (error) {
      setBusy(false);
      toastError(error);
    }
    return undefined;
  };
  return html`<${Screen} title=${actName(act)} className="field-form" bar=${html`
      <button type="button" class="btn" onClick=${() => back(`/field/order/${order.id}`)}><${Icon} name="left" /> ${t("field.back")}</button>
      <button type="button" class=${act === "refuse" ? "btn btn-danger" : "btn btn-primary"} disabled=${isBusy || taking.busy} onClick=${submit}><${Icon} name="send" size=${20} /> ${actName(act)}</button>`}>
    <p class="faint">${[order.title, order.address].filter(Boolean).join(" · ")}</p>
    ${kinds.length > 0 && html`<${PhotoStrip} taking=${taking} kinds=${kinds} label=${t("field.photos")} hint=${act === "finish" && t("field.act.photoHint")} />`}
    <div class="field"><label for="field-words">${t(act === "refuse" ? "field.order.reason" : "field.act.words")}${!needsWords(act) && html` <span class="optional">${t("form.optional")}</span>`}</label>
      <textarea id="field-words" class="form-control" rows="3" maxlength="1000" value=${item.body.words} aria-invalid=${isMissing ? "true" : undefined} aria-describedby=${isMissing ? "field-words-error" : undefined} onInput=${(event) => write(event.target.value)}></textarea>
      ${isMissing && html`<p class="field-error" id="field-words-error" role="alert"><${Icon} name="error" /> ${t(act === "refuse" ? "field.order.sayWhy" : "form.required")}</p>`}
      <${Phrases} action=${act === "refuse" ? "refuse_order" : act === "finish" ? "finish_order" : "note_order"} onPhrase=${(words) => write(item.body.words.trim() ? `${item.body.words.trim()} ${words}` : words)} /></div>
  <//>`;
}
