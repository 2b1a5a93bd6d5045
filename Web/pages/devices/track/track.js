// Where a device went in a period: on the map, as a list of trips and stops, and played back.
import { html, useMemo, useState } from "../../../kit/html.js";
import { download, get } from "../../../kit/api.js";
import { metres, number } from "../../../kit/format.js";
import { useLoad } from "../../../kit/load.js";
import { Empty, ErrorState, Loading } from "../../../kit/states.js";
import { t } from "../../../kit/texts.js";
import { toastError } from "../../../kit/toast.js";
import { Course } from "./course.js";
import { TrackMap } from "./map.js";
import { Player } from "./player.js";
import { usePlayback } from "./playback.js";
import { Range, rangeOf } from "./range.js";
import { boundsWithin, prepared } from "./way.js";

export function Track({ device, query }) {
  const range = rangeOf(query);
  const path = `/devices/${device.id}/track`;
  const found = useLoad(async (signal) => prepared(await get(path, range, { signal })), [path, range.from, range.to]);
  const save = async () => {
    try {
      await download(`${path}.csv`, range);
    } catch (error) {
      toastError(error);
    }
  };
  const track = found.value;
  return html`<${Range} range=${range} onExport=${save} isBusy=${found.loading} />
    ${found.error ? html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />` : !track ? html`<${Loading} rows=${12} height=${420} />`
      : track.way.length === 0 ? html`<${Empty} icon="line" title=${t("track.none")} text=${t("track.noneHint")} />`
        : html`<${Way} key=${`${track.from}${track.to}`} device=${device} track=${track} />`}`;
}

function Way({ device, track }) {
  const playback = usePlayback(track);
  const [chosen, setChosen] = useState(null);
  const [isKept, setKept] = useState(true);
  const fit = useMemo(() => (chosen ? boundsWithin(track, chosen) : null), [track, chosen]);
  const choose = (part) => {
    setChosen(chosen === part ? null : part);
    if (chosen !== part) playback.seek(part.fromMS);
  };
  return html`<p class="track-summary">${summary(track)}</p>
    <div class="track-split"><div><${TrackMap} device=${device} track=${track} playback=${playback} chosen=${chosen} fit=${fit} isKept=${isKept} />
        <${Player} track=${track} playback=${playback} isKept=${isKept} onKept=${setKept} /></div>
      <section class="panel course-panel"><header class="panel-head"><h2>${t("track.all")}</h2>${chosen && html`<button type="button" class="btn btn-sm" onClick=${() => setChosen(null)}>${t("track.wholeWay")}</button>`}</header>
        <${Course} track=${track} ms=${playback.ms} chosen=${chosen} onChoose=${choose} /></section></div>`;
}

const summary = (track) => [
  t("track.summary", { distance: metres(track.distanceM), trips: number(track.trips.length), stops: number(track.stops.length), points: number(track.way.length) }),
  track.odometerM !== undefined && track.odometerM !== null && t("track.odometer", { distance: metres(track.odometerM) }),
  track.gaps.length > 0 && t("track.gaps", { count: number(track.gaps.length) }),
  track.drift > 0 && t("track.drift", { count: number(track.drift) }),
  track.unlocated > 0 && t("track.unlocated", { count: number(track.unlocated) }),
].filter(Boolean).join(" · ");
