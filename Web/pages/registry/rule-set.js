// One set of routing rules. A draft is edited, simulated and activated here; others are read and copied.
import { html, useState } from "../../kit/html.js";
import { get, list, send } from "../../kit/api.js";
import { confirm } from "../../kit/dialog.js";
import { allClasses } from "../../kit/fields/class-picker.js";
import { Icon } from "../../kit/icons.js";
import { useLive } from "../../kit/live.js";
import { useLoad } from "../../kit/load.js";
import { Page, Tabs } from "../../kit/page.js";
import { Time } from "../../kit/format.js";
import { go, useQuery } from "../../kit/router.js";
import { can, may } from "../../kit/session.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { add, t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { NewDraft, SetState } from "./routing.js";
import { Simulation } from "./routing-simulation.js";
import { RuleList } from "./rule-list.js";
import { useRules } from "./rule-edits.js";
import { SaveBar } from "./rule-save.js";
import texts from "../../texts/routing.js";

add(texts);

export default function RuleSetPage({ params }) {
  const data = useLoad(async (signal) => {
    const [set, classes] = await Promise.all([get(`/routing/rule-sets/${params.id}`, null, { signal }), allClasses()]);
    return { set, classes };
  }, [params.id]);
  useLive("routing.changed", data.refresh);
  const crumbs = [{ href: "/routing", title: t("routing.title") }];
  if (!data.value) return html`<${Page} title=${t("routing.title")} crumbs=${crumbs}>${data.error ? html`<${ErrorState} error=${data.error} onRetry=${data.refresh} />` : html`<${Loading} rows=${12} />`}<//>`;
  const { set, classes } = data.value;
  return html`<${RuleSet} key=${set.id} set=${set} classes=${classes} crumbs=${crumbs} refresh=${data.refresh} onSet=${(next) => data.set({ set: next, classes })} />`;
}

function RuleSet({ set, classes, crumbs, refresh, onSet }) {
  const isDraft = set.state === "draft";
  const mayEdit = isDraft && can("routing.write") && may("routing.write", "");
  const edits = useRules(set, onSet);
  const [query, setQuery] = useQuery();
  const isTrying = mayEdit && query.part === "try";
  const [copying, setCopying] = useState(null);
  const copy = async () => setCopying((await list("/routing/rule-sets", { limit: 200 })).items);
  const discard = async () => {
    if (!(await confirm({ title: t("routing.discardAsk", { title: set.title }), text: t("routing.discardText"), action: t("routing.discard"), danger: true }))) return;
    await attempt(async () => {
      await send("DELETE", `/routing/rule-sets/${set.id}`, null, { version: set.version });
      toast(t("routing.discarded"));
      go("/routing", { force: true });
    });
  };
  const activate = async () => {
    const isTried = set.simulated;
    const agreed = await confirm({ title: t("activation.ask", { title: set.title }), text: isTried ? t("activation.text") : `${t("activation.untried")} ${t("activation.text")}`, action: t(isTried ? "activation.do" : "activation.anyway"), danger: !isTried });
    if (!agreed) return;
    await attempt(async () => {
      const { value } = await send("POST", `/routing/rule-sets/${set.id}/activation`, isTried ? {} : { confirm: true }, { version: set.version });
      toast(t("activation.done", { title: set.title }));
      onSet(value);
    });
  };
  const attempt = async (what) => {
    try {
      await what();
    } catch (error) {
      toastError(error);
      if (error.stale || error.status === 409) refresh();
    }
  };
  const menu = [
    mayEdit && { label: t("routing.rename"), icon: "edit", onSelect: edits.rename },
    !isDraft && can("routing.write") && { label: t("routing.copyThis"), icon: "copy", onSelect: copy },
    mayEdit && { label: t("routing.discard"), icon: "trash", danger: true, onSelect: discard },
  ].filter(Boolean);
  const main = mayEdit ? html`<button type="button" class="btn btn-primary" disabled=${edits.dirty} title=${edits.dirty ? t("activation.saveFirst") : undefined} onClick=${activate}><${Icon} name="check" /> ${t("activation.do")}</button>`
    : can("routing.write") && html`<button type="button" class="btn btn-primary" onClick=${copy}><${Icon} name="copy" /> ${t("routing.copyThis")}</button>`;
  const facts = html`<${SetState} set=${set} /> ${set.wentLiveAt && html`<${Time} at=${set.wentLiveAt} />`} ${isDraft && t(set.simulated ? "routing.draftTried" : "routing.draftUntried")}`;
  return html`<${Page} title=${edits.title} count=${t("routing.ruleCount", { count: edits.rules.length })} crumbs=${crumbs} note=${html`${facts}${!isDraft && can("routing.write") && html` · ${t("routing.readOnly")}`}`} actions=${main} menu=${mayEdit ? menu : []}>
    <${SaveBar} edits=${edits} set=${set} onReload=${refresh} />
    ${mayEdit && html`<${Tabs} label=${t("routing.parts")} value=${isTrying ? "try" : "rules"} onValue=${(part) => setQuery({ part: part === "try" ? "try" : undefined })}
      tabs=${[{ id: "rules", title: t("routing.rules"), count: edits.rules.length }, { id: "try", title: t("simulation.title") }]} />`}
    <div hidden=${isTrying}><${RuleList} edits=${edits} set=${set} classes=${classes} mayEdit=${mayEdit} /></div>
    ${mayEdit && html`<div hidden=${!isTrying}><${Simulation} set=${set} isDirty=${edits.dirty} onSimulated=${refresh} /></div>`}
    ${copying && html`<${NewDraft} sets=${copying} from=${set} onClose=${() => setCopying(null)} />`}
  <//>`;
}
