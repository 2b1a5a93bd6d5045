// Pictures of the map that are drawn off the screen, some rows at a time. It knows MapLibre's painter from within.
// How far dots and lines, and marks and words, reach beyond the tile that they belong to.
const bleeds = { false: 40, true: 160 };

const latitude = (lat) => (1 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / Math.PI) / 2;

/** Two sheets to draw on in turn, off the screen, `width` by `height` of its points. */
export function makeSheets(gl, width, height) {
  const depth = gl.createRenderbuffer();
  gl.bindRenderbuffer(gl.RENDERBUFFER, depth);
  gl.renderbufferStorage(gl.RENDERBUFFER, gl.DEPTH24_STENCIL8, width, height);
  gl.bindRenderbuffer(gl.RENDERBUFFER, null);
  const sheets = [0, 1].map(() => {
    // Textures: in software they are copied in half the time that renderbuffers take.
    const [color, buffer] = [gl.createTexture(), gl.createFramebuffer()];
    gl.bindTexture(gl.TEXTURE_2D, color);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, width, height);
    gl.bindTexture(gl.TEXTURE_2D, null);
    gl.bindFramebuffer(gl.FRAMEBUFFER, buffer);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, color, 0);
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.DEPTH_STENCIL_ATTACHMENT, gl.RENDERBUFFER, depth);
    return { color, buffer };
  });
  return {
    width, height, sheets,
    drop() {
      gl.deleteRenderbuffer(depth);
      for (const { color, buffer } of sheets) {
        gl.deleteTexture(color);
        gl.deleteFramebuffer(buffer);
      }
    },
  };
}

/** Draws a part `{ left, top, width, height }` of a picture `{ view, options, sheet, height }` by the painter's own `render`. */
export function drawPart(painter, render, picture, part) {
  const { context, style, transform } = painter;
  const { gl } = context;
  const stop = [toSheet(gl, picture.sheet.buffer), ...Object.values(style.sourceCaches).map((cache) => onlyWithin(cache, picture.view, part, painter.pixelRatio))];
  painter.transform = picture.view;
  context.setDirty();
  painter.setBaseState();
  gl.scissor(part.left, picture.height - part.top - part.height, part.width, part.height);
  try {
    render.call(painter, style, picture.options);
  } finally {
    painter.transform = transform;
    gl.disable(gl.SCISSOR_TEST);
    for (const end of stop) end();
    context.setDirty();
  }
}

// What the painter draws to the screen goes to the sheet, within the rows; its own sheets (heat) stay as they are.
function toSheet(gl, sheet) {
  gl.bindFramebuffer = (target, buffer) => {
    WebGL2RenderingContext.prototype.bindFramebuffer.call(gl, target, buffer ?? sheet);
    if (buffer) gl.disable(gl.SCISSOR_TEST);
    else gl.enable(gl.SCISSOR_TEST);
  };
  return () => delete gl.bindFramebuffer;
}

/** Where a tile lies in a picture of `view`: { left, top, width, height } in its points. */
export function areaOf({ canonical: { x, y, z } }, view, ratio) {
  const size = view.worldSize / 2 ** z;
  const west = ((view.center.lng + 180) / 360) * view.worldSize - view.width / 2;
  const north = latitude(view.center.lat) * view.worldSize - view.height / 2;
  return { left: (x * size - west) * ratio, top: (y * size - north) * ratio, width: size * ratio, height: size * ratio };
}

// Tiles elsewhere would take their time although nothing of them is seen.
function onlyWithin(cache, view, part, ratio) {
  cache.getVisibleCoordinates = (isSymbols = false) => Object.getPrototypeOf(cache).getVisibleCoordinates.call(cache, isSymbols).filter((id) => {
    const { left, top, width, height } = areaOf(id, view, ratio);
    const bleed = bleeds[isSymbols] * ratio;
    return left + width + bleed > part.left && left - bleed < part.left + part.width && top + height + bleed > part.top && top - bleed < part.top + part.height;
  });
  return () => delete cache.getVisibleCoordinates;
}

/** What of a picture must be drawn when it shows the same as another moved by `right` and `down`, but for some tiles. */
export function areasLeft({ width, height }, right, down, tiles) {
  const clipped = ({ left, top, width: wide, height: high }) => {
    const [x, y] = [Math.max(0, Math.floor(left)), Math.max(0, Math.floor(top))];
    return { left: x, top: y, width: Math.min(width, Math.ceil(left + wide)) - x, height: Math.min(height, Math.ceil(top + high)) - y };
  };
  return [
    { left: right > 0 ? width - right : 0, top: 0, width: Math.abs(right), height },
    { left: 0, top: down > 0 ? height - down : 0, width, height: Math.abs(down) }, ...tiles,
  ].map(clipped).filter((area) => area.width > 0 && area.height > 0);
}

/** Areas of at most `wide` points, but for those that are low: each part has its own costs. */
export const inColumns = (areas, wide, low) => areas.flatMap((area) => (area.height <= low ? [{ ...area }] : Array.from({ length: Math.ceil(area.width / wide) }, (_, index) => (
  { ...area, left: area.left + index * wide, width: Math.min(wide, area.width - index * wide) }))));

/** Copies a picture to the canvas. */
export function show({ context }, { width, height, sheet }) {
  const { canvas } = context.gl;
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  copy(context, sheet.buffer, null, [0, 0, width, height, 0, 0, width, height]);
}

/** Copies what two pictures have in common, the second one seen from farther right and down. */
export function keep({ context }, from, to, right, down) {
  const [left, low] = [Math.max(0, right), Math.max(0, -down)];
  const [wide, high] = [from.width - Math.abs(right), from.height - Math.abs(down)];
  copy(context, from.sheet.buffer, to.sheet.buffer, [left, low, left + wide, low + high, left - right, low + down, left - right + wide, low + down + high]);
}

function copy(context, from, to, corners) {
  const { gl } = context;
  gl.disable(gl.SCISSOR_TEST);
  gl.colorMask(true, true, true, true);
  gl.bindFramebuffer(gl.READ_FRAMEBUFFER, from);
  gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, to);
  gl.blitFramebuffer(...corners, gl.COLOR_BUFFER_BIT, gl.NEAREST);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  context.setDirty();
}
