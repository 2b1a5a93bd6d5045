// What the assistance systems of vehicles noticed. One looks at an alarm beside the list.
import "./safety/setup.js";
import { html } from "../kit/html.js";
import { FilterBar } from "../kit/filters.js";
import { useList } from "../kit/load.js";
import { Page } from "../kit/page.js";
import { useQuery } from "../kit/router.js";
import { t } from "../kit/texts.js";
import { AlarmList, AlarmsCome, useFreshAlarms } from "./safety/list.js";
import { familyChoices, levelChoices } from "./safety/words.js";

const filterKeys = ["family", "level", "device", "from", "to"];

export default function SafetyPage() {
  const [query] = useQuery();
  const filters = Object.fromEntries(filterKeys.map((key) => [key, query[key]]));
  const alarms = useList("/terminals/safety-alarms", filters);
  const fresh = useFreshAlarms(alarms, filters);
  const isNarrowed = filterKeys.some((key) => query[key]);
  const empty = isNarrowed ? { title: t("safety.noneFound"), text: t("safety.noneFoundHint") } : { title: t("safety.none"), text: t("safety.noneHint") };
  return html`<${Page} wide title=${t("safety.title")} count=${alarms.count} note=${t("safety.note")}>
    <${FilterBar} page="safety" fields=${fields(query.device && (alarms.items[0]?.deviceName ?? t("safety.deviceOne")))} />
    <${AlarmsCome} fresh=${fresh} />
    <${AlarmList} name="safety" alarms=${alarms} opened=${query.alarm} empty=${empty} />
  <//>`;
}

const fields = (device) => [
  { key: "family", kind: "choice", label: t("safety.family"), options: familyChoices() },
  { key: "level", kind: "choice", label: t("safety.level"), options: levelChoices() },
  { keys: ["from", "to"], kind: "dates", label: t("safety.at") },
  { key: "device", kind: "mark", label: t("safety.device"), words: () => device },
];
