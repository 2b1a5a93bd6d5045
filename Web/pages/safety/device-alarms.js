// The alarms of one vehicle.
import { html } from "../../kit/html.js";
import { useList } from "../../kit/load.js";
import { t } from "../../kit/texts.js";
import { AlarmList, AlarmsCome, useFreshAlarms } from "./list.js";

export function DeviceAlarms({ device, query }) {
  const alarms = useList("/terminals/safety-alarms", { device: device.id });
  const fresh = useFreshAlarms(alarms, { device: device.id });
  return html`<p class="page-note frames-note"><a href=${`/safety?device=${device.id}`}>${t("safety.listOfDevice")}</a></p>
    <${AlarmsCome} fresh=${fresh} />
    <${AlarmList} name="device-safety" alarms=${alarms} opened=${query.alarm} isOfDevice empty=${{ title: t("safety.deviceNone"), text: t("safety.noneHint") }} />`;
}
