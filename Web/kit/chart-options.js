// What ECharts is told: our colours, axes from zero, labels at the marks, nothing that moves for its own sake.
import { number } from "./format.js";

const named = { accent: "--accent", green: "--green", amber: "--amber-fill", red: "--red", grey: "--ink-3", light: "--line-strong" };
const usual = ["accent", "grey", "light", "amber"];

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const colorOf = (name, index) => css(named[name ?? usual[index % usual.length]] ?? named.accent);
const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function common({ unit, series, scale = 1 }) {
  const ink = css("--ink-2");
  return {
    animation: !isStill(),
    animationDuration: 180,
    animationDurationUpdate: 180,
    textStyle: { fontFamily: css("--font"), fontSize: 12 * scale, color: ink },
    // Pictures are drawn without markup in the page: the content policy allows none.
    tooltip: {
      renderMode: "richText", trigger: "axis", axisPointer: { type: "shadow", shadowStyle: { color: css("--surface-2"), opacity: 0.6 } }, confine: true,
      backgroundColor: css("--surface"), borderColor: css("--line-strong"), textStyle: { color: css("--ink"), fontSize: 12 * scale },
      valueFormatter: (value) => (value === null || value === undefined ? "—" : `${number(value)}${unit && ` ${unit}`}`),
    },
    legend: series.length > 1
      ? { top: 0, left: 0, icon: "roundRect", itemWidth: 10 * scale, itemHeight: 10 * scale, textStyle: { color: ink, fontSize: 12 * scale }, inactiveColor: css("--line-strong") }
      : undefined,
    grid: { left: 4, right: 16, top: series.length > 1 ? 36 * scale : 16, bottom: 4, containLabel: true },
  };
}

const axes = (scale = 1) => ({
  label: { color: css("--ink-2"), fontSize: 12 * scale, hideOverlap: true },
  line: { lineStyle: { color: css("--line-strong") } },
  split: { lineStyle: { color: css("--line") } },
});

export function barOption({ labels, series, unit, width, horizontal, stacked, single, scale, max }) {
  const { label, line, split } = axes(scale);
  const names = { type: "category", data: labels, inverse: horizontal, axisLabel: { ...label, ...(horizontal ? { width: width > 640 ? 220 : 120, overflow: "truncate" } : {}) }, axisLine: line, axisTick: { show: false } };
  // Large letters need fewer lines, or every second number is left out, the zero among them.
  const values = { type: "value", min: 0, max, minInterval: 1, splitNumber: scale > 1.2 ? 3 : 5, axisLabel: { ...label, formatter: (value) => number(value) }, splitLine: split, axisLine: { show: false } };
  const isDirect = single || (!stacked && series.length * labels.length <= 24);
  if (isDirect && horizontal) values.show = false;
  const frame = common({ unit, series, scale });
  if (horizontal && series.length === 1) frame.grid.top = 0;
  // The longest bar ends at the edge: its number needs room beside it.
  if (isDirect && horizontal) frame.grid.right = 48 * (scale ?? 1);
  return {
    ...frame,
    xAxis: horizontal ? values : names,
    yAxis: horizontal ? names : values,
    series: series.map((each, index) => ({
      type: "bar", name: each.name, stack: stacked ? "all" : undefined, barMaxWidth: horizontal ? 18 : 36, barMinHeight: stacked ? 0 : 1, cursor: each.href ? "pointer" : "default",
      itemStyle: { color: colorOf(each.color, index), borderRadius: stacked ? 0 : horizontal ? [0, 2, 2, 0] : [2, 2, 0, 0] },
      emphasis: { focus: series.length > 1 ? "series" : "none" },
      label: isDirect ? { show: true, position: horizontal ? "right" : "top", color: css("--ink"), formatter: ({ value }) => number(value) } : undefined,
      data: each.values.map((value, at) => (each.colors?.[at] ? { value, itemStyle: { color: colorOf(each.colors[at], 0) } } : value)),
    })),
  };
}

export function lineOption({ labels, series, unit, width, scale }) {
  const { label, line, split } = axes(scale);
  const isNarrow = width < 420;
  const frame = common({ unit, series, scale });
  return {
    ...frame,
    // The names stand at the lines' ends where there is room, and above where there is not.
    legend: isNarrow ? frame.legend : undefined,
    grid: { ...frame.grid, top: isNarrow ? frame.grid.top : 20, right: isNarrow || series.length < 2 ? 28 : 72 },
    tooltip: { ...frame.tooltip, axisPointer: { type: "line", lineStyle: { color: css("--line-strong") } } },
    xAxis: { type: "category", data: labels, boundaryGap: false, axisLabel: label, axisLine: line, axisTick: { show: false } },
    yAxis: { type: "value", min: 0, minInterval: 1, axisLabel: { ...label, formatter: (value) => number(value) }, splitLine: split },
    series: series.map((each, index) => {
      const color = colorOf(each.color, index);
      return {
        type: "line", name: each.name, data: each.values, cursor: each.href ? "pointer" : "default", triggerLineEvent: false, connectNulls: false,
        symbol: "circle", symbolSize: 7, showSymbol: labels.length <= 31, lineStyle: { width: 2, color, type: index % 2 ? "dashed" : "solid" }, itemStyle: { color },
        endLabel: isNarrow || series.length < 2 ? undefined : { show: true, formatter: "{a}", color },
        labelLayout: { moveOverlap: "shiftY" },
      };
    }),
  };
}

export function radarOption({ labels, series, unit, width, scale = 1, max }) {
  const frame = common({ unit, series, scale });
  const { split } = axes(scale);
  const written = (value) => (value === null || value === undefined ? "—" : number(value));
  return {
    ...frame, grid: undefined,
    tooltip: { ...frame.tooltip, trigger: "item", axisPointer: undefined },
    radar: {
      center: ["50%", series.length > 1 ? "56%" : "52%"], radius: width < 420 ? "58%" : "66%", splitNumber: 4, splitArea: { show: false }, splitLine: split, axisLine: split,
      // The number stands at the name: nothing has to be read off the rings.
      axisName: { color: css("--ink-2"), fontSize: 12 * scale, lineHeight: 16 * scale, formatter: (label) => `${label}\n${written(series[0].values[labels.indexOf(label)])}` },
      indicator: labels.map((name) => ({ name, min: 0, max })),
    },
    series: series.map((each, index) => {
      const color = colorOf(each.color, index);
      return { type: "radar", name: each.name, symbolSize: 5, itemStyle: { color }, lineStyle: { width: 2, color, type: index ? "dashed" : "solid" }, areaStyle: index ? undefined : { color, opacity: 0.12 },
        data: [{ name: each.name, value: each.values.map((value) => value ?? "-") }] };
    }),
  };
}
