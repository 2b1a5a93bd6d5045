// One fence, or a new one: where it lies, what it is, and whether it is in use.
import "./setup.js";
import { html } from "../../kit/html.js";
import { read, send } from "../../kit/api.js";
import { useAreaBounds } from "../../kit/area-bounds.js";
import { confirm } from "../../kit/dialog.js";
import { AreaPicker, Choice, Form, FormActions, NumberField, RadioGroup, TextField, useForm } from "../../kit/form.js";
import { useLoad } from "../../kit/load.js";
import { Card, Facts, Page } from "../../kit/page.js";
import { go } from "../../kit/router.js";
import { can, may } from "../../kit/session.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { say, t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { FenceField, FencePicture } from "./fence-map.js";
import { allFences } from "./read.js";
import { FenceState, kindChoices, kindName, shapeOf, shapeWords } from "./words.js";

const crumbs = () => [{ href: "/fences", title: t("fences.title") }];
const mayChange = (fence) => (fence ? may("sensing.write", fence.area) : can("sensing.write"));

export default function FencePage({ params }) {
  const isNew = !params.id;
  const found = useLoad((signal) => (isNew ? {} : read(`/fences/${params.id}`, null, { signal })), [params.id]);
  const fence = found.value?.value;
  const title = isNew ? t("fences.new") : fence?.name ?? t("fences.title");
  if (!found.value) return html`<${Page} title=${title} crumbs=${crumbs()}>${found.error ? html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />` : html`<${Loading} rows=${8} />`}<//>`;
  const menu = fence && mayChange(fence) ? [{ label: t(fence.isActive ? "fences.disable" : "fences.enable"), icon: fence.isActive ? "pause" : "check", danger: fence.isActive, onSelect: () => turn(fence, found) }] : [];
  return html`<${Page} wide title=${title} count=${fence && html`<${FenceState} fence=${fence} />`} crumbs=${crumbs()} menu=${menu}>
    ${mayChange(fence) ? html`<${Fields} key=${params.id} fence=${fence} version=${found.value.version} reload=${found.refresh} />` : html`<${Look} fence=${fence} />`}<//>`;
}

async function turn(fence, found) {
  const { name, kind, geometry, reachM, area, isActive } = fence;
  if (isActive && !(await confirm({ title: t("fences.disableAsk", { name }), text: t("fences.disableText"), action: t("fences.disable"), danger: true }))) return;
  try {
    await send("PUT", `/fences/${fence.id}`, { name, kind, geometry, reachM, area, isActive: !isActive }, { version: found.value.version });
    toast(t(isActive ? "fences.disabled" : "fences.enabled"));
  } catch (error) {
    toastError(error);
  }
  found.refresh();
}

function Look({ fence }) {
  const items = [[t("fences.kind"), kindName(fence.kind)], [t("fences.area"), say(fence.areaName)], [t("fences.shape"), shapeWords(fence)]];
  return html`<${Card} title=${t("fences.facts")}><${Facts} items=${items} /><//><${Card} title=${t("fences.onMap")}><${FencePicture} fence=${fence} /><//>`;
}

const initialFence = (fence) => ({
  name: fence?.name ?? "", kind: fence?.kind, area: fence?.area, shape: shapeOf(fence?.geometry), shapes: fence ? { [shapeOf(fence.geometry)]: fence.geometry } : {}, reachM: fence?.reachM || 100,
});

function bodyOf({ name, kind, area, shape, shapes, reachM }, fence) {
  return { name: name.trim(), kind, area, geometry: shapes[shape], reachM: shape === "polygon" ? 0 : reachM, isActive: fence?.isActive ?? true };
}

function check(values) {
  const missing = (value) => (String(value ?? "").trim() ? null : t("form.required"));
  const isWide = values.shape === "polygon" || (values.reachM >= 1 && values.reachM <= 50_000);
  return { name: missing(values.name), kind: missing(values.kind), area: missing(values.area), reachM: isWide ? null : t("fences.reachBad"), geometry: values.shapes[values.shape] ? null : t("fences.drawFirst") };
}

function Fields({ fence, version, reload }) {
  const form = useForm({
    initial: initialFence(fence), check, reload: fence && reload,
    submit: (values, { key }) => (fence ? send("PUT", `/fences/${fence.id}`, bodyOf(values, fence), { key, version }) : send("POST", "/fences", bodyOf(values), { key })),
    done: ({ value }) => {
      toast(fence ? t("fences.saved") : t("fences.added", { name: value.name }));
      go("/fences");
    },
  });
  const others = useOthers(fence?.id);
  const around = useAreaBounds(fence ? undefined : form.values.area);
  const isRound = form.values.shape === "circle";
  const shapes = [{ value: "polygon", label: t("fences.polygon") }, { value: "circle", label: t("fences.circle") }, { value: "corridor", label: t("fences.corridor") }];
  return html`<${Form} form=${form} label=${fence ? fence.name : t("fences.new")}><div class="split fence-form">
    <${Card} title=${t("fences.onMap")}><${FenceField} form=${form} others=${others} around=${around ?? undefined} /><//>
    <${Card} title=${t("fences.facts")}>
      <${TextField} form=${form} name="name" label=${t("fences.name")} max=${60} required autofocus=${!fence} />
      <${Choice} form=${form} name="kind" label=${t("fences.kind")} options=${kindChoices()} required />
      <${AreaPicker} form=${form} name="area" label=${t("fences.area")} required />
      <${RadioGroup} form=${form} name="shape" label=${t("fences.shape")} options=${shapes} inline />
      ${form.values.shape !== "polygon" && html`<${NumberField} form=${form} name="reachM" label=${t(isRound ? "fences.radius" : "fences.reach")} unit=${t("fences.metres")} required />`}
      <${FormActions} form=${form} label=${fence ? t("common.save") : t("fences.add")} cancel="/fences" /><//></div><//>`;
}

const nobody = [];

/** The fences that are there already, for orientation; without them one can draw all the same. */
function useOthers(id) {
  const found = useLoad(async (signal) => (await allFences(signal)).filter((each) => each.id !== id), [id]);
  return found.value ?? nobody;
}
