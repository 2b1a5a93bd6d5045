// One action with its form, made from what the server says it needs.
import { html, useEffect, useRef } from "../../kit/html.js";
import { confirm } from "../../kit/dialog.js";
import { Form, FormActions, useForm } from "../../kit/form.js";
import { useSession } from "../../kit/session.js";
import { stateName } from "../../kit/terms.js";
import { toast } from "../../kit/toast.js";
import { say, t } from "../../kit/texts.js";
import { ActionFields } from "./action-fields.js";
import { bodyOf, firstValues, missing, sendAction } from "./action-values.js";
import { fieldsOf, knowledgeOf } from "./actions.js";
import { Conflict } from "./conflict.js";
import { keepPhrase } from "./opinion-field.js";

/** `data` is what `useCase` gives; `isOffered` is false when the case has moved on under what was typed. */
export function ActionForm({ data, offer, onDone, onCancel, isOffered = true, onDirty, preset }) {
  const { item } = data;
  const { form, news, isBehind } = useActionForm(data, offer, onDone, isOffered);
  useEffect(() => onDirty?.(form.dirty), [form.dirty]);
  useEffect(() => {
    for (const [name, value] of Object.entries(preset?.values ?? {})) form.set(name, value);
  }, [preset?.at]);
  const { danger } = knowledgeOf(offer.action);
  const guarded = { ...form, submit: danger ? agreed(form, offer, item) : form.submit, takeNewVersion: undefined };
  const drop = () => {
    form.reset();
    onCancel();
  };
  return html`<${Form} form=${guarded} label=${say(offer.name)}>
    <p class="leads">${leads(offer, item)}</p>
    <${ActionFields} form=${form} offer=${offer} fields=${fieldsOf(offer)} item=${item} />
    ${(isBehind || !isOffered) && html`<${Conflict} entries=${news} item=${item} onAgree=${isOffered ? form.takeNewVersion : null}>
      ${!isOffered && html`<button type="button" class="btn btn-sm" onClick=${drop}>${t("case.conflict.drop")}</button>`}<//>`}
    ${isOffered && html`<${FormActions} form=${guarded} label=${say(offer.name)} danger=${danger} onCancel=${drop} />`}<//>`;
}

const leads = (offer, item) => (offer.leadsTo === item.row.state ? t("case.leadsNowhere") : t("case.leadsTo", { state: stateName(offer.leadsTo) }));

/** A photo that is still being sent, or that could not be, would silently stay behind. */
function photosOnTheWay(element) {
  if (element?.querySelector(".photo-tile.is-bad")) return { photos: t("case.field.photosFailed") };
  return element?.querySelector(".photo-tile.is-sending") ? { photos: t("case.field.photosSending") } : {};
}

/** What cannot be undone is asked once more, after the form itself is in order. */
function agreed(form, offer, item) {
  return async (event) => {
    event?.preventDefault?.();
    const isReady = Object.keys(missing(fieldsOf(offer), form.values, "-")).length === 0;
    const action = say(offer.name);
    if (isReady && !(await confirm({ title: t("case.sure", { action }), text: t("case.sureText", { number: item.row.number }), action, danger: true }))) return;
    await form.submit();
  };
}

function useActionForm(data, offer, onDone, isOffered) {
  const { item } = data;
  const fields = fieldsOf(offer);
  // The version that was on the page when one began to type: what is sent is meant for it.
  const base = useRef({ version: data.version, entries: data.history.length });
  const agree = () => {
    base.current = { version: data.version, entries: data.history.length };
  };
  const element = useRef(null);
  const form = useForm({
    initial: firstValues(fields, item),
    draft: `case.${item.row.id}.${offer.action}`,
    check: (values) => ({ ...missing(fields, values, t("form.required")), ...photosOnTheWay(element.current) }),
    submit: async (values, { key }) => {
      try {
        return await sendAction(item.row, offer.action, bodyOf(values, item), { version: base.current.version, key });
      } catch (error) {
        // Refused because something changed: show what, at once.
        if (error.stale || error.code === "workflow.wrong_state") await data.refresh();
        throw error;
      }
    },
    reload: async () => agree(),
    done: async ({ value }, values) => {
      keepPhrase(offer.action, values.opinion?.trim());
      toast(t("case.done", { action: say(offer.name), state: say(value.row.stateName) }));
      await onDone(value);
    },
  });

  useEffect(() => {
    element.current = form.element.current;
  });

  const me = useSession();
  const news = data.history.slice(base.current.entries);
  const isOwn = isOffered && news.length > 0 && news.every((entry) => entry.actor === me?.account);
  // Nothing typed yet, or only one's own doing: the form follows the case. The history may come a moment after it.
  useEffect(() => {
    if (form.busy) return;
    if (form.dirty) {
      if (isOwn) agree();
      return;
    }
    const isOld = data.version !== base.current.version;
    agree();
    if (isOld) form.reset(firstValues(fields, item));
  }, [data.version, data.history.length]);

  return { form, news, isBehind: !form.busy && form.dirty && data.version !== base.current.version && news.length > 0 && !isOwn };
}
