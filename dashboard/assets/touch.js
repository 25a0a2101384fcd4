/* Pointing and clicking: what is under the pointer, the tooltip, the list of what a click meant. Text is only text. */
(function (S) {
  "use strict";
  const REACH_PX = 5, TOUCH_REACH_PX = 14, LISTED = 50;

  /** What stands at a point of the canvas, topmost first; null where only ground is. */
  S.hitTest = function (overlay, point, reach) {
    const { scene, ctx } = overlay, { x, y } = point;
    const inBox = (g) => x >= g.box[0] - 2 && x <= g.box[2] + 2 && y >= g.box[1] - 2 && y <= g.box[3] + 2;
    const badge = [...scene.badges].reverse().find(inBox);
    if (badge) return badge;
    let best = null, nearest = Infinity;
    for (const thing of [...scene.dots, ...scene.cells]) {
      const d = Math.hypot(thing.px - x, thing.py - y) - thing.r;
      if (d <= reach && d < nearest) {
        best = thing;
        nearest = d;
      }
    }
    if (best) return best;
    const ring = scene.rings.filter((r) => Math.hypot(r.px - x, r.py - y) <= r.r).sort((a, b) => a.r - b.r)[0];
    if (ring) return ring;
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    const outline = [...scene.outlines].reverse().find((o) => ctx.isPointInPath(o.path, x - o.px, y - o.py, "evenodd"));
    ctx.restore();
    return outline ? outline.owner : null;
  };

  /** A hit's lines of text: the first is the heading. */
  S.describe = function (sight, hit) {
    const w = sight.words;
    if (hit.kind === "event" || (hit.events && hit.events.length === 1)) {
      const e = hit.events[0];
      return [S.type(e.type).name, sight.day(e.date), e.place, w.precision[e.prec]].filter(Boolean);
    }
    const lines = [sight.count(hit.n || hit.events.length)];
    const types = hit.types || S.tally(hit.events.map((e) => [e.type, 1]));
    lines.push(...types.slice(0, 4).map(([t, n]) => `${S.type(t).name}: ${sight.number(n)}`));
    if (types.length > 4) lines.push("…");
    if (hit.kind === "area") lines.splice(1, 0, hit.name, w.precision[hit.prec]);
    if (hit.kind === "areas") lines.splice(1, 0, hit.areas.map((a) => a.name).join(", "), w.precision[hit.areas[0].prec]);
    return lines;
  };

  S.Touch = class {
    constructor(sight) {
      this.sight = sight;
      this.map = sight.map;
      this.tip = L.DomUtil.create("div", "sl-tip", this.map.getContainer());
      this.tip.setAttribute("role", "tooltip");
      this.tip.hidden = true;
      this.map.on("mousemove", (e) => this.hover(e));
      this.map.on("mouseout movestart zoomstart", () => this.leave());
      this.map.on("click", (e) => this.click(e));
    }

    hover(e) {
      if (this.map.dragging && this.map.dragging.moving()) return;
      const { overlay } = this.sight, hit = S.hitTest(overlay, overlay.fromContainer(e.containerPoint), REACH_PX);
      this.map.getContainer().classList.toggle("sl-hit", Boolean(hit));
      const key = hit ? hit.key || `${hit.kind}/${hit.px}/${hit.py}` : null;
      if (key !== this.sight.hoveredKey) {
        this.sight.hoveredKey = key;
        if (hit) this.fill(hit);
        overlay.refresh();
      }
      this.tip.hidden = !hit;
      if (hit) this.moveTip(e.containerPoint);
    }

    fill(hit) {
      this.tip.replaceChildren();
      S.describe(this.sight, hit).forEach((line, i) => {
        L.DomUtil.create(i ? "span" : "strong", "", this.tip).textContent = line;
      });
    }

    moveTip({ x, y }) {
      const size = this.map.getSize(), w = this.tip.offsetWidth, h = this.tip.offsetHeight;
      this.tip.style.left = `${Math.max(4, x + 16 + w > size.x ? x - w - 12 : x + 16)}px`;
      this.tip.style.top = `${Math.max(4, y + 16 + h > size.y ? y - h - 12 : y + 16)}px`;
    }

    leave() {
      this.tip.hidden = true;
      this.map.getContainer().classList.remove("sl-hit");
      if (this.sight.hoveredKey) {
        this.sight.hoveredKey = null;
        this.sight.overlay.refresh();
      }
    }

    click(e) {
      const touch = e.originalEvent && e.originalEvent.pointerType === "touch";
      const { overlay, sight } = { overlay: this.sight.overlay, sight: this.sight };
      const hit = S.hitTest(overlay, overlay.fromContainer(e.containerPoint), touch ? TOUCH_REACH_PX : REACH_PX);
      this.leave();
      if (!hit) {
        sight.tell("ground", { lat: e.latlng.lat, lng: e.latlng.lng });
        return;
      }
      if (hit.kind === "cell") {
        const to = S.latLng(hit.x, hit.y), zoom = this.map.getZoom();
        if (zoom < this.map.getMaxZoom()) this.map.flyTo(to, Math.min(zoom + 2, this.map.getMaxZoom()), { duration: 0.5 });
        return;
      }
      const ids = this.idsOf(hit), areas = hit.kind === "area" ? [hit] : hit.kind === "areas" ? hit.areas : [];
      if (ids.length === 1 && (hit.n || 1) === 1) {
        sight.select(ids[0]);
        sight.tell("event", ids[0]);
      } else this.list(e.latlng, hit, ids, areas);
    }

    idsOf(hit) {
      if (hit.kind === "area") return hit.ids;
      if (hit.kind === "areas") return hit.areas.flatMap((a) => a.ids);
      return hit.events.map((event) => event.id);
    }

    /** The events of a stack or an area, as a list to choose from. */
    list(latlng, hit, ids, areas) {
      const { sight } = this, box = L.DomUtil.create("div", "sl-list"), total = hit.n || ids.length;
      L.DomUtil.create("h2", "", box).textContent = S.describe(sight, hit)[0];
      if (hit.kind === "area" || hit.kind === "areas") {
        L.DomUtil.create("p", "", box).textContent = S.describe(sight, hit).slice(1, 3).join(" · ");
      }
      const rows = L.DomUtil.create("ul", "", box);
      const known = new Map((hit.events || []).map((event) => [event.id, event]));
      ids.slice(0, LISTED).forEach((id) => this.row(rows, id, known.get(id)));
      for (const area of areas.slice(0, 8)) {
        if (!area.region || area.prec === 7) continue;
        const only = L.DomUtil.create("button", "sl-only", L.DomUtil.create("li", "", rows));
        only.type = "button";
        only.textContent = sight.words.only.replace("{name}", area.name);
        only.addEventListener("click", () => {
          this.map.closePopup();
          sight.tell("region", area.region);
        });
      }
      if (total > Math.min(ids.length, LISTED)) L.DomUtil.create("p", "", box).textContent = sight.words.more;
      L.popup({ maxWidth: 330, minWidth: 210, autoPanPadding: [16, 16] }).setLatLng(latlng).setContent(box).openOn(this.map);
    }

    row(rows, id, event) {
      const { sight } = this, button = L.DomUtil.create("button", "", L.DomUtil.create("li", "", rows));
      button.type = "button";
      const show = (e) => {
        button.replaceChildren(S.icon(sight, e.type, e.prec > 1));
        const text = L.DomUtil.create("span", "", button);
        L.DomUtil.create("span", "", text).textContent = S.type(e.type).name;
        L.DomUtil.create("small", "", text).textContent = [sight.day(e.date), e.place].filter(Boolean).join(" · ");
      };
      if (event) show(event);
      else {
        button.textContent = "…";
        sight.event(id).then((e) => e && show(e));
      }
      button.addEventListener("click", () => {
        this.map.closePopup();
        sight.select(id);
        sight.tell("event", id);
      });
    }
  };

  /** A type's symbol as a small picture. */
  S.icon = function (sight, type, hollow) {
    const canvas = document.createElement("canvas"), ratio = Math.min(window.devicePixelRatio || 1, 3);
    canvas.width = canvas.height = 20 * ratio;
    canvas.style.width = canvas.style.height = "20px";
    canvas.setAttribute("aria-hidden", "true");
    const ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    S.drawSymbol(ctx, S.type(type), sight.theme, 10, 10, 6, hollow);
    return canvas;
  };
})((window.Sightline = window.Sightline || {}));
