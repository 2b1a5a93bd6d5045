// Reports and closings of the day, hour by hour.
import { html, useEffect, useRef, useState } from "../../kit/html.js";
import { BarChart } from "../../kit/chart.js";
import { t } from "../../kit/texts.js";
import { clockTime } from "../../kit/format.js";
import { closedIn, reportedIn } from "./links.js";

export function Hours({ today, day, unit }) {
  const box = useRef(null);
  const [height, setHeight] = useState(0);
  useEffect(() => {
    const size = new ResizeObserver(([entry]) => setHeight(Math.floor(entry.contentRect.height)));
    size.observe(box.current);
    return () => size.disconnect();
  }, []);
  const scale = unit * 1.8;
  const words = today ? t("wall.hoursWords", { reported: today.reported, closed: today.closed }) : "";
  const head = 66 * unit;
  // Hours that have not come are empty, which is not the same as nothing.
  const hourNow = Number(clockTime(Date.now()).slice(0, 2));
  const sofar = (name) => today.hours.map((each) => (today.date === day && each.hour > hourNow ? null : each[name]));
  return html`<div class="wall-hours-box" ref=${box}>${today && height > 0 && html`<${BarChart} title=${t("wall.hours")} words=${words} height=${Math.max(60, height - head)} scale=${scale}
    labels=${today.hours.map(({ hour }) => String(hour))}
    series=${[
      { name: t("wall.reported"), color: "accent", values: sofar("reported"), href: (index) => reportedIn(today.date, index) },
      { name: t("wall.closed"), color: "grey", values: sofar("closed"), href: (index) => closedIn(today.date, index) },
    ]} />`}</div>`;
}
