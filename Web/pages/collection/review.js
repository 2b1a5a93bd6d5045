// Judging the reports that were drawn, one at a time, by the keyboard if one likes.
import { html, useEffect } from "../../kit/html.js";
import { get, list } from "../../kit/api.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { setQuery } from "../../kit/router.js";
import { Empty, ErrorState, Loading } from "../../kit/states.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { Judge } from "./judge.js";
import { seesCase } from "./marks.js";
import { ReviewCase } from "./review-case.js";
import { useReviewKeys } from "./review-keys.js";

async function allChecks(path, signal) {
  const all = [];
  let cursor;
  do {
    const page = await list(path, { limit: 500, cursor }, { signal });
    all.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return all;
}

const firstPending = (checks, after = 0) => {
  const later = checks.findIndex((each, index) => index >= after && each.verdict === "pending");
  return later >= 0 ? later : checks.findIndex((each) => each.verdict === "pending");
};

const leave = () => setQuery({ review: undefined });

export function Review({ lot, month, mayJudge, asked, onChanged }) {
  const path = `/collection/lots/${lot.id}/months/${month}/checks`;
  const found = useLoad((signal) => allChecks(path, signal), [path]);
  const checks = found.value;
  if (found.error && !checks) return html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />`;
  if (!checks) return html`<${Loading} rows=${10} />`;
  if (checks.length === 0) return html`<${Empty} icon="list" title=${t("collection.noChecks")} action=${html`<button type="button" class="btn" onClick=${leave}>${t("collection.toList")}</button>`} />`;
  const named = checks.findIndex((each) => each.id === asked);
  const at = Math.max(0, named >= 0 ? named : firstPending(checks));
  const take = (check) => {
    const next = checks.map((each) => (each.id === check.id ? check : each));
    found.set(next);
    onChanged();
    const pending = firstPending(next, at + 1);
    if (pending >= 0) setQuery({ review: next[pending].id });
    else toast(t("collection.allJudged"));
  };
  return html`<${One} checks=${checks} at=${at} isNamed=${named >= 0} mayJudge=${mayJudge} onJudged=${take} reload=${found.refresh} />`;
}

function One({ checks, at, isNamed, mayJudge, onJudged, reload }) {
  const check = checks[at];
  const judged = checks.filter((each) => each.verdict !== "pending").length;
  const step = (by) => checks[at + by] && setQuery({ review: checks[at + by].id });
  const detail = useLoad(async (signal) => (seesCase(check.caseNumber, true) ? get(`/cases/${check.caseID}`, null, { signal }) : null), [check.caseID]);
  const keys = useReviewKeys({ step });
  // An address that names a report is left alone: a key may have changed it before this runs.
  useEffect(() => {
    if (!isNamed) setQuery({ review: check.id });
  }, [check.id, isNamed]);
  return html`<section class="review" aria-label=${t("collection.reviewTitle")}>
    <div class="review-bar"><button type="button" class="btn" onClick=${leave}><${Icon} name="list" /> ${t("collection.toList")}</button>
      <div class="review-progress"><p role="status" data-test="progress">${t("collection.progress", { at: at + 1, all: checks.length, judged })}</p><progress max=${checks.length} value=${judged} aria-label=${t("collection.progressLabel")}></progress></div>
      <div class="review-steps"><button type="button" class="icon-button icon-button-frame" aria-label=${t("collection.previous")} title=${t("collection.previousKey")} disabled=${at === 0} onClick=${() => step(-1)}><${Icon} name="left" /></button>
      <button type="button" class="icon-button icon-button-frame" aria-label=${t("collection.next")} title=${t("collection.nextKey")} disabled=${at === checks.length - 1} onClick=${() => step(1)}><${Icon} name="right" /></button></div></div>
    <div class="split review-split"><${ReviewCase} check=${check} detail=${detail} />
      <${Judge} key=${check.id} check=${check} mayJudge=${mayJudge} keys=${keys} onJudged=${onJudged} reload=${reload} /></div></section>`;
}
