// A new device, or a terminal that knocked: what it said of itself is filled in.
import { html } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Page } from "../../kit/page.js";
import { go, useQuery } from "../../kit/router.js";
import { stylesheet } from "../../kit/stylesheet.js";
import { add, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { DeviceForm, initialDevice } from "./device-form.js";
import texts from "../../texts/devices.js";

add(texts);
await stylesheet(new URL("../../styles/devices.css", import.meta.url));

const doors = ["jt808", "osmand", "http", "mqtt"];

export default function NewDevicePage() {
  const [query] = useQuery();
  const known = { ident: query.ident, name: query.name, door: doors.includes(query.door) ? query.door : undefined };
  const done = ({ value }) => {
    toast(t("devices.added", { name: value.name }));
    go(`/devices/${value.id}?tab=facts`);
  };
  return html`<${Page} title=${t("devices.new")} crumbs=${[{ href: "/devices", title: t("devices.title") }]}>
    <${DeviceForm} isNew initial=${initialDevice(known)} write=${(body, key) => send("POST", "/devices", body, { key })} done=${done} cancel="/devices" /><//>`;
}
