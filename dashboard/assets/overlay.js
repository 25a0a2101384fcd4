/* The one canvas that events are drawn on: outlines, rings, labels, circles, symbols, badges, in that order. */
(function (S) {
  "use strict";
  const FONT = '"Source Sans", "Source Sans Pro", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
  const SMALLEST_RING_PX = 11, LARGEST_RING_PX = 6000, MOST_OUTLINES = 60, OUTLINE_FROM_PX = 9, MANY_OUTLINES = 10;

  S.Overlay = L.Renderer.extend({
    options: { padding: 0.3, pane: "overlayPane" },

    initialize: function (sight, options) {
      L.Renderer.prototype.initialize.call(this, options);
      this.sight = sight;
      this.scene = { dots: [], cells: [], badges: [], outlines: [], rings: [], units: [], heat: [], others: [], most: 1, taken: new S.Taken() };
      this.widths = new Map();
    },

    _initContainer: function () {
      this._container = L.DomUtil.create("canvas", "sl-canvas");
      this._container.setAttribute("aria-hidden", "true");
      this.ctx = this._container.getContext("2d");
    },

    _destroyContainer: function () {
      L.DomUtil.remove(this._container);
      delete this._container;
    },

    _update: function () {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const canvas = this._container, size = this._bounds.getSize(), ratio = Math.min(window.devicePixelRatio || 1, 3);
      L.DomUtil.setPosition(canvas, this._bounds.min);
      const w = Math.round(size.x * ratio), h = Math.round(size.y * ratio);
      if (canvas.width !== w || canvas.height !== h) {
        canvas.width = w;
        canvas.height = h;
        canvas.style.width = `${size.x}px`;
        canvas.style.height = `${size.y}px`;
      }
      this.draw(ratio);
    },

    /** Draw again on the next frame; many reasons in one frame make one drawing. */
    refresh: function () {
      if (this._frame || !this._map) return;
      this._frame = requestAnimationFrame(() => {
        this._frame = null;
        if (this._map) this._update();
      });
    },

    /** A point of the map's container in the canvas's own pixels. */
    fromContainer: function (point) {
      return this._map.containerPointToLayerPoint(point).subtract(this._bounds.min);
    },

    draw: function (ratio) {
      const map = this._map, { ctx, sight } = this, size = this._bounds.getSize();
      const scale = 256 * 2 ** map.getZoom(), corner = map.getPixelOrigin().add(this._bounds.min);
      const frame = {
        scale, width: size.x, height: size.y, theme: sight.theme,
        place: (item) => [item.x * scale - corner.x, item.y * scale - corner.y],
      };
      const a = this.fromContainer(L.point(0, 0)), b = this.fromContainer(map.getSize());
      frame.view = [a.x, a.y, b.x, b.y];
      this.scene = this.compose(frame);
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      ctx.clearRect(0, 0, size.x, size.y);
      sight.choropleth.draw(ctx, this.scene, frame.theme, sight.hoveredKey);
      this.scene.outlines.filter((o) => !o.quiet).forEach((o) => this.drawOutline(o, frame));
      this.scene.rings.forEach((r) => this.drawRing(r, frame));
      if (sight.here) this.drawHere(sight.here, frame);
      if (sight.base && sight.mode !== "heat") sight.base.drawLabels(ctx, frame, this.scene.taken);
      if (sight.mode === "heat") {
        S.drawHeat(ctx, this.scene.heat, frame, sight.themeName);
        if (sight.base) sight.base.drawLabels(ctx, frame, this.scene.taken);
      }
      else {
        this.scene.cells.forEach((c) => this.drawCircle(c, frame));
        this.scene.dots.forEach((d) => this.drawDot(d, frame));
      }
      this.scene.badges.forEach((g) => this.drawBadge(g, frame));
      if (sight.selected) this.drawSelected(sight.selected, frame);
      this.scene.others = (sight.others || []).map((o) => {
        const [px, py] = frame.place(o), [sx, sy] = sight.selected ? frame.place(sight.selected) : [-99, -99];
        const hides = Math.hypot(px - sx, py - sy) < 16; // it stands beside the event that it was considered for
        return { ...o, kind: "other", key: `other/${o.n}`, px: px + (hides ? 26 : 0), py: py - (hides ? 12 : 0), r: 10 };
      });
      this.scene.others.forEach((o) => this.drawOther(o, frame));
      if (sight.spot) this.drawSpot(frame.place(sight.spot), frame);
    },

    /** Everything that stands on this canvas, with where it stands. */
    compose: function (frame) {
      const { tiles, outlines } = this.sight, shown = tiles ? tiles.shown : null;
      const scene = { dots: [], cells: [], badges: [], outlines: [], rings: [], units: [], heat: [], others: [], most: 1, taken: new S.Taken() };
      if (!shown) return scene;
      const inside = ([px, py], margin) => px > -margin && py > -margin && px < frame.width + margin && py < frame.height + margin;
      const events = shown.tiles.flatMap((t) => t.events).filter((e) => inside(frame.place(e), 40));
      const cells = shown.tiles.flatMap((t) => t.cells).filter((c) => inside(frame.place(c), 40));
      scene.heat = [...events.map((e) => [...frame.place(e), 1]), ...cells.map((c) => [...frame.place(c), c.n])];
      this.keepClear(scene.taken, frame.view);
      if (this.sight.choropleth.level) {
        this.sight.choropleth.compose(scene, frame);
        return scene;
      }
      if (this.sight.mode === "heat") {
        this.composeAreas(scene, shown.areas, outlines, frame);
        return scene;
      }
      const stacks = S.stack(events, frame.place);
      scene.most = Math.max(1, ...cells.map((c) => c.n), ...stacks.map((s) => s.events.length));
      this.composePoints(scene, stacks, cells, frame);
      this.composeRings(scene, shown, frame, inside);
      this.composeAreas(scene, shown.areas, outlines, frame);
      return scene;
    },

    /** Room that the map's own controls stand on: buttons at the right, key, scale and sources below. */
    keepClear: function (taken, [west, north, east, south]) {
      const control = { kind: "control" };
      taken.add([east - 62, north, east, north + 320], control);
      taken.add([west, south - 26, east, south], control);
      taken.add([west, south - (east - west < 560 ? 104 : 84), west + 82, south], control);
    },

    composePoints: function (scene, stacks, cells, frame) {
      for (const { px, py, events } of stacks) {
        const many = events.length > 1, r = many ? Math.max(10, S.circleRadius(events.length, scene.most)) : S.DOT_PX;
        const types = S.tally(events.map((e) => [e.type, 1]));
        const dot = { kind: many ? "stack" : "event", px, py, r, events, n: events.length, types };
        scene.dots.push(dot);
        scene.taken.add([px - r - 2, py - r - 2, px + r + 2, py + r + 2], dot);
      }
      for (const cell of cells) {
        const [px, py] = frame.place(cell), r = S.circleRadius(cell.n, scene.most);
        const drawn = { kind: "cell", px, py, r, n: cell.n, types: cell.types, x: cell.x, y: cell.y };
        scene.cells.push(drawn);
        scene.taken.add([px - r, py - r, px + r, py + r], drawn);
      }
      scene.cells.sort((a, b) => b.n - a.n);
    },

    composeRings: function (scene, shown, frame, inside) {
      const seen = new Map();
      for (const event of shown.tiles.flatMap((t) => t.events)) {
        if (event.prec < 2 || event.prec > 3) continue;
        const [px, py] = frame.place(event), r = event.radius * S.pixelsPerKm(event.y, frame.scale);
        if (r < SMALLEST_RING_PX || r > LARGEST_RING_PX || !inside([px, py], r)) continue;
        const region = event.prec === 3 && event.region ? event.region : null;
        const key = region || `${event.x},${event.y},${event.radius}`, ring = seen.get(key);
        if (ring) {
          ring.events.push(event);
          continue;
        }
        const made = { kind: "ring", key: `ring/${key}`, px, py, r, region, events: [event], soft: event.prec === 3 };
        seen.set(key, made);
        const outline = region && r > OUTLINE_FROM_PX ? this.sight.outlines.get(region) : null;
        if (outline) scene.outlines.push({ kind: "outline", outline, ...this.outlineAt(outline, frame), owner: made, prec: 3, types: [[event.type, 1]] });
        else scene.rings.push(made);
      }
    },

    outlineAt: function (outline, frame) {
      const [px, py] = frame.place({ x: outline.box[0], y: outline.box[1] });
      return { px, py, path: S.outlinePath(outline, frame.scale) };
    },

    composeAreas: function (scene, areas, outlines, frame) {
      const ranked = [...areas].sort((p, q) => Boolean(p.far) - Boolean(q.far) || q.n - p.n), placed = [];
      let asked = 0;
      ranked.forEach((area) => {
        const [px, py] = frame.place(area), name = outlines.name(area.region, area.name);
        const item = { ...area, name, px, py, kind: "area", key: `area/${area.region}/${area.prec}` };
        const outline = area.region && asked++ < MOST_OUTLINES ? outlines.get(area.region) : null;
        let visible = !area.far && px > frame.view[0] && py > frame.view[1] && px < frame.view[2] && py < frame.view[3];
        if (outline) {
          const [x0, y0] = frame.place({ x: outline.box[0], y: outline.box[1] });
          const [x1, y1] = frame.place({ x: outline.box[2], y: outline.box[3] });
          const touches = x0 < frame.view[2] && y0 < frame.view[3] && x1 > frame.view[0] && y1 > frame.view[1];
          if (touches && x1 - x0 > OUTLINE_FROM_PX * 2 && area.prec !== 6) {
            scene.outlines.push({ kind: "outline", outline, ...this.outlineAt(outline, frame), owner: item, prec: area.prec, types: area.types });
          }
          item.sticky = touches;
          visible = visible || touches;
        }
        if (visible) placed.push(item);
      });
      scene.outlines.sort((a, b) => (b.outline.box[2] - b.outline.box[0]) - (a.outline.box[2] - a.outline.box[0]));
      scene.badges = S.placeBadges(placed, scene.taken, (area) => this.badgeWidth([area]), frame.view);
      for (const badge of scene.badges) badge.key = badge.areas[0].key;
    },

    text: function (text, font) {
      const key = font + text;
      if (!this.widths.has(key)) {
        if (this.widths.size > 4000) this.widths.clear();
        this.ctx.font = font;
        this.widths.set(key, this.ctx.measureText(text).width);
      }
      return this.widths.get(key);
    },

    badgeText: function (areas) {
      const more = areas.length > 1 ? ` +${areas.length - 1}` : "";
      return (areas[0].name || this.sight.words.elsewhere) + more;
    },

    badgeFont: function (areas) {
      return `${areas[0].prec === 7 ? "italic " : ""}600 12.5px ${FONT}`;
    },

    badgeWidth: function (areas) {
      return 34 + this.text(this.badgeText(areas), this.badgeFont(areas)) + 4;
    },

    drawOutline: function ({ px, py, path, prec, types, owner }, { theme }) {
      const { ctx } = this, color = S.line(S.type(types[0][0]).color, theme), hot = this.sight.hoveredKey === owner.key;
      ctx.save();
      ctx.translate(px, py);
      const many = this.scene.outlines.length > MANY_OUTLINES;
      ctx.globalAlpha = theme.outline * (hot ? 1.9 : many ? 0.5 : 1);
      ctx.fillStyle = color;
      ctx.fill(path, "evenodd");
      ctx.globalAlpha = hot || !many ? 1 : 0.75;
      ctx.strokeStyle = color;
      ctx.lineWidth = hot ? 2.2 : 1; // a hairline is drawn ten times quicker than a broader one
      ctx.setLineDash(prec === 4 ? [] : prec === 3 ? [4, 3] : [8, 4]);
      ctx.stroke(path);
      ctx.restore();
    },

    drawRing: function ({ px, py, r, events, soft }, { theme }) {
      const { ctx } = this, color = S.line(S.type(events[0].type).color, theme);
      ctx.save();
      ctx.beginPath();
      ctx.arc(px, py, r, 0, 2 * Math.PI);
      ctx.globalAlpha = theme.outline * 0.8;
      ctx.fillStyle = color;
      ctx.fill();
      ctx.globalAlpha = 0.9;
      ctx.lineWidth = 1.3;
      ctx.strokeStyle = color;
      ctx.setLineDash(soft ? [4, 3] : []);
      ctx.stroke();
      ctx.restore();
    },

    drawDot: function (dot, frame) {
      const { ctx } = this, { theme } = frame;
      if (dot.kind === "stack") {
        this.drawCircle(dot, frame);
        return;
      }
      const event = dot.events[0], type = S.type(event.type);
      const trueRing = event.radius * S.pixelsPerKm(event.y, frame.scale);
      if (event.prec > 1 && trueRing < SMALLEST_RING_PX) {
        ctx.beginPath();
        ctx.arc(dot.px, dot.py, SMALLEST_RING_PX, 0, 2 * Math.PI);
        ctx.strokeStyle = S.line(type.color, theme);
        ctx.lineWidth = 1.4;
        ctx.setLineDash(event.prec === 3 ? [3, 2.5] : []);
        ctx.stroke();
        ctx.setLineDash([]);
      }
      S.drawSymbol(ctx, type, theme, dot.px, dot.py, event.prec > 1 ? 4.6 : S.DOT_PX, event.prec > 1, event.modality);
    },

    drawCircle: function ({ px, py, r, n, types }, { theme }) {
      const { ctx } = this;
      if (r < 8) {
        ctx.beginPath();
        ctx.arc(px, py, r, 0, 2 * Math.PI);
        ctx.fillStyle = S.ink(S.type(types[0][0]).color, theme);
        ctx.fill();
        ctx.lineWidth = 1;
        ctx.strokeStyle = S.line(S.type(types[0][0]).color, theme);
        ctx.stroke();
        return;
      }
      ctx.beginPath();
      ctx.arc(px, py, r + 1.2, 0, 2 * Math.PI);
      ctx.fillStyle = theme.surface;
      ctx.globalAlpha = 0.94;
      ctx.fill();
      ctx.globalAlpha = 1;
      S.drawShares(ctx, types, n, theme, px, py, r, Math.max(3.2, Math.min(6, r * 0.28)));
      ctx.beginPath();
      ctx.arc(px, py, r, 0, 2 * Math.PI);
      ctx.lineWidth = 1;
      ctx.strokeStyle = theme.edge; // a share may be pale
      ctx.stroke();
      this.drawNumber(n, px, py, r > 17 ? 13 : 11, theme, 2 * r - 5);
    },

    /** A number in the middle of a sign; smaller, or none, where it is wider than its room. */
    drawNumber: function (n, px, py, size, theme, room = Infinity) {
      const { ctx } = this, told = this.sight.compact(n);
      while (size > 9 && this.text(told, `700 ${size}px ${FONT}`) > room) size -= 1;
      if (this.text(told, `700 ${size}px ${FONT}`) > room) return;
      ctx.font = `700 ${size}px ${FONT}`;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillStyle = theme.text;
      ctx.fillText(told, px, py + 0.5);
    },

    drawBadge: function (badge, { theme }) {
      const { ctx } = this, [x0, y0, x1, y1] = badge.box, first = badge.areas[0], country = first.prec === 6;
      const color = S.ink(S.type(badge.types[0][0]).color, theme), mid = (y0 + y1) / 2;
      this.drawLeader(badge, color);
      ctx.save();
      ctx.beginPath();
      ctx.roundRect(x0, y0, x1 - x0, y1 - y0, country ? 4 : 12);
      ctx.shadowColor = "rgba(10,20,30,.28)";
      ctx.shadowBlur = 5;
      ctx.shadowOffsetY = 1;
      ctx.fillStyle = theme.surface;
      ctx.fill();
      ctx.shadowColor = "transparent";
      ctx.lineWidth = badge.key === this.sight.hoveredKey ? 2.4 : 1.4;
      ctx.strokeStyle = color;
      ctx.setLineDash(first.prec === 5 ? [4, 3] : []);
      ctx.stroke();
      ctx.restore();
      if (badge.n === 1) {
        S.drawSymbol(ctx, S.type(badge.types[0][0]), theme, x0 + 16, mid, 5, true);
      } else {
        S.drawShares(ctx, badge.types, badge.n, theme, x0 + 16, mid, 10, 3);
        this.drawNumber(badge.n, x0 + 16, mid, badge.n > 99 ? 8 : 10.5, theme);
      }
      ctx.font = this.badgeFont(badge.areas);
      ctx.textAlign = "left";
      ctx.textBaseline = "middle";
      ctx.fillStyle = theme.text;
      ctx.fillText(this.badgeText(badge.areas), x0 + 31, mid + 0.5, x1 - x0 - 35);
    },

    /** A line from a badge that had to step aside to the point that it stands for. */
    drawLeader: function ({ px, py, box: [x0, y0, x1, y1] }, color) {
      if (px === undefined) return;
      const x = Math.min(Math.max(px, x0), x1), y = Math.min(Math.max(py, y0), y1), { ctx } = this;
      const far = Math.hypot(px - x, py - y);
      if (far < 30 || far > 160) return;
      ctx.beginPath();
      ctx.moveTo(x, y);
      ctx.lineTo(px, py);
      ctx.lineWidth = 1.2;
      ctx.strokeStyle = color;
      ctx.stroke();
      ctx.beginPath();
      ctx.arc(px, py, 2.2, 0, 2 * Math.PI);
      ctx.fillStyle = color;
      ctx.fill();
    },

    /** A place that was considered for the open event and not taken: a number in a faint dashed circle. */
    drawOther: function ({ px, py, r, n, key }, { theme }) {
      const { ctx } = this, hot = this.sight.hoveredKey === key;
      ctx.save();
      ctx.globalAlpha = hot ? 1 : 0.8;
      ctx.beginPath();
      ctx.arc(px, py, r, 0, 2 * Math.PI);
      ctx.fillStyle = theme.surface;
      ctx.fill();
      ctx.strokeStyle = theme.select;
      ctx.lineWidth = hot ? 2.2 : 1.4;
      ctx.setLineDash(hot ? [] : [3, 2.5]);
      ctx.stroke();
      ctx.restore();
      this.drawNumber(n, px, py, 11, theme);
    },

    /** The spot that was clicked for the event that is being fixed. */
    drawSpot: function ([px, py], { theme }) {
      const { ctx } = this;
      ctx.strokeStyle = theme.select;
      ctx.lineWidth = 2.4;
      ctx.beginPath();
      ctx.arc(px, py, 9, 0, 2 * Math.PI);
      for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
        ctx.moveTo(px + dx * 4, py + dy * 4);
        ctx.lineTo(px + dx * 14, py + dy * 14);
      }
      ctx.stroke();
    },

    /** The border of the region that the page tells of. */
    drawHere: function (region, frame) {
      const outline = this.sight.outlines.get(region), { ctx } = this;
      if (!outline) return;
      const { px, py, path } = this.outlineAt(outline, frame);
      ctx.save();
      ctx.translate(px, py);
      ctx.lineJoin = "round";
      for (const [color, width] of [[frame.theme.surface, 5], [frame.theme.select, 2.6]]) {
        ctx.strokeStyle = color;
        ctx.lineWidth = width;
        ctx.stroke(path);
      }
      ctx.restore();
    },

    drawSelected: function (selected, frame) {
      const { ctx } = this, [px, py] = frame.place(selected), { theme } = frame;
      ctx.save();
      ctx.strokeStyle = theme.select;
      ctx.lineWidth = 2.6;
      const outline = selected.prec >= 3 && selected.region ? this.sight.outlines.get(selected.region) : null;
      if (outline) {
        const at = this.outlineAt(outline, frame);
        ctx.translate(at.px, at.py);
        ctx.stroke(at.path);
      } else {
        const r = selected.prec === 1 ? 0 : selected.radius * S.pixelsPerKm(selected.y, frame.scale);
        if (selected.prec <= 3) {
          S.drawSymbol(ctx, S.type(selected.type), theme, px, py, 7, selected.prec > 1, selected.modality);
          ctx.strokeStyle = theme.select;
          ctx.lineWidth = 2.6;
        }
        ctx.beginPath();
        ctx.arc(px, py, Math.max(14, Math.min(r, LARGEST_RING_PX)), 0, 2 * Math.PI);
        ctx.stroke();
      }
      ctx.restore();
    },
  });
})((window.Sightline = window.Sightline || {}));
