// The days of a month as bars up to 100 %, with the target as a line. Days that do not count are hatched.
import { cx, html } from "../../kit/html.js";
import { day, number } from "../../kit/format.js";
import { t } from "../../kit/texts.js";

// Sizes of the chart in pixels, as in the stylesheet: the bars, and the numbers of the days below them.
const [barHeight, numberHeight] = [160, 20];
const shareOf = ({ walked, grids }) => (grids > 0 ? (walked / grids) * 100 : 0);

export function CoverageDays({ days, target, onlyWorkDays }) {
  return html`<div class="days-chart"><span class="days-target" style=${{ bottom: `${numberHeight + (barHeight * target) / 100}px` }} aria-hidden="true"><span>${t("collection.targetLine", { target })}</span></span>
      <ol class="plain days">${days.map((each) => html`<${Day} key=${each.day} each=${each} target=${target} />`)}</ol></div>
    <ul class="plain days-legend" aria-hidden="true"><li><span class="swatch swatch-reached"></span>${t("collection.dayReached")}</li><li><span class="swatch swatch-below"></span>${t("collection.dayBelow")}</li>
      ${days.some((each) => !each.counts) && html`<li><span class="swatch swatch-not"></span>${onlyWorkDays ? t("collection.dayOff") : t("collection.dayNotCounted")}</li>`}</ul>`;
}

function Day({ each, target }) {
  const share = shareOf(each);
  const isBelow = each.counts && share < target;
  const state = !each.counts ? t("collection.dayNotCounted") : isBelow ? t("collection.dayBelow") : t("collection.dayReached");
  const words = t("collection.dayWords", { day: day(each.day), walked: number(each.walked), grids: number(each.grids), rate: `${number(share, 1)}%`, state });
  return html`<li class=${cx("day", !each.counts && "day-not", isBelow && "day-below")} title=${words}><span class="visually-hidden">${words}</span>
    <span class="day-track" aria-hidden="true"><span class="day-bar" style=${{ height: `${Math.min(100, share)}%` }}>${isBelow && html`<span class="day-mark">▾</span>`}</span></span><span class="day-number" aria-hidden="true">${Number(each.day.slice(8))}</span></li>`;
}
