// Smooth before sharp: where frames come too slowly (computers without a graphics card), a moving map is drawn with
// fewer points, and sharply again as soon as it rests. With a graphics card nothing of this happens.
const slowMS = 42;
const quickMS = 24;
const step = 0.7;
const least = 0.35;
const framesToJudge = 4;
const restMS = 180;

export function keepPace(map) {
  const isSoftware = drawsInSoftware(map);
  let share = isSoftware ? 0.5 : 1;
  let isChanging = false;
  let isMoving = false;
  let last = 0;
  let gaps = [];
  let rest = null;
  let wasQuick = false;

  const draw = (part) => {
    const ratio = devicePixelRatio * part;
    if (Math.abs(map.getPixelRatio() - ratio) < 0.01) return;
    isChanging = true;
    map.setPixelRatio(ratio);
    isChanging = false;
  };
  const begin = () => {
    if (isChanging) return;
    clearTimeout(rest);
    isMoving = true;
    last = 0;
    gaps = [];
    draw(share);
  };
  const frame = () => {
    if (!isMoving) return;
    const now = performance.now();
    if (last) gaps.push(now - last);
    last = now;
    if (gaps.length < framesToJudge) return;
    const middle = [...gaps].sort((one, other) => one - other)[gaps.length >> 1];
    gaps = [];
    // Sharper again only at the next movement: no pumping while the map moves.
    if (middle > slowMS) draw((share = Math.max(least, share * step)));
    else if (middle < quickMS) wasQuick = true;
  };
  const end = () => {
    if (isChanging || !isMoving) return;
    isMoving = false;
    if (wasQuick && !isSoftware) share = Math.min(1, share / step);
    wasQuick = false;
    rest = setTimeout(() => map.style && draw(1), restMS);
  };
  map.on("movestart", begin);
  map.on("render", frame);
  map.on("moveend", end);
  map.on("remove", () => clearTimeout(rest));
}

function drawsInSoftware(map) {
  const pen = map.painter?.context?.gl;
  const info = pen?.getExtension("WEBGL_debug_renderer_info");
  return /swiftshader|llvmpipe|software|basic render/i.test(info ? pen.getParameter(info.UNMASKED_RENDERER_WEBGL) : "");
}
