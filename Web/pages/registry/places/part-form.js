// Registering or changing a component.
import { html, useMemo } from "../../../kit/html.js";
import { send } from "../../../kit/api.js";
import { Dialog } from "../../../kit/dialog.js";
import { Choice, ClassPicker, DateField, Form, FormActions, OrganisationPicker, TextArea, TextField, useForm } from "../../../kit/form.js";
import { CityMap } from "../../../kit/map.js";
import { useGround } from "../../../kit/map/ground.js";
import { partStates } from "../../../kit/terms.js";
import { stylesheet } from "../../../kit/stylesheet.js";
import { t } from "../../../kit/texts.js";
import { toast } from "../../../kit/toast.js";
import { filled } from "../../admin/fields.js";
import { sourceNames } from "./part-history.js";
import { given } from "./words.js";

await stylesheet(new URL("../../../styles/places.css", import.meta.url));

const accuracies = () => ["A", "B", "C"].map((value) => ({ value, label: value }));
const sources = () => Object.entries(sourceNames()).map(([value, label]) => ({ value, label }));

export function PartForm({ part, version, reload, onClose, onDone }) {
  const title = part ? part.name : t("parts.new");
  const form = useForm({
    initial: {
      class: undefined, name: part?.name ?? "", place: part?.place, state: part?.state ?? "intact", authority: part?.authority, owner: part?.owner, maintainer: part?.maintainer,
      installedOn: part?.installedOn, accuracy: part?.accuracy ?? "A", dataSource: part?.dataSource ?? "measured", note: part?.note ?? "",
    },
    reload,
    check: (values) => ({ class: !part && !values.class && t("form.required"), place: !values.place && t("parts.placeMissing") }),
    submit: ({ class: chosen, ...values }, { key }) => {
      // A day cannot be taken away, only changed.
      if (part) return send("PATCH", `/parts/${part.code}`, { ...filled(values), installedOn: values.installedOn ?? "" }, { key, version });
      const [big, small] = chosen.split("/").slice(-2);
      return send("POST", "/parts", given({ ...values, big, small }), { key });
    },
    done: ({ value }) => {
      toast(t("places.saved", { name: value.name }));
      onDone(value);
    },
  });
  return html`<${Dialog} open=${true} size="large" title=${title} onClose=${onClose}><${Form} form=${form} label=${title}>
    ${!part && html`<${ClassPicker} form=${form} name="class" kind="component" label=${t("parts.class")} required />`}
    <${TextField} form=${form} name="name" label=${t("places.name")} optional=${!part} required=${Boolean(part)} max=${60} />
    <${PlaceOnMap} form=${form} />
    <${Choice} form=${form} name="state" label=${t("parts.state")} required options=${partStates()} />
    <${OrganisationPicker} form=${form} name="authority" label=${t("parts.authority")} optional />
    <${OrganisationPicker} form=${form} name="owner" label=${t("parts.owner")} optional />
    <${OrganisationPicker} form=${form} name="maintainer" label=${t("parts.maintainer")} optional />
    <${DateField} form=${form} name="installedOn" label=${t("parts.installedOn")} optional />
    <${Choice} form=${form} name="accuracy" label=${t("parts.accuracy")} required options=${accuracies()} />
    <${Choice} form=${form} name="dataSource" label=${t("parts.dataSource")} required options=${sources()} />
    <${TextArea} form=${form} name="note" label=${t("parts.note")} optional max=${200} />
    <${FormActions} form=${form} onCancel=${onClose} /><//><//>`;
}

function PlaceOnMap({ form }) {
  const layers = useGround();
  const { place } = form.values;
  const shape = useMemo(() => place && { type: "Point", coordinates: [place.lng, place.lat] }, [place?.lng, place?.lat]);
  const view = useMemo(() => (place ? { center: [place.lng, place.lat], zoom: 16 } : undefined), []);
  const put = ({ coordinates: [lng, lat] }) => form.set("place", { lng, lat });
  const error = form.errors.place ?? form.errors["place.lng"] ?? form.errors["place.lat"];
  return html`<fieldset class="shape-field" data-field="place"><legend class="form-label">${t("parts.place")}</legend>
    <div class="shape-map"><${CityMap} label=${t("parts.place")} layers=${layers} view=${view} draw="point" shape=${shape} onShape=${put} /></div>
    ${error && html`<p class="field-error" role="alert">${error}</p>`}</fieldset>`;
}
