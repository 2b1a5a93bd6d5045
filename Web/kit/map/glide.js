// A map that moves smoothly where there is no graphics card. There one picture takes longer than a frame: so it is drawn
// a few rows a frame, with a margin, off the screen, and the last whole picture is shown meanwhile, moved to where the map
// is now. Where drawing is quick nothing of this happens. It reaches into the library, which is pinned to one version.
import { areaOf, areasLeft, drawPart, inColumns, keep, makeSheets, show } from "./slices.js";

const margin = 80;
const mostAhead = 160;
const columns = 3;
// A picture that takes longer than this leaves no room for the rest of a frame of 50 ms.
const slowMS = 24;
const sure = 4;
const askAgainMS = 1000;
const staleMS = 1000;
// Of a picture: more than this and it is drawn from the start; so much is soon done.
const [mostShare, soonShare] = [0.7, 0.35];
const [quickPartMS, longPartMS] = [24, 45];
// Each part has its own costs: with fewer rows a picture would only take longer.
const [leastRows, mostRows] = [160, 480];

/** Whether drawing is slow, from how long the last pictures took: one that was quick is enough to say no. */
export const isSlow = (times) => times.length >= sure && times.slice(-sure).every((each) => each > slowMS);

/** How high the next part of a picture may be, after one of `rows` that was drawn `took` milliseconds later. */
export function rowsAfter(rows, took) {
  const next = took > longPartMS ? rows * 0.75 : took < quickPartMS ? rows * 1.25 : rows;
  return Math.round(Math.min(mostRows, Math.max(leastRows, next)));
}

/** Measures now and then how long drawing takes, and lets the map glide when that is too long. */
export function watchDrawing(map) {
  let [times, asked, wasWhole] = [[], 0, false];
  const draw = map._render;
  // WebGL 1 cannot copy pictures.
  if (!map.painter.context.gl.blitFramebuffer) return;
  map._render = (now) => {
    const from = performance.now();
    draw.call(map, now);
    const isQuick = !(times.at(-1) > slowMS);
    const isWhole = map.loaded();
    wasWhole ||= isWhole;
    if (map._removed || map.isMoving() || !wasWhole || (isQuick && from - asked < askAgainMS)) return map;
    const { gl } = map.painter.context;
    // The answer comes when all is drawn.
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    asked = performance.now();
    // With vehicles something is nearly always on its way: a picture without it that is slow says enough, one that is quick does not.
    if (!isWhole && asked - from <= slowMS) return map;
    times = [...times, asked - from].slice(-sure);
    if (isSlow(times)) startGliding(map, draw);
    else if (times.at(-1) > slowMS) map.triggerRepaint();
    return map;
  };
}

