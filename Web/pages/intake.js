// Intake: a call becomes a case in less than half a minute, by the keyboard alone.
import { html, useCallback, useEffect, useRef, useState } from "../kit/html.js";
import { Checkbox, Choice, PhotoField, TextArea, TextField } from "../kit/form.js";
import { Icon } from "../kit/icons.js";
import { Page } from "../kit/page.js";
import { setQuery, useQuery } from "../kit/router.js";
import { can } from "../kit/session.js";
import { stylesheet } from "../kit/stylesheet.js";
import { sources } from "../kit/terms.js";
import { add, t } from "../kit/texts.js";
import { toast } from "../kit/toast.js";
import texts from "../texts/intake.js";
import { CallerCases, useCaller } from "./intake/caller.js";
import { ChosenClass, shortKey, Suggestions, useSuggestions } from "./intake/classes.js";
import { reportOf, useDraft } from "./intake/draft.js";
import { Follow } from "./intake/follow.js";
import { focusPart, KeyHelp } from "./intake/keys.js";
import { IntakeMap } from "./intake/map.js";
import { areaAddress, PlaceFacts, PlaceSearch, usePlaceFacts } from "./intake/place.js";
import { Sent } from "./intake/sent.js";
import { SimilarCases, useSimilar } from "./intake/similar.js";
import { usePart } from "./intake/part.js";
import { useCallKeys } from "./intake/call-keys.js";
import { CallTimer, Trouble } from "./intake/trouble.js";

add(texts);
await stylesheet(new URL("../styles/intake.css", import.meta.url));

// `?phone` comes from the telephone system, `?lng&lat` from the map's “report here”.
const begin = ({ phone, lng, lat }) => ({ phone, place: Number(lng) && Number(lat) ? { lng: Number(lng), lat: Number(lat) } : null });

export default function IntakePage() {
  const [query] = useQuery();
  const draft = useDraft(begin(query));
  // What was handed over is in the draft now; a reload must not hand it over again.
  useEffect(() => {
    if (query.phone || query.lng) setQuery({}, { all: true });
  }, []);
  const [isHelpOpen, setHelp] = useState(false);
  const [call, setCall] = useState(0);
  const next = () => {
    draft.next();
    setCall(call + 1);
  };
  return html`<${Page} title=${t("intake.title")} actions=${html`<${CallTimer} draft=${draft} />
      <button type="button" class="btn" onClick=${() => setHelp(true)}><${Icon} name="command" /> ${t("intake.keys")}<kbd>?</kbd></button>`}>
    ${draft.done
      ? html`<${Sent} draft=${draft} onNext=${next} />`
      : html`<${Call} key=${call} draft=${draft} onHelp=${() => setHelp(true)} isHelpOpen=${isHelpOpen} />`}
    <${KeyHelp} open=${isHelpOpen} onClose=${() => setHelp(false)} />
  <//>`;
}

