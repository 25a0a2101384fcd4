/* What is drawn for an event: a symbol a type, so that colour is never the only sign, and the theme's colours. */
(function (S) {
  "use strict";

  S.THEMES = {
    light: {
      water: "#cfdde6", land: "#f6f4ef", lake: "#cfdde6", coast: "#9fb4c3", country: "#8f8a9c", state: "#bdb8c4",
      municipality: "#d5d1da", label: "#4b5560", seaLabel: "#5f87a3", halo: "rgba(255,255,255,.9)", surface: "#ffffff",
      text: "#1c2733", rim: "#ffffff", select: "#0b1f33", edge: "#7d6068", outline: .12,
    },
    dark: {
      water: "#10161d", land: "#232c36", lake: "#10161d", coast: "#3d4c5b", country: "#7b8794", state: "#46525f",
      municipality: "#333e49", label: "#b4c0cc", seaLabel: "#5f8cab", halo: "rgba(20,27,34,.9)", surface: "#1f2833",
      text: "#eef2f6", rim: "#141a21", select: "#ffffff", edge: "#9a8c9c", outline: .2,
    },
  };

  function polygon(ctx, x, y, r, corners, turn) {
    for (let i = 0; i < corners; i++) {
      const a = turn + (i * 2 * Math.PI) / corners;
      ctx[i ? "lineTo" : "moveTo"](x + r * Math.cos(a), y + r * Math.sin(a));
    }
    ctx.closePath();
  }

  function star(ctx, x, y, r) {
    for (let i = 0; i < 10; i++) {
      const a = -Math.PI / 2 + (i * Math.PI) / 5, d = i % 2 ? r * 0.48 : r;
      ctx[i ? "lineTo" : "moveTo"](x + d * Math.cos(a), y + d * Math.sin(a));
    }
    ctx.closePath();
  }

  function plus(ctx, x, y, r, turn) {
    const w = r * 0.38, points = [[w, r], [w, w], [r, w], [r, -w], [w, -w], [w, -r], [-w, -r], [-w, -w], [-r, -w], [-r, w],
      [-w, w], [-w, r]];
    const c = Math.cos(turn), s = Math.sin(turn);
    points.forEach(([px, py], i) => ctx[i ? "lineTo" : "moveTo"](x + px * c - py * s, y + px * s + py * c));
    ctx.closePath();
  }

  const SYMBOLS = {
    circle: (ctx, x, y, r) => ctx.arc(x, y, r, 0, 2 * Math.PI),
    square: (ctx, x, y, r) => ctx.rect(x - r * 0.86, y - r * 0.86, r * 1.72, r * 1.72),
    triangle: (ctx, x, y, r) => polygon(ctx, x, y + r * 0.15, r * 1.2, 3, -Math.PI / 2),
    "triangle-down": (ctx, x, y, r) => polygon(ctx, x, y - r * 0.15, r * 1.2, 3, Math.PI / 2),
    diamond: (ctx, x, y, r) => polygon(ctx, x, y, r * 1.2, 4, 0),
    star: (ctx, x, y, r) => star(ctx, x, y, r * 1.3),
    cross: (ctx, x, y, r) => plus(ctx, x, y, r * 1.1, 0),
    x: (ctx, x, y, r) => plus(ctx, x, y, r * 1.1, Math.PI / 4),
  };

  /** Trace a symbol's outline; the caller fills or strokes it. */
  S.trace = function (ctx, symbol, x, y, r) {
    ctx.beginPath();
    (SYMBOLS[symbol] || SYMBOLS.circle)(ctx, x, y, r);
  };

  /** Told as what did not happen, or has not yet: these marks are dashed, and what is denied is struck out. */
  const UNDONE = ["planned", "denied"];

  /** A symbol filled with its type's colour and rimmed so that it stands on any ground. */
  S.drawSymbol = function (ctx, type, theme, x, y, r, hollow, modality) {
    if (UNDONE.includes(modality)) {
      drawUndone(ctx, type, theme, x, y, Math.max(r, 6), modality === "denied");
      return;
    }
    ctx.lineJoin = "round";
    S.trace(ctx, type.symbol, x, y, r);
    ctx.lineWidth = 4;
    ctx.strokeStyle = theme.rim;
    ctx.stroke();
    ctx.fillStyle = hollow ? theme.surface : S.ink(type.color, theme);
    ctx.fill();
    ctx.lineWidth = hollow ? 2.4 : 1;
    ctx.strokeStyle = S.line(type.color, theme); // a rim alone would not hold what is pale on pale land
    ctx.stroke();
  };

  function drawUndone(ctx, type, theme, x, y, r, denied) {
    const color = S.line(type.color, theme);
    ctx.save();
    ctx.lineJoin = "round";
    S.trace(ctx, type.symbol, x, y, r);
    ctx.lineWidth = 4.6;
    ctx.strokeStyle = theme.rim;
    ctx.stroke();
    ctx.fillStyle = theme.surface;
    ctx.fill();
    ctx.setLineDash([2.4, 1.8]);
    ctx.lineWidth = 1.9;
    ctx.strokeStyle = color;
    ctx.stroke();
    ctx.setLineDash([]);
    for (const [ink, width] of denied ? [[theme.rim, 3.2], [theme.text, 1.6]] : []) {
      ctx.beginPath();
      ctx.moveTo(x - r, y + r);
      ctx.lineTo(x + r, y - r);
      ctx.lineWidth = width;
      ctx.strokeStyle = ink;
      ctx.stroke();
    }
    ctx.restore();
  }

  /** The share of each type as a ring's segments; `counts` is [[type, n], …]. */
  S.drawShares = function (ctx, counts, total, theme, x, y, r, width) {
    let from = -Math.PI / 2;
    for (const [type, n] of counts) {
      const to = from + (2 * Math.PI * n) / total;
      ctx.beginPath();
      ctx.arc(x, y, r - width / 2, from, to);
      ctx.lineWidth = width;
      ctx.strokeStyle = S.ink(S.type(type).color, theme);
      ctx.stroke();
      from = to;
    }
  };

  function channels(hex) {
    return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
  }

  function luminance(hex) {
    const [r, g, b] = channels(hex).map((v) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function mix(hex, other, part) {
    const a = channels(hex), b = channels(other);
    return "#" + a.map((v, i) => Math.round(v + (b[i] - v) * part).toString(16).padStart(2, "0")).join("");
  }

  const inks = new Map();

  /** A type's colour as drawn on this theme: near-black is lifted on dark ground. */
  S.ink = function (hex, theme) {
    if (theme !== S.THEMES.dark) return hex;
    if (!inks.has(hex)) inks.set(hex, luminance(hex) < 0.08 ? mix(hex, "#ffffff", 0.42) : hex);
    return inks.get(hex);
  };

  function contrast(one, other) {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  }

  const lines = new Map();

  /** A type's colour as a thin line: taken towards that of the text until it stands out from what marks are filled with. */
  S.line = function (hex, theme) {
    const key = hex + theme.surface;
    if (!lines.has(key)) {
      const ink = S.ink(hex, theme);
      let part = 0;
      while (part < 1 && contrast(mix(ink, theme.text, part), theme.surface) < 4.5) part += 0.05;
      lines.set(key, mix(ink, theme.text, Math.min(part, 1)));
    }
    return lines.get(key);
  };

  S.alpha = function (hex, part) {
    const [r, g, b] = channels(hex);
    return `rgba(${r},${g},${b},${part})`;
  };
})((window.Sightline = window.Sightline || {}));
