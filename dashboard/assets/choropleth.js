/* Regions coloured by events or by people killed, also for 100,000 people; the key says what is left out. */
(function (S) {
  "use strict";
  const RAMPS = S.RAMPS = {
    light: ["#f4d0b4", "#efae86", "#e3835f", "#cc5a4f", "#9c2a4d", "#5b1245"],
    dark: ["#64375c", "#823f63", "#a24a63", "#c65a59", "#e88257", "#f9c07a"],
  };
  const MOST_OUTLINES = 1200;

  /** Class limits that grow by the same factor, so that one crowded region does not flatten the rest. */
  function limits(values, classes, whole) {
    const sorted = values.toSorted((a, b) => a - b), top = sorted[sorted.length - 1], low = sorted[Math.floor(sorted.length / 20)];
    const found = new Set();
    for (let i = 1; i <= classes; i++) {
      const limit = i === classes ? top : low * (top / low) ** (i / classes);
      found.add(whole ? Math.round(limit) : nice(limit, i === classes));
    }
    return [...found];
  }

  function nice(value, up) {
    if (value >= 10) return up ? Math.ceil(value) : Math.round(value);
    return value >= 1 ? Math.ceil(value * 10) / 10 : Math.ceil(value * 100) / 100;
  }

  S.Choropleth = class {
    constructor(sight) {
      this.sight = sight;
      this.level = null;
      this.what = "n"; // or "killed"
      this.rate = false;
      this.data = null;
      this.limits = [];
    }

    async load() {
      const { sight, level } = this, key = `${level}?${sight.tiles.query}&v=${sight.tiles.version}`;
      if (!level || key === this.key) return;
      this.key = key;
      const query = [`level=${level}`, `lang=${sight.lang}`, sight.tiles.query, `v=${sight.tiles.version}`].filter(Boolean).join("&");
      const answer = await fetch(`${sight.config.urls.choropleth}?${query}`);
      if (this.key !== key) return;
      this.answered = key;
      if (!answer.ok) return;
      this.data = await answer.json();
      for (const r of this.data.regions) Object.assign(r, S.world(r.lat, r.lon), { kind: "unit", key: `unit/${r.id}` });
      this.measure();
      sight.legend.redraw();
      sight.overlay.refresh();
    }

    /** Whether what is shown is what was asked for last. */
    complete() { return !this.level || (this.key !== undefined && this.answered === this.key); }

    measure() {
      if (!this.data) return;
      for (const r of this.data.regions) r.value = !this.rate ? r[this.what] : r.population ? (r[this.what] * 1e5) / r.population : null;
      const values = this.data.regions.map((r) => r.value).filter((v) => v); // none and not known have no colour
      this.limits = values.length ? limits(values, Math.min(6, new Set(values).size), !this.rate) : [];
    }

    colors() {
      const ramp = RAMPS[this.sight.themeName], n = this.limits.length;
      return this.limits.map((_, i) => ramp[n === 1 ? 3 : Math.round((i * (ramp.length - 1)) / (n - 1))]);
    }

    compose(scene, frame) {
      if (!this.data) return;
      const colors = this.colors(), { view } = frame;
      const inView = this.data.regions.filter((r) => {
        const [px, py] = frame.place(r), reach = Math.max(r.radius_km, 20) * 2 * S.pixelsPerKm(r.y, frame.scale);
        return px > view[0] - reach && py > view[1] - reach && px < view[2] + reach && py < view[3] + reach;
      });
      const near = inView.length > MOST_OUTLINES ? [...inView].sort((a, b) => b.value - a.value) : inView;
      this.tellCrowd(inView.length > MOST_OUTLINES);
      for (const region of near.slice(0, MOST_OUTLINES)) {
        const outline = this.sight.outlines.get(region.id);
        if (!outline) continue;
        const [px, py] = frame.place({ x: outline.box[0], y: outline.box[1] });
        const step = region.value ? this.limits.findIndex((l) => region.value <= l) : -1;
        const color = region.value === null ? frame.theme.municipality : colors[step]; // none at all: bare ground
        const unit = { px, py, path: S.outlinePath(outline, frame.scale), color, owner: region };
        scene.units.push(unit);
        scene.outlines.push({ ...unit, outline, kind: "unit", quiet: true });
      }
    }

    draw(ctx, scene, theme, hovered) {
      for (const { px, py, path, color, owner } of scene.units) {
        const hot = owner.key === hovered;
        ctx.save();
        ctx.translate(px, py);
        ctx.globalAlpha = 0.82;
        if (color) {
          ctx.fillStyle = color;
          ctx.fill(path, "evenodd");
        }
        ctx.globalAlpha = 1;
        ctx.lineWidth = hot ? 2.4 : 1;
        ctx.strokeStyle = hot ? theme.select : theme.edge; // the palest class is near to the ground: its edge tells it apart
        ctx.stroke(path);
        ctx.restore();
      }
    }

    /** Whether the view holds more regions than are drawn; the key says so. */
    tellCrowd(crowded) {
      if (crowded === Boolean(this.crowded)) return;
      this.crowded = crowded;
      this.sight.legend.redraw();
    }

    /** Rows of the key: each class's colour and range, regions without one, then what no region holds. */
    writeKey(box) {
      const { sight, data } = this, w = sight.words.choropleth, rows = L.DomUtil.create("ul", "", box);
      if (!data) return;
      const dead = this.what === "killed", left = dead ? data.killed_remainder : data.remainder;
      let low = this.rate ? 0 : 1;
      this.colors().forEach((color, i) => {
        const high = this.limits[i], from = sight.number(low), to = sight.number(high);
        this.row(rows, color, from === to ? to : `${from} – ${to}`);
        low = this.rate ? high : Math.floor(high) + 1;
      });
      if (data.regions.some((r) => r.value === null)) this.row(rows, sight.theme.municipality, w.unknown);
      const told = (dead ? w.killed_remainder : w.remainder)[left === 1 ? 0 : 1].replace("{n}", sight.number(left));
      const crowd = this.crowded && w.fullest.replace("{n}", sight.number(MOST_OUTLINES));
      const off = data.unlisted > 0 && w.unlisted[data.unlisted === 1 ? 0 : 1].replace("{n}", sight.number(data.unlisted));
      for (const line of [told, crowd, off, dead && w.best, this.rate && w.people]) {
        if (line) L.DomUtil.create("p", "", box).textContent = line;
      }
    }

    row(rows, color, text) {
      const row = L.DomUtil.create("li", "", rows);
      L.DomUtil.create("i", "sl-swatch", row).style.background = color;
      L.DomUtil.create("span", "", row).textContent = text;
    }
  };
})((window.Sightline = window.Sightline || {}));
