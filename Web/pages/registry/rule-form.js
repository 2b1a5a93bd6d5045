// One rule in a form: conditions that may be left open, and where it sends a case.
import { html } from "../../kit/html.js";
import { Dialog } from "../../kit/dialog.js";
import { AreaPicker, Checkbox, Choice, Form, FormActions, OrganisationPicker, RadioGroup, TextField, useForm } from "../../kit/form.js";
import { classKinds, sources } from "../../kit/terms.js";
import { say, t } from "../../kit/texts.js";
import { bigClasses } from "./class-data.js";

const blank = { name: "", target: { choice: "organisation" }, automatic: false };

export function RuleForm({ rule = blank, isNew, classes, others, onPut, onClose }) {
  const form = useForm({
    initial: { ...rule, workTime: rule.workTime === undefined || rule.workTime === null ? "any" : String(rule.workTime) },
    guard: false,
    check: ({ name, target }) => ({
      name: !name.trim() ? t("form.required") : others.includes(name.trim()) && t("ruleForm.nameTaken"),
      "target.organisation": target.choice === "organisation" && !target.organisation && t("form.required"),
    }),
    submit: async (values) => cleaned(values),
    done: onPut,
  });
  const { kind, big, target } = form.values;
  const setClass = (part) => (value) => {
    form.set(part, value);
    // Codes mean something only below their kind and big class.
    if (part === "kind") form.set("big", undefined);
    if (part !== "small") form.set("small", undefined);
  };
  return html`<${Dialog} open=${true} title=${isNew ? t("ruleForm.new") : t("ruleForm.title")} onClose=${onClose}><${Form} form=${form} label=${t("ruleForm.title")}>
    <${TextField} form=${form} name="name" label=${t("ruleForm.name")} hint=${t("ruleForm.nameHint")} required max=${60} />
    <fieldset class="rule-part-form"><legend>${t("ruleForm.conditions")}</legend>
      <${Choice} name="kind" label=${t("ruleForm.kind")} value=${kind} onValue=${setClass("kind")} empty=${t("ruleForm.anyKind")} options=${classKinds()} />
      ${kind && html`<${Choice} name="big" label=${t("ruleForm.big")} value=${big} onValue=${setClass("big")} empty=${t("ruleForm.anyBig")} options=${bigOptions(classes, kind, big)} />`}
      ${big && html`<${Choice} name="small" label=${t("ruleForm.small")} value=${form.values.small} onValue=${setClass("small")} empty=${t("ruleForm.anySmall")} options=${smallOptions(classes, form.values)} />`}
      <${AreaPicker} form=${form} name="area" label=${t("ruleForm.area")} hint=${t("ruleForm.areaHint")} />
      <${Choice} form=${form} name="source" label=${t("ruleForm.source")} empty=${t("ruleForm.anySource")} options=${sources()} />
      <${RadioGroup} form=${form} name="workTime" label=${t("ruleForm.workTime")} inline options=${[{ value: "any", label: t("ruleForm.anyTime") }, { value: "true", label: t("rule.workTime") }, { value: "false", label: t("rule.offTime") }]} />
      <${OrganisationPicker} form=${form} name="partOwner" label=${t("ruleForm.partOwner")} />
    </fieldset>
    <${RadioGroup} form=${form} name="target.choice" label=${t("ruleForm.target")} options=${[
      { value: "organisation", label: t("ruleForm.organisation") },
      { value: "part_authority", label: t("rule.partAuthority"), hint: t("ruleForm.partHint") },
      { value: "part_owner", label: t("rule.partOwner") },
      { value: "part_maintainer", label: t("rule.partMaintainer") }]} />
    ${target.choice === "organisation" && html`<${OrganisationPicker} form=${form} name="target.organisation" label=${t("ruleForm.whichOrganisation")} required />`}
    <${Checkbox} form=${form} name="automatic" label=${t("ruleForm.automatic")} />
    <${FormActions} form=${form} label=${t("ruleForm.ok")} onCancel=${onClose} /><//><//>`;
}

// A code that the edition in force does not know stays a choice, or opening the form would lose it.
function bigOptions(classes, kind, big) {
  const known = bigClasses(classes, kind).map(([value, name]) => ({ value, label: `${value} ${say(name)}` }));
  return big && !known.some((each) => each.value === big) ? [...known, { value: big, label: t("ruleForm.unknownClass", { code: big }) }] : known;
}

function smallOptions(classes, { kind, big, small }) {
  const known = classes.filter((each) => each.kind === kind && each.big === big).map((each) => ({ value: each.small, label: `${each.small} ${say(each.name)}` }));
  return small && !known.some((each) => each.value === small) ? [...known, { value: small, label: t("ruleForm.unknownClass", { code: small }) }] : known;
}

function cleaned({ workTime, target, name, ...rest }) {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== null && value !== ""));
  return {
    ...given, name: name.trim(), ...(workTime === "any" ? {} : { workTime: workTime === "true" }),
    target: target.choice === "organisation" ? target : { choice: target.choice },
  };
}