function Call({ draft, onHelp, isHelpOpen }) {
  const root = useRef(null);
  const { values } = draft;
  const [rough, setRough] = useState(false);
  const [fit, setFit] = useState(null);
  const [followed, setFollowed] = useState(null);
  const caller = useCaller(values.reporter.phone);
  const suggestions = useSuggestions(values.description);
  const facts = usePlaceFacts(values.place);
  const similar = useSimilar(values);
  const part = usePart(draft);
  const focus = useCallback((name) => focusPart(root.current, name), []);

  useEffect(() => {
    focus(values.reporter.phone ? "words" : "phone");
  }, []);

  const chooseClass = (item) => {
    draft.set("smallClass", shortKey(item.key));
    draft.set("condition", item.condition ?? "");
    focus("place");
  };
  const takePlace = ({ place, bounds, part: code, isRough }) => {
    draft.set("place", place);
    draft.set("part", code);
    setRough(isRough);
    setFit(bounds ?? null);
  };
  const point = (place) => {
    draft.set("place", place);
    draft.set("part", "");
    setRough(false);
  };
  // An address that nobody gave is said by street and community.
  const whole = () => ({ ...values, address: values.address.trim() || areaAddress(facts.value) });
  const submit = () => {
    const missing = Object.fromEntries(Object.entries(draft.check(values)).filter(([, code]) => code));
    if (Object.keys(missing).length) return draft.fail(missing);
    return draft.submit(reportOf(whole()));
  };
  const discard = () => {
    toast(t("intake.discarded"), { undo: draft.drop() });
    focus("phone");
  };
  const join = (row) => draft.joinTo({ id: row.id, number: row.number }, reportOf({
    ...whole(), place: values.place ?? { lng: row.lng, lat: row.lat }, address: values.address.trim() || row.address,
    description: values.description.trim() || t("intake.sameAs", { number: row.number }),
  }));
  const onKeyDown = useCallKeys({ focus, submit, onHelp, suggestions, chooseClass, caller, isPaused: isHelpOpen || Boolean(followed), hasClass: Boolean(values.smallClass) });

  const error = (path, missing) => ({ ...draft, errors: { ...draft.errors, ...(draft.errors[path] === path ? { [path]: missing } : {}) } });
  return html`<div class="intake" ref=${root} onKeyDown=${onKeyDown}>
    <form class="intake-form" ref=${draft.element} novalidate aria-label=${t("intake.title")} onSubmit=${(event) => event.preventDefault()}>
      <${Trouble} draft=${draft} />
      <fieldset disabled=${Boolean(draft.attempt)} class="plain-set">
      <div class="row-2">
        <${TextField} form=${draft} name="reporter.phone" label=${t("intake.phone")} inputmode="tel" max="24" placeholder=${t("intake.phoneHint")} />
        <${TextField} form=${draft} name="reporter.name" label=${t("intake.name")} max="50" placeholder=${t("intake.nameHint")} />
      </div>
      <${TextArea} form=${error("description", t("intake.wordsMissing"))} name="description" label=${t("intake.words")} rows="2" max="2000" required />
      <${Suggestions} suggestions=${suggestions} chosen=${values.smallClass} onChoose=${chooseClass} />
      <${ChosenClass} draft=${draft} />
      <${PlaceSearch} draft=${draft} onPlace=${takePlace} onNext=${() => focus("send")} />
      ${part && html`<p class="intake-part"><${Icon} name="box" /> ${part.name} <span class="code">${part.code}</span></p>`}
      <div class="row-2 row-low">
        <${Choice} form=${draft} name="source" label=${t("intake.source")} options=${sources()} required />
        <div class="checks"><${Checkbox} form=${draft} name="reporter.wantsReply" label=${t("intake.wantsReply")} />
          <${Checkbox} form=${draft} name="urgent" label=${t("intake.urgent")} /></div>
      </div>
      ${can("media.add") && html`<${PhotoField} form=${draft} name="photos" label=${html`${t("intake.photos")} <span class="optional">${t("intake.photosHint")}</span>`} everywhere=${true} max=${9} />`}
      </fieldset>
      <div class="intake-send actions actions-stick"><button type="button" class="btn btn-primary" disabled=${draft.busy || Boolean(draft.attempt)} onClick=${submit}>${t(draft.busy ? "form.busy" : "intake.send")}<kbd>Ctrl ⏎</kbd></button>
        ${draft.startedAt && !draft.attempt && html`<button type="button" class="btn" onClick=${discard}>${t("intake.discard")}</button>`}</div>
    </form>
    <div class="intake-side">
      <section class="panel intake-map-panel" aria-label=${t("intake.map")}>
        <${IntakeMap} place=${values.place} fit=${fit} onPoint=${point} similar=${similar.value} caller=${caller.value?.open} disabled=${Boolean(draft.attempt)} />
        <${PlaceFacts} place=${values.place} facts=${facts} isRough=${rough} />
      </section>
      <div class="intake-lists">
        <${CallerCases} caller=${caller} onFollow=${setFollowed} />
        <${SimilarCases} similar=${similar} place=${values.place} onJoin=${join} />
      </div>
    </div>
    ${followed && html`<${Follow} row=${followed} words=${values.description} onClose=${() => setFollowed(null)} onDone=${draft.finish}
      onJoin=${() => { setFollowed(null); join(followed); }} />`}
  </div>`;
}
