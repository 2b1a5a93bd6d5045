// Changing a device. Its state is kept: disabling and enabling are steps of their own.
import { html } from "../../kit/html.js";
import { read, send } from "../../kit/api.js";
import { useLoad } from "../../kit/load.js";
import { Page } from "../../kit/page.js";
import { go } from "../../kit/router.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { stylesheet } from "../../kit/stylesheet.js";
import { add, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { DeviceForm, initialDevice } from "./device-form.js";
import texts from "../../texts/devices.js";

add(texts);
await stylesheet(new URL("../../styles/devices.css", import.meta.url));

export default function EditDevicePage({ params }) {
  const found = useLoad((signal) => read(`/devices/${params.id}`, null, { signal }), [params.id]);
  const device = found.value?.value;
  const back = `/devices/${params.id}?tab=facts`;
  const done = () => {
    toast(t("devices.saved"));
    go(back);
  };
  const write = (body, key) => send("PUT", `/devices/${device.id}`, { ...body, state: device.state }, { key, version: found.value.version });
  return html`<${Page} title=${device ? t("devices.editOf", { name: device.name }) : t("devices.edit")} crumbs=${[{ href: "/devices", title: t("devices.title") }, ...(device ? [{ href: back, title: device.name }] : [])]}>
    ${found.error && !device ? html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />` : !device ? html`<${Loading} rows=${8} />`
      : html`<${DeviceForm} initial=${initialDevice(device)} reload=${found.refresh} write=${write} done=${done} cancel=${back} />`}<//>`;
}
