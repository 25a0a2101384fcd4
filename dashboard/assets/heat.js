/* The other way to show many: a surface of density, of the events whose place is known to a municipality or better. */
(function (S) {
  "use strict";
  const REACH_PX = 34, SHRINK = 3;
  const RAMPS = {
    light: [[0, [255, 224, 160, 0]], [0.15, [254, 200, 120, 120]], [0.45, [236, 112, 68, 185]], [0.75, [178, 34, 90, 215]], [1, [84, 12, 90, 235]]],
    dark: [[0, [60, 20, 90, 0]], [0.15, [110, 30, 120, 140]], [0.45, [206, 60, 96, 190]], [0.75, [250, 150, 70, 220]], [1, [255, 240, 180, 240]]],
  };

  function ramp(name) {
    const table = new Uint8ClampedArray(256 * 4), stops = RAMPS[name];
    for (let i = 0; i < 256; i++) {
      const t = i / 255, next = Math.max(1, stops.findIndex(([s]) => s >= t));
      const [s0, a] = stops[next - 1], [s1, b] = stops[next], part = (t - s0) / (s1 - s0);
      for (let c = 0; c < 4; c++) table[i * 4 + c] = a[c] + (b[c] - a[c]) * part;
    }
    return table;
  }

  let stamp = null;
  function brush() {
    if (stamp) return stamp;
    stamp = document.createElement("canvas");
    const r = REACH_PX / SHRINK, ctx = stamp.getContext("2d");
    stamp.width = stamp.height = Math.ceil(r * 2);
    const shade = ctx.createRadialGradient(r, r, 0, r, r, r);
    shade.addColorStop(0, "rgba(0,0,0,1)");
    shade.addColorStop(0.5, "rgba(0,0,0,.4)");
    shade.addColorStop(1, "rgba(0,0,0,0)");
    ctx.fillStyle = shade;
    ctx.fillRect(0, 0, r * 2, r * 2);
    return stamp;
  }

  /** Weighted points [[px, py, n], …] as a coloured surface; the densest spot has the ramp's end. */
  S.drawHeat = function (ctx, points, frame, themeName) {
    if (!points.length) return;
    const w = Math.ceil(frame.width / SHRINK), h = Math.ceil(frame.height / SHRINK), sheet = new OffscreenCanvas(w, h);
    const paint = sheet.getContext("2d"), r = REACH_PX / SHRINK, top = densest(points);
    for (const [px, py, n] of points) {
      paint.globalAlpha = Math.max(0.03, Math.min(1, n / top));
      paint.drawImage(brush(), px / SHRINK - r, py / SHRINK - r);
    }
    const image = paint.getImageData(0, 0, w, h), table = ramp(themeName), data = image.data;
    for (let i = 0; i < data.length; i += 4) {
      const at = data[i + 3] * 4;
      if (at) for (let c = 0; c < 4; c++) data[i + c] = table[at + c];
    }
    paint.putImageData(image, 0, 0);
    ctx.imageSmoothingQuality = "high";
    ctx.drawImage(sheet, 0, 0, frame.width, frame.height);
  };

  function densest(points) {
    const bins = new Map();
    for (const [px, py, n] of points) {
      const key = `${Math.floor(px / REACH_PX)},${Math.floor(py / REACH_PX)}`;
      bins.set(key, (bins.get(key) || 0) + n);
    }
    return Math.max(1, ...bins.values());
  }
})((window.Sightline = window.Sightline || {}));
