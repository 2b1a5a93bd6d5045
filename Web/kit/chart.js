// Bars and lines. The words above say what the picture shows; every mark opens its list; a table says it without a picture.
import { cx, html, useEffect, useId, useRef, useState } from "./html.js";
import { barOption, lineOption, radarOption } from "./chart-options.js";
import { Icon } from "./icons.js";
import { number } from "./format.js";
import { go } from "./router.js";
import { ErrorState } from "./states.js";
import { useStore } from "./store.js";
import { language, t } from "./texts.js";

let library = null;

/** ECharts, loaded when the first picture is shown. */
function loadLibrary() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL("../vendor/echarts.min.js", import.meta.url).href;
    script.onload = () => resolve(window.echarts);
    script.onerror = () => {
      library = null;
      script.remove();
      reject(new Error("echarts"));
    };
    document.head.append(script);
  });
  return library;
}

/** One bar for each of `items` [{ label, value, href, color }], or `labels` with several `series`, side by side or `stacked`. */
export function BarChart({ items, labels, series, horizontal, stacked, ...rest }) {
  const names = items ? items.map((item) => item.label) : labels;
  const rows = items
    ? [{ name: rest.title, values: items.map((item) => item.value), href: (index) => items[index].href, colors: items.map((item) => item.color) }]
    : series;
  const height = rest.height ?? (horizontal ? Math.max(120, names.length * 30 * (stacked || items ? 1 : rows.length) + 24) : 260);
  return html`<${Figure} ...${rest} height=${height} labels=${names} series=${rows} option=${barOption} shape=${{ horizontal, stacked, single: Boolean(items), scale: rest.scale, max: rest.max }} />`;
}

/** Lines over `labels`: `series` [{ name, values, href(index), color }]. */
export function LineChart(props) {
  return html`<${Figure} height=${260} ...${props} option=${lineOption} shape=${{ scale: props.scale }} />`;
}

/** Values around a middle, for what is made of a few parts: `series` [{ name, values }] over `labels`, all from 0 to `max`. */
export function RadarChart({ max = 100, ...props }) {
  return html`<${Figure} height=${280} ...${props} option=${radarOption} shape=${{ scale: props.scale, max }} />`;
}

function Figure({ title, words, labels, series, unit = "", height, option, shape, empty }) {
  const [isTable, setTable] = useState(false);
  const id = useId("chart");
  const hasData = labels.length > 0 && series.some((each) => each.values.some((value) => value !== null && value !== undefined));
  return html`<figure class="chart-figure" aria-labelledby=${id}>
    <figcaption class="chart-head"><div><h3 id=${id}>${title}</h3>${words && words !== title && html`<p class="chart-words">${words}</p>`}</div>
      ${hasData && html`<button type="button" class="icon-button" aria-pressed=${String(isTable)} aria-label=${t(isTable ? "chart.asPicture" : "chart.asTable")} title=${t(isTable ? "chart.asPicture" : "chart.asTable")}
        onClick=${() => setTable(!isTable)}><${Icon} name=${isTable ? "chart" : "list"} /></button>`}</figcaption>
    ${hasData
      ? html`${!isTable && html`<${Picture} labels=${labels} series=${series} unit=${unit} height=${height} option=${option} shape=${shape} />`}
          <${Numbers} title=${title} labels=${labels} series=${series} unit=${unit} isShown=${isTable} />`
      : html`<p class="chart-none" style=${{ height: `${height}px` }}>${empty ?? t("chart.none")}</p>`}</figure>`;
}

function Picture({ labels, series, unit, height, option, shape }) {
  const box = useRef(null);
  const chart = useRef(null);
  const latest = useRef(null);
  const [error, setError] = useState(null);
  const [isReady, setReady] = useState(false);
  latest.current = { labels, series };
  useStore(language);

  useEffect(() => {
    let isGone = false;
    loadLibrary().then((echarts) => {
      if (isGone) return;
      chart.current = echarts.init(box.current, null, { renderer: "canvas" });
      chart.current.on("click", (mark) => open(latest.current, mark));
      setReady(true);
    }, (failure) => !isGone && setError(failure));
    const size = new ResizeObserver(() => chart.current?.resize());
    size.observe(box.current);
    return () => {
      isGone = true;
      size.disconnect();
      chart.current?.dispose();
    };
  }, []);

  const drawn = JSON.stringify([labels, series, unit, shape, language.get()]);
  useEffect(() => {
    if (!isReady) return undefined;
    const draw = () => chart.current.setOption(option({ labels, series, unit, width: box.current.clientWidth, ...shape }), { notMerge: true });
    draw();
    window.addEventListener("themechange", draw);
    return () => window.removeEventListener("themechange", draw);
  }, [isReady, drawn]);

  if (error) return html`<${ErrorState} error=${error} title=${t("chart.failed")} onRetry=${() => location.reload()} />`;
  return html`<div class="chart" ref=${box} style=${{ height: `${height}px` }} aria-hidden="true"></div>`;
}

function open({ series }, mark) {
  const href = series[mark.seriesIndex]?.href?.(mark.dataIndex);
  if (href) go(href);
}

// Hidden from the eye unless asked for, but always there for a screen reader and the keyboard.
function Numbers({ title, labels, series, unit, isShown }) {
  const cell = (each, index) => {
    const value = each.values[index];
    if (value === null || value === undefined) return "—";
    const text = `${number(value)}${unit && ` ${unit}`}`;
    const href = each.href?.(index);
    return href ? html`<a href=${href} tabindex=${isShown ? undefined : -1}>${text}</a>` : text;
  };
  return html`<div class=${cx(isShown ? "table-scroll" : "visually-hidden")}><table class="data chart-table"><caption class="visually-hidden">${title}</caption>
    <thead><tr><th scope="col"><span class="visually-hidden">${t("chart.label")}</span></th>${series.map((each) => html`<th scope="col" class="end" key=${each.name}>${each.name}</th>`)}</tr></thead>
    <tbody>${labels.map((label, index) => html`<tr key=${index}><th scope="row">${label}</th>${series.map((each) => html`<td class="end" key=${each.name}>${cell(each, index)}</td>`)}</tr>`)}</tbody></table></div>`;
}
