// A small class of a draft: its names, and the conditions among which people choose, in their order.
import { html } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { confirm } from "../../kit/dialog.js";
import { Checkbox, Form, FormActions, RadioGroup, TextField, useForm } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { Card, Page } from "../../kit/page.js";
import { go } from "../../kit/router.js";
import { Empty, ErrorState, Loading } from "../../kit/states.js";
import { classKinds } from "../../kit/terms.js";
import { add, say, t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { ConditionFields, emptyCondition, fromCondition, toCondition } from "./class-condition.js";
import { classesOf, editionOf } from "./class-data.js";
import texts from "../../texts/classes.js";

add(texts);

export default function ClassEditPage({ params }) {
  const isNew = params.small === "new";
  const data = useLoad(async (signal) => {
    const [edition, classes] = await Promise.all([editionOf(params.edition, { signal }), classesOf(params.edition, { signal })]);
    const small = classes.find((each) => each.kind === params.kind && each.big === params.big && each.small === params.small);
    return { edition, classes, small };
  }, [params.edition, params.kind, params.big, params.small]);
  const { edition, small, classes } = data.value ?? {};
  const crumbs = [{ href: "/classes", title: t("classes.title") }, { href: `/classes/${params.edition}`, title: edition ? say(edition.title) : params.edition }];
  const title = isNew ? t("class.new") : small ? say(small.name) : t("classes.title");
  if (!data.value) return html`<${Page} title=${title} crumbs=${crumbs}>${data.error ? html`<${ErrorState} error=${data.error} onRetry=${data.refresh} />` : html`<${Loading} rows=${10} />`}<//>`;
  if (edition.state !== "draft") return html`<${Page} title=${title} crumbs=${crumbs}><${Empty} icon="lock" title=${t("class.notDraft")} text=${t("class.notDraftHint")} action=${html`<a class="btn" href="/classes/editions">${t("classes.editions")}</a>`} /><//>`;
  if (!isNew && !small) return html`<${Page} title=${title} crumbs=${crumbs}><${Empty} icon="search" title=${t("classes.nothing")} text=${t("classes.nothingHint")} /><//>`;
  return html`<${ClassForm} key=${small?.key ?? "new"} edition=${edition} small=${small} classes=${classes} kind=${params.kind} crumbs=${crumbs} title=${title} reload=${data.refresh} />`;
}

function ClassForm({ edition, small, classes, kind, crumbs, title, reload }) {
  const list = `/classes/${edition.edition}`;
  const form = useForm({
    draft: `class-${edition.edition}-${small?.key ?? "new"}`,
    reload,
    initial: small
      ? { kind: small.kind, big: small.big, small: small.small, bigName: small.bigName, name: small.name, verified: small.verified, conditions: small.conditions.map(fromCondition) }
      : { kind, big: "", small: "", bigName: { zh: "", en: "" }, name: { zh: "", en: "" }, verified: false, conditions: [emptyCondition([])] },
    check: (values) => ({ big: !values.big.trim() && t("form.required"), small: !values.small.trim() && t("form.required"), "name.zh": !values.name.zh.trim() && t("form.required") }),
    submit: ({ bigName, name, verified, conditions, ...key }, { key: once }) => send("PUT", `/classes/${edition.edition}/${key.kind}/${key.big.trim()}/${key.small.trim()}`,
      { bigName, name, verified, conditions: conditions.map(toCondition) }, { version: edition.version, key: once }),
    done: ({ value }) => {
      toast(t("class.saved", { name: say(value.name) }));
      go(`${list}?kind=${value.kind}&big=${value.big}`);
    },
  });
  const { values } = form;
  // A code that is known brings its name, so that nobody types a big class's name twice.
  const known = classes.find((each) => each.kind === values.kind && each.big === values.big);
  const takeBig = (code) => {
    form.set("big", code);
    const found = classes.find((each) => each.kind === values.kind && each.big === code);
    if (found) form.set("bigName", found.bigName);
  };
  const remove = async () => {
    const name = say(small.name);
    if (!(await confirm({ title: t("class.deleteAsk", { name }), text: t("class.deleteText"), action: t("class.delete"), danger: true }))) return;
    try {
      await send("DELETE", `${list}/${small.kind}/${small.big}/${small.small}`, null, { version: edition.version });
      form.reset();
      toast(t("class.deleted", { name }));
      go(`${list}?kind=${small.kind}&big=${small.big}`, { force: true });
    } catch (error) {
      toastError(error);
      if (error.stale) reload();
    }
  };
  const menu = small ? [{ label: t("class.delete"), icon: "trash", danger: true, onSelect: remove }] : [];
  return html`<${Page} title=${title} crumbs=${crumbs} menu=${menu}>
    <div class="class-form"><${Form} form=${form} label=${title}>
      <${Card} title=${t("comparison.class")}>
        ${!small && html`<${RadioGroup} form=${form} name="kind" label=${t("classes.kind")} inline options=${classKinds()} />`}
        <div class="pair"><${TextField} name="big" value=${values.big} onValue=${takeBig} error=${form.errors.big} label=${t("class.bigCode")} hint=${t("class.digits2")} required code max=${2} disabled=${Boolean(small)} />
          <${TextField} form=${form} name="small" label=${t("class.smallCode")} hint=${t("class.digits3")} required code max=${3} disabled=${Boolean(small)} /></div>
        <div class="pair"><${TextField} form=${form} name="bigName.zh" label=${t("class.bigZh")} required max=${60} /><${TextField} form=${form} name="bigName.en" label=${t("class.bigEn")} optional max=${180} /></div>
        ${known && html`<p class="field-hint pair-hint">${t("class.bigShared")}</p>`}
        <div class="pair"><${TextField} form=${form} name="name.zh" label=${t("class.zh")} required max=${60} /><${TextField} form=${form} name="name.en" label=${t("class.en")} optional max=${180} /></div>
        <${Checkbox} form=${form} name="verified" label=${t("class.verified")} />
      <//>
      <h2 class="part-title">${t("class.conditions")}</h2>
      ${values.conditions.map((_, index) => html`<${ConditionFields} key=${index} form=${form} index=${index} />`)}
      <p><button type="button" class="btn" onClick=${() => form.set("conditions", [...values.conditions, emptyCondition(values.conditions)])}><${Icon} name="plus" /> ${t("class.addCondition")}</button></p>
      <${FormActions} form=${form} cancel=${list} />
    <//></div><//>`;
}
