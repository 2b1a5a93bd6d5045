// Charts: bars, lines and a few parts around a middle, each mark with its list.
import { html } from "../../kit/html.js";
import { BarChart, LineChart, RadarChart } from "../../kit/chart.js";
import { Card } from "../../kit/page.js";
import { lamps } from "../../kit/terms.js";
import { t } from "../../kit/texts.js";
import { sampleClosed, sampleDays, sampleReported } from "./samples.js";

const total = sampleReported.reduce((sum, value) => sum + value, 0);

export function ChartSamples() {
  const days = sampleDays();
  const words = t("ui.chart.day", { total, most: Math.max(...sampleReported) });
  const streets = [31, 24, 19, 12, 8].map((value, index) => ({ label: t("ui.chart.street", { number: index + 1 }), value, href: "/components" }));
  const colors = { green: "green", yellow: "amber", red: "red" };
  return html`<div class="grid-2">
    <${Card}><${LineChart} title=${t("ui.chart.byDay")} words=${words} labels=${days} unit=${t("ui.chart.unit")} series=${[
      { name: t("ui.chart.reported"), values: sampleReported, href: () => "/components" }, { name: t("ui.chart.closed"), values: sampleClosed }]} /><//>
    <${Card}><${BarChart} title=${t("ui.chart.byStreet")} words=${t("ui.chart.byStreet")} items=${streets} horizontal unit=${t("ui.chart.unit")} /><//>
    <${Card}><${BarChart} title=${t("ui.chart.shares")} words=${t("ui.chart.shares")} stacked labels=${days} series=${lamps().map((lamp, index) => ({
      name: lamp.label, color: colors[lamp.value], values: sampleReported.map((value) => Math.round(value / (index + 1.5))), href: () => "/components" }))} /><//>
    <${Card}><${RadarChart} title=${t("ui.chart.parts")} words=${t("ui.chart.parts")} labels=${streets.slice(0, 4).map((each) => each.label)} series=${[{ name: t("ui.chart.reported"), values: [62, 88, 100, 74] }, { name: t("ui.chart.closed"), values: [70, 60, 92, null] }]} /><//></div>`;
}
