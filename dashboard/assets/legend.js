/* The key to how precisely a place is known and how firmly an event is told: a fold-out control on the map. */
(function (S) {
  "use strict";
  const SAMPLE = "#0072b2";

  /** A small canvas for a sample, and what draws on it. */
  function sheet() {
    const canvas = document.createElement("canvas"), ratio = Math.min(window.devicePixelRatio || 1, 3);
    canvas.width = 34 * ratio;
    canvas.height = 24 * ratio;
    canvas.style.cssText = "width:34px;height:24px";
    canvas.setAttribute("aria-hidden", "true");
    const ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    return [canvas, ctx];
  }

  function modalitySample(modality, theme) {
    const [canvas, ctx] = sheet();
    S.drawSymbol(ctx, { color: SAMPLE, symbol: "circle" }, theme, 17, 12, 5.5, false, modality);
    return canvas;
  }

  function sample(prec, theme) {
    const [canvas, ctx] = sheet(), color = S.ink(SAMPLE, theme), type = { color: SAMPLE, symbol: "circle" };
    ctx.lineWidth = 1.4;
    ctx.strokeStyle = color;
    ctx.fillStyle = S.alpha(color, 0.16);
    if (prec === 1) S.drawSymbol(ctx, type, theme, 17, 12, 5.5, false);
    if (prec === 2 || prec === 3) {
      ctx.setLineDash(prec === 3 ? [3, 2.5] : []);
      ctx.beginPath();
      ctx.arc(17, 12, 10, 0, 2 * Math.PI);
      ctx.fill();
      ctx.stroke();
      ctx.setLineDash([]);
      S.drawSymbol(ctx, type, theme, 17, 12, 3.6, true);
    }
    if (prec === 4 || prec === 5 || prec === 7) {
      ctx.setLineDash(prec === 4 ? [] : [5, 3]);
      ctx.beginPath();
      ctx.moveTo(3, 15);
      [[6, 4], [16, 7], [24, 3], [31, 10], [26, 20], [12, 21]].forEach(([x, y]) => ctx.lineTo(x, y));
      ctx.closePath();
      ctx.fill();
      ctx.stroke();
    }
    if (prec === 6) {
      ctx.beginPath();
      ctx.roundRect(2, 5, 30, 15, 3);
      ctx.fillStyle = theme.surface;
      ctx.fill();
      ctx.stroke();
      ctx.fillStyle = theme.text;
      ctx.font = "600 10px system-ui, sans-serif";
      ctx.textAlign = "center";
      ctx.fillText("MX", 17, 16);
    }
    return canvas;
  }

  S.Legend = L.Control.extend({
    options: { position: "bottomleft" },

    initialize: function (sight) { this.sight = sight; },

    onAdd: function () {
      this.box = L.DomUtil.create("details", "sl-legend");
      L.DomEvent.disableClickPropagation(this.box);
      L.DomEvent.disableScrollPropagation(this.box);
      this.box.addEventListener("keydown", (e) => e.stopPropagation());
      this.redraw();
      return this.box;
    },

    /** How events are shown: singly, as a surface, or by region; and then the key that goes with it. */
    redraw: function () {
      const { sight } = this, { words } = sight, coloured = Boolean(sight.choropleth.level);
      // Colours mean nothing without their key: it opens by itself with them, where the map has room for both.
      const open = this.box.open || (coloured && !this.coloured && innerWidth >= 500);
      this.coloured = coloured;
      const controls = () => [...this.box.querySelectorAll("select, input")];
      const focused = controls().indexOf(document.activeElement);
      this.box.replaceChildren();
      L.DomUtil.create("summary", "", this.box).textContent = words.legend;
      if (!sight.config.preview) this.choice(words.show_as, words.modes, sight.mode, (v) => sight.setMode(v));
      if (coloured) {
        this.choice(words.choropleth.what, words.choropleth.whats, sight.choropleth.what, (v) => sight.setMode(sight.mode, { what: v }));
        const second = L.DomUtil.create("label", "", this.box), box = L.DomUtil.create("input", "", second);
        box.type = "checkbox";
        box.checked = sight.choropleth.rate;
        box.addEventListener("change", () => sight.setMode(sight.mode, { rate: box.checked }));
        second.append(words.choropleth.rate);
        sight.choropleth.writeKey(this.box);
      } else if (sight.mode === "heat") {
        L.DomUtil.create("p", "", this.box).textContent = words.heat;
      } else this.precisionKey();
      this.box.open = open;
      if (focused >= 0) controls()[focused]?.focus();
    },

    choice: function (name, options, chosen, change) {
      const label = L.DomUtil.create("label", "", this.box), list = L.DomUtil.create("select", "", label);
      label.prepend(name);
      for (const [value, text] of options) list.append(new Option(text, value, false, value === chosen));
      list.addEventListener("change", () => change(list.value));
    },

    precisionKey: function () {
      const { words, theme } = this.sight;
      const rows = L.DomUtil.create("ul", "", this.box);
      const explain = (picture, said) => {
        const row = L.DomUtil.create("li", "", rows);
        row.append(picture);
        L.DomUtil.create("span", "", row).textContent = said;
      };
      for (let prec = 1; prec <= 7; prec++) explain(sample(prec, theme), words.precision[prec]);
      for (const modality of ["planned", "denied"]) explain(modalitySample(modality, theme), words.modality[modality]);
      const [mark, ctx] = sheet();
      S.drawShares(ctx, [["", 1]], 1, theme, 17, 12, 11, 3.4);
      ctx.font = "700 10px system-ui, sans-serif";
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillStyle = theme.text;
      ctx.fillText("12", 17, 12.5);
      explain(mark, words.circles);
    },
  });
})((window.Sightline = window.Sightline || {}));
