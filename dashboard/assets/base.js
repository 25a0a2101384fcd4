/* The ground: land, lakes and borders from our own tiles on a canvas each, and place names for the events' canvas.
 *
 * A tile (512 px, coordinates 0 to 4096, beyond it by a margin): {"land": [ring…], "lakes": [ring…],
 * "borders": {"coast" | "country" | "state" | "municipality": [line…]}, "labels": [[x, y, name, kind, rank]…]}
 * where a ring or line is [x0, y0, x1, y1, …], kind is country, state, sea, capital or place, and rank 0 is the
 * most important.
 */
(function (S) {
  "use strict";
  const EXTENT = 4096;
  // Land comes in pieces that meet at their edges: a hair of its own colour closes the seams between them.
  const SEAM = 1;
  const STROKES = { coast: 1, country: 1.3, state: 0.9, municipality: 0.6 };

  const FONT = '"Source Sans", "Source Sans Pro", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
  const STYLES = {
    country: { font: "600 {s}px", size: () => 13, upper: true, spacing: "1.5px", alpha: 0.85 },
    state: { font: "500 {s}px", size: () => 11, upper: true, spacing: "1px", alpha: 0.7 },
    sea: { font: "italic 400 {s}px", size: () => 12.5, alpha: 1 },
    capital: { font: "600 {s}px", size: () => 12.5 },
    place: { font: "400 {s}px", size: (rank) => (rank < 3 ? 12.5 : 11.5) },
  };

  function path(rings, k, close) {
    const made = new Path2D();
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i += 2) made[i ? "lineTo" : "moveTo"](ring[i] * k, ring[i + 1] * k);
      if (close) made.closePath();
    }
    return made;
  }

  let last = Promise.resolve();

  /** One after the other, a frame each: tiles that come together would hold up the page in one long task. */
  function inTurn(act) {
    const made = last.then(() => new Promise((done) => requestAnimationFrame(done))).then(act);
    last = made.catch(() => {});
    return made;
  }

  S.Base = L.GridLayer.extend({
    options: { tileSize: 512, noWrap: true, bounds: [[-85.06, -180], [85.06, 180]], keepBuffer: 2, updateWhenZooming: false },

    initialize: function (sight, options) {
      L.setOptions(this, options);
      this.sight = sight;
      this.labels = new Map();
      this.on("load", () => this.sight.overlay.refresh()); // the names of all, drawn once
      this.on("tileunload", ({ coords }) => this.labels.delete(this._tileCoordsToKey(coords)));
    },

    complete: function () { return !this.isLoading(); },

    createTile: function (coords, done) {
      const canvas = L.DomUtil.create("canvas", "sl-canvas"), ratio = Math.min(window.devicePixelRatio || 1, 2);
      canvas.width = canvas.height = 512 * ratio;
      canvas.style.width = canvas.style.height = "512px";
      const { urls, lang } = this.sight.config;
      fetch(`${urls.base}/${coords.z - 1}/${coords.x}/${coords.y}.json?lang=${lang}`)
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`HTTP ${answer.status}`))))
        .then((data) => inTurn(() => {
          canvas.data = data;
          this.paint(canvas);
          this.keepLabels(coords, data.labels || []);
          this.sight.roughBorders(Boolean(data.approximate));
          done(null, canvas);
        }))
        .catch((error) => done(error, canvas));
      return canvas;
    },

    paint: function (canvas) {
      const { data } = canvas, { theme } = this.sight, ctx = canvas.getContext("2d"), k = canvas.width / EXTENT;
      ctx.fillStyle = theme.water;
      ctx.fillRect(0, 0, canvas.width, canvas.width);
      ctx.fillStyle = theme.land;
      const land = path(data.land || [], k, true);
      ctx.fill(land, "evenodd");
      ctx.strokeStyle = theme.land;
      ctx.lineWidth = SEAM;
      ctx.stroke(land);
      ctx.fillStyle = theme.lake;
      ctx.fill(path(data.lakes || [], k, true), "evenodd");
      ctx.lineJoin = "round";
      for (const kind of ["municipality", "state", "coast", "country"]) {
        const lines = (data.borders || {})[kind];
        if (!lines) continue;
        ctx.strokeStyle = theme[kind];
        ctx.lineWidth = (STROKES[kind] * canvas.width) / 512;
        ctx.stroke(path(lines, k, false));
      }
    },

    redraw: function () {
      for (const key in this._tiles || {}) if (this._tiles[key].el.data) this.paint(this._tiles[key].el);
    },

    keepLabels: function (coords, rows) {
      const side = 2 ** (coords.z - 1);
      this.labels.set(this._tileCoordsToKey(coords), rows.map(([px, py, name, kind, rank]) => (
        { x: (coords.x + px / EXTENT) / side, y: (coords.y + py / EXTENT) / side, name, kind, rank })));
    },

    /** Names where nothing else stands: the most important first, each with a halo, never over an event. */
    drawLabels: function (ctx, frame, taken) {
      const z = this._tileZoom, rows = [];
      for (const [key, labels] of this.labels) if (key.endsWith(`:${z}`)) rows.push(...labels);
      rows.sort((a, b) => a.rank - b.rank);
      ctx.lineJoin = "round";
      for (const label of rows) {
        const [px, py] = frame.place(label);
        if (px < -60 || py < -20 || px > frame.width + 60 || py > frame.height + 20) continue;
        this.drawLabel(ctx, label, px, py, frame, taken);
      }
    },

    drawLabel: function (ctx, { name, kind, rank }, px, py, { theme }, taken) {
      const style = STYLES[kind] || STYLES.place, dot = kind === "place" || kind === "capital";
      const font = `${style.font.replace("{s}", style.size(rank))} ${FONT}`;
      const text = style.upper ? name.toLocaleUpperCase(this.sight.lang) : name;
      ctx.font = font;
      ctx.letterSpacing = style.spacing || "0px";
      const half = this.sight.overlay.text(text + (style.spacing || ""), font) / 2;
      const shift = dot ? half + 6 : 0, box = [px + shift - half - 2, py - 8, px + shift + half + 2, py + 8];
      if (!taken.hit(box)) {
        taken.add(box, { kind: "label" });
        ctx.textAlign = "center";
        ctx.textBaseline = "middle";
        ctx.lineWidth = 3;
        ctx.strokeStyle = kind === "sea" ? theme.water : theme.halo;
        ctx.strokeText(text, px + shift, py);
        ctx.fillStyle = kind === "sea" ? theme.seaLabel : theme.label;
        ctx.globalAlpha = style.alpha || 1;
        ctx.fillText(text, px + shift, py);
        ctx.globalAlpha = 1;
        if (dot) {
          ctx.beginPath();
          ctx.arc(px, py, kind === "capital" ? 2.6 : 1.8, 0, 2 * Math.PI);
          ctx.fill();
        }
      }
      ctx.letterSpacing = "0px";
    },
  });
})((window.Sightline = window.Sightline || {}));
