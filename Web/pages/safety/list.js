// The list of alarms, on its own page and on that of a vehicle. The one that is open is in the address.
import { html } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { number, Time } from "../../kit/format.js";
import { FreshNote, useFresh } from "../../kit/fresh.js";
import { setQuery } from "../../kit/router.js";
import { DataTable } from "../../kit/table.js";
import { say, t } from "../../kit/texts.js";
import { speedWords } from "../devices/words.js";
import { AlarmDrawer } from "./drawer.js";
import { FilesMark, Level, levelName } from "./words.js";

/** Keeps a list up: alarms come, end, and their files arrive. Returns [how many wait, show]. */
export const useFreshAlarms = (alarms, filters) => useFresh(alarms, {
  topic: "terminals.safety_alarm", idOf: ({ alarm }) => alarm, isNew: ({ what }) => what === "told", read: (id) => get(`/terminals/safety-alarms/${id}`),
  suits: (told) => ["family", "level", "device"].every((key) => !filters[key] || filters[key] === String(told[key])) && !filters.to,
});

export const AlarmsCome = ({ fresh: [count, show] }) => html`<${FreshNote} count=${count} icon="shield" words=${t("safety.new", { count: number(count) })} button=${t("safety.showNew")} onShow=${show} />`;

/** `isOfDevice`: the vehicle is known, so no row names it. */
export function AlarmList({ name, alarms, opened, isOfDevice, empty }) {
  const open = (row) => setQuery({ alarm: row.id }, { replace: Boolean(opened) });
  return html`<${DataTable} name=${name} caption=${t("safety.title")} columns=${columns(isOfDevice)} list=${alarms} onOpen=${open} opened=${opened} empty=${{ icon: "shield", ...empty }} />
    ${opened && html`<${AlarmDrawer} key=${opened} id=${opened} isOfDevice=${isOfDevice} onClose=${() => setQuery({ alarm: undefined })} onChange=${(alarm) => alarms.patch(alarm.id, alarm)} />`}`;
}

const columns = (isOfDevice) => [
  { key: "kind", title: t("safety.kind"), phone: "title", cell: (row) => say(row.kindName), text: (row) => say(row.kindName) },
  { key: "level", title: t("safety.level"), cell: (row) => html`<${Level} level=${row.level} />`, text: (row) => levelName(row.level) },
  { key: "family", title: t("safety.family"), cell: (row) => say(row.familyName) },
  ...(isOfDevice ? [] : [{ key: "device", title: t("safety.device"), cell: (row) => row.deviceName }]),
  { key: "at", title: t("safety.at"), cell: (row) => html`<${Time} at=${row.at} />` },
  { key: "speed", title: t("safety.speed"), align: "end", cell: (row) => speedWords(row.speedKPH) },
  { key: "files", title: t("safety.files"), cell: (row) => html`<${FilesMark} alarm=${row} />` },
];
