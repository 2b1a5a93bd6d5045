// What is known of a device: by which door it comes, whose it is, where it last was, what was counted.
import { html } from "../../kit/html.js";
import { Copy } from "../../kit/copy.js";
import { coordinates, metres, number, Time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { OrganisationName } from "../../kit/names.js";
import { Card, Facts } from "../../kit/page.js";
import { can } from "../../kit/session.js";
import { say, t } from "../../kit/texts.js";
import { mayDo, speedWords, Use } from "./words.js";

export function DeviceFacts({ device }) {
  const { last, counts } = device;
  const edit = mayDo(device, "change") && html`<a class="btn btn-sm" href=${`/devices/${device.id}/edit`}><${Icon} name="edit" /> ${t("devices.edit")}</a>`;
  return html`<div class="grid-2"><${Card} title=${t("devices.facts")} actions=${edit}><${Facts} items=${[
      [t("devices.name"), device.name], [t("devices.use"), html`<${Use} use=${device.use} />`],
      [t("devices.door"), say(device.doorName)], [t("devices.ident"), html`<${Copy} text=${device.ident} />`],
      [t("devices.area"), say(device.areaName)],
      [t("devices.organisation"), can("registry.read") ? html`<${OrganisationName} id=${device.organisation} link />` : say(device.organisationName)],
      [t("devices.maker"), device.maker], [t("devices.model"), device.model], [t("devices.state"), say(device.stateName)],
    ]} /><//>
    <div><${Card} title=${t("device.place")}><${Facts} items=${[
      [t("devices.seen"), device.seenAt && html`<${Time} at=${device.seenAt} />`],
      [t("device.place"), last && html`<${Copy} text=${coordinates(last.lng, last.lat)} />`],
      [t("devices.speed"), last && speedWords(last.speedKPH)],
      [t("device.altitude"), last && metres(last.altitudeM)],
      last?.accuracyM && [t("device.accuracy"), metres(last.accuracyM)],
    ]} /><//>
    <${Card} title=${t("device.counted")}><${Facts} items=${[
      [t("devices.received"), number(counts.received)], [t("devices.late"), number(counts.late)], [t("devices.repeated"), number(counts.repeated)],
      [t("devices.disordered"), number(counts.disordered)], [t("devices.unlocated"), number(counts.unlocated)],
    ]} /><//></div></div>`;
}