function startGliding(map, draw) {
  const ask = map.triggerRepaint;
  let [painter, render, sheets] = [null, null, null];
  // What is on the screen, what is being drawn, and how the map has moved since that was begun.
  let [shown, job, view, begun] = [null, null, null, null];
  let [rows, isAsked, hasNews, isNew] = [leastRows, false, false, true];
  // What came since a picture was begun: tiles, and other places of what the page itself has put on the map.
  let [news, isStale, wholeAt] = [[], false, 0];
  // Set behind the last part that was sent to be drawn, and when.
  let [fence, sent] = [null, 0];

  map.isGliding = true;
  map.triggerRepaint = () => {
    isAsked = true;
    ask.call(map);
  };
  map._render = (now) => {
    frame(now);
    return map;
  };
  // Tiles and marks of the margin are wanted as well; what is asked of the map is asked of what it shows now.
  const { style } = map;
  const { _updateSources: updateSources, _updatePlacement: updatePlacement } = style;
  let isPlacedAhead = false;
  style._updateSources = () => {
    updateSources.call(style, nextView());
    for (const cache of Object.values(style.sourceCaches)) cache.transform = map.transform;
  };
  style._updatePlacement = (_, ...rest) => {
    isPlacedAhead = true;
    return updatePlacement.call(style, nextView(), ...rest);
  };
  const query = map.queryRenderedFeatures;
  map.queryRenderedFeatures = (...asked) => {
    if (isPlacedAhead) updatePlacement.call(style, map.transform, false, 0, map._crossSourceCollisions);
    isPlacedAhead = false;
    return query.apply(map, asked);
  };
  map.on("data", ({ tile, source }) => {
    hasNews = true;
    if (tile && source?.type === "geojson") isStale = true;
    else if (tile && !news.some(({ canonical }) => canonical.key === tile.tileID.canonical.key)) news.push(tile.tileID);
  });
  // A pull must not wait for a picture of where the map was: what has come into view is wanted first.
  map.on("movestart", () => job && shown && !job.isNew && drop());
  // The canvas moves, and is as large as its picture; the library takes it for the frame of the map when it asks where the
  // mouse is, and is told of the frame.
  const canvas = map.getCanvas();
  const box = map.getContainer();
  map._resizeCanvas = () => {};
  canvas.getBoundingClientRect = () => box.getBoundingClientRect();
  Object.defineProperties(canvas, { offsetWidth: { get: () => box.offsetWidth }, offsetHeight: { get: () => box.offsetHeight } });
  canvas.style.transformOrigin = "0 0";
  map.triggerRepaint();

  function frame(now) {
    if (painter !== map.painter) takePainter();
    // Other layers are another picture; other pictures of marks only bring tiles anew.
    const hasLayers = style._changed && [style._updatedPaintProps, style._updatedLayers, style._removedLayers].some((each) => Object.keys(each).length > 0);
    isNew ||= hasLayers;
    hasNews ||= style._changed;
    if (job && (hasLayers || job.width !== painter.width || job.height !== painter.height || (!map.isMoving() && !isHere(job.view)))) drop();
    if (job && !hasNews) map._renderTaskQueue.run(now);
    else prepare(now);
    if (map._removed) return;
    if (job) goOn();
    if (shown) put(shown);
    if (job || isAsked || !shown || !isHere(shown.view)) ask.call(map);
    else if (!map.isMoving() && map.loaded()) map.fire("idle");
  }

  function drop() {
    [isNew, isStale, news, job] = [isNew || job.isNew, isStale || job.isStale, [...job.news, ...news], null];
  }

  // All of the library's own frame but for the drawing: new tiles must be placed before they are drawn. It is idle only
  // when the picture is whole.
  function prepare(now) {
    view = job?.view;
    hasNews = false;
    map._repaint = true;
    draw.call(map, now);
    map._repaint = false;
    isAsked = map._sourcesDirty || map._styleDirty || map._placementDirty;
  }

  // One part at a time is under way: others would only keep the screen waiting. The copy to the canvas has a frame of its own.
  function goOn() {
    if (!isDrawn()) return;
    const [area] = job.areas;
    if (job.isKept) {
      keep(painter, shown, job, job.right, job.down);
      job.isKept = false;
    } else if (area) {
      const height = Math.min(area.height, Math.ceil((rows * job.width) / columns / area.width));
      drawPart(painter, render, job, { ...area, height });
      area.top += height;
      area.height -= height;
      if (!area.height) job.areas.shift();
    } else {
      show(painter, job);
      [shown, job] = [job, null];
      return;
    }
    const { gl } = painter.context;
    fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
    sent = performance.now();
  }

  function isDrawn() {
    const { gl } = painter.context;
    if (fence && gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED) return false;
    if (fence) {
      rows = rowsAfter(rows, performance.now() - sent);
      gl.deleteSync(fence);
    }
    fence = null;
    return true;
  }

  function put(picture) {
    const { x, y, scale } = placeOf(picture.view);
    const [width, height] = [picture.width, picture.height].map((edge) => edge / painter.pixelRatio);
    // By whole points of the screen: what is only moved stays sharp.
    const whole = (value) => (scale === 1 ? Math.round(value * painter.pixelRatio) / painter.pixelRatio : value);
    const place = `translate(${whole(x - (width * scale) / 2)}px, ${whole(y - (height * scale) / 2)}px)`;
    Object.assign(canvas.style, { width: `${width}px`, height: `${height}px`, transform: scale === 1 ? place : `${place} scale(${scale})` });
  }

  function takePainter() {
    ({ painter } = map);
    ({ render } = painter);
    const { resize } = painter;
    [shown, job, sheets, fence] = [null, null, null, null];
    painter.resize = (width, height, ratio) => resize.call(painter, width + 2 * margin, height + 2 * margin, ratio);
    painter.overLimit = () => false;
    painter.resize(map.transform.width, map.transform.height, painter.pixelRatio);
    painter.render = (_, options) => {
      if (job) return;
      const { width, height } = painter;
      if (sheets?.width !== width || sheets?.height !== height) {
        sheets?.drop();
        sheets = makeSheets(painter.context.gl, width, height);
      }
      job = { isNew, isStale, news, view: nextView(), options, width, height, sheet: sheets.sheets.find((each) => each !== shown?.sheet), ...whatToDraw(nextView(), width, height) };
      news = news.slice(job.news.length);
      begun = { center: map.getCenter(), zoom: map.getZoom(), at: performance.now() };
    };
  }

  // A map that is only pulled has most of its next picture already; at rest everything is drawn.
  function whatToDraw(view, width, height) {
    const wide = Math.ceil(width / columns);
    const all = () => {
      [isNew, isStale, wholeAt] = [false, false, performance.now()];
      return { isKept: false, areas: inColumns([{ left: 0, top: 0, width, height }], wide, 0) };
    };
    if (isNew || !map.isMoving() || shown?.view.zoom !== view.zoom || !sheets.sheets.includes(shown.sheet)) return all();
    const ratio = painter.pixelRatio;
    const point = shown.view.locationToScreenPoint(view.center);
    const [right, down] = [Math.round((point.x - view.width / 2) * ratio), Math.round((point.y - view.height / 2) * ratio)];
    // Vehicles stand still on a map that is pulled quickly, and go on while it follows one of them.
    if (isStale && performance.now() - wholeAt > staleMS && Math.abs(right) + Math.abs(down) < margin / 2) return all();
    // By whole points, so that it fits.
    [point.x, point.y] = [view.width / 2 + right / ratio, view.height / 2 + down / ratio];
    view.setCenter(shown.view.screenPointToLocation(point));
    const size = { width, height };
    const tiles = news.map((id) => areaOf(id, view, ratio));
    // One tile, and more as long as the picture is there soon enough; the others come with the next ones.
    const share = (count) => areasLeft(size, right, down, tiles.slice(0, count)).reduce((sum, area) => sum + area.width * area.height, 0) / (width * height);
    if (share(0) > mostShare) return all();
    let count = 0;
    while (count < tiles.length && (count === 0 || share(count + 1) < soonShare)) count += 1;
    return { isKept: true, right, down, news: news.slice(0, count), areas: inColumns(areasLeft(size, right, down, tiles.slice(0, count)), wide, leastRows / 2) };
  }

  /** What the next picture shows: more than the map, and where it will be when the picture is there. */
  function nextView() {
    if (view) return view;
    const { width, height } = map.transform;
    view = map.transform.clone();
    view.resize(width + 2 * margin, height + 2 * margin, false);
    if (map.isMoving() && begun?.zoom === map.getZoom() && performance.now() - begun.at < 1000) {
      const then = map.project(begun.center);
      const ahead = (moved) => Math.min(mostAhead, Math.max(-mostAhead, moved * 1.5));
      view.setCenter(map.unproject([width / 2 + ahead(width / 2 - then.x), height / 2 + ahead(height / 2 - then.y)]));
    }
    return view;
  }

  function placeOf(other) {
    const { x, y } = map.project(other.center);
    return { x, y, scale: 2 ** (map.getZoom() - other.zoom) };
  }

  function isHere(other) {
    const { x, y, scale } = placeOf(other);
    const { width, height } = map.transform;
    return scale === 1 && Math.abs(x - width / 2) < 0.01 && Math.abs(y - height / 2) < 0.01 && other.width === width + 2 * margin && other.height === height + 2 * margin;
  }
}
