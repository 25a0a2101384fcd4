/* Pointing and clicking: what is under the pointer, the tooltip, the list of what a click meant. Text is only text. */
(function (S) {
  "use strict";
  const REACH_PX = 5, TOUCH_REACH_PX = 14, LISTED = 50;

  /** What stands at a point of the canvas, topmost first; null where only ground is. */
  S.hitTest = function (overlay, point, reach) {
    const { scene, ctx } = overlay, { x, y } = point;
    const inBox = (g) => x >= g.box[0] - 2 && x <= g.box[2] + 2 && y >= g.box[1] - 2 && y <= g.box[3] + 2;
    const other = scene.others.find((o) => Math.hypot(o.px - x, o.py - y) <= o.r + reach);
    if (other) return other;
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
    const scale = 256 * 2 ** overlay._map.getZoom();
    const inFrame = ({ px, py, outline: { box } }) => (
      x >= px && y >= py && x - px <= (box[2] - box[0]) * scale && y - py <= (box[3] - box[1]) * scale);
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    const outline = scene.outlines.findLast((o) => inFrame(o) && ctx.isPointInPath(o.path, x - o.px, y - o.py, "evenodd"));
    ctx.restore();
    return outline ? outline.owner : null;
  };

  /** A hit's lines of text: the first is the heading. */
  S.describe = function (sight, hit) {
    const w = sight.words;
    if (hit.kind === "other") return [hit.name, w.considered];
    if (hit.kind === "event" || (hit.events && hit.events.length === 1)) {
      const e = hit.events[0];
      return [S.type(e.type).name, w.modality[e.modality], sight.when(e), e.place, w.precision[e.prec]].filter(Boolean);
    }
    if (hit.kind === "unit") {
      const { what } = sight.choropleth, c = w.choropleth, dead = what === "killed";
      const rate = hit.population ? c.per.replace("{n}", sight.number(Number(((hit[what] * 1e5) / hit.population).toPrecision(2)))) : c.unknown;
      return [hit.name, sight.count(hit.n), dead && c.killed[hit.killed === 1 ? 0 : 1].replace("{n}", sight.number(hit.killed)), rate].filter(Boolean);
    }
    const lines = [sight.count(hit.n || hit.events.length)];
    const types = hit.types || S.tally(hit.events.map((e) => [e.type, 1]));
    lines.push(...types.slice(0, 4).map(([t, n]) => `${S.type(t).name}: ${sight.number(n)}`));
    if (types.length > 4) lines.push("…");
    if (hit.kind === "area") lines.splice(1, 0, hit.name || w.elsewhere, w.precision[hit.prec]);
    if (hit.kind === "areas") lines.splice(1, 0, hit.areas.map((a) => a.name || w.elsewhere).join(", "), w.precision[hit.areas[0].prec]);
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
      if (e.originalEvent.target.closest?.(".leaflet-control, .sl-play, .leaflet-popup")) {
        this.leave(); // the pointer is on the map's furniture, not on what lies below it
        return;
      }
      if (this.sight.draw?.tool || (this.map.dragging && this.map.dragging.moving())) return;
      const { overlay } = this.sight, hit = S.hitTest(overlay, overlay.fromContainer(e.containerPoint), REACH_PX);
      this.map.getContainer().classList.toggle("sl-hit", Boolean(hit));
      const key = hit ? hit.key || `${hit.kind}/${hit.px}/${hit.py}` : null;
      if (key !== this.sight.hoveredKey) {
        this.sight.hoveredKey = key;
        if (hit) this.fill(hit);
        overlay.refresh();
      }
      if (hit) this.show(hit, e.containerPoint);
      else this.tip.hidden = true;
    }

    show(hit, point) {
      if (this.tip.hidden) this.fill(hit);
      this.tip.hidden = false;
      this.moveTip(point);
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
      if (this.sight.draw?.click(e.latlng)) return;
      const touch = e.originalEvent && e.originalEvent.pointerType === "touch";
      const { overlay, sight } = { overlay: this.sight.overlay, sight: this.sight };
      const hit = S.hitTest(overlay, overlay.fromContainer(e.containerPoint), touch ? TOUCH_REACH_PX : REACH_PX);
      this.leave();
      if (!hit) {
        sight.tell("ground", { lat: e.latlng.lat, lng: e.latlng.lng });
        return;
      }
      if (hit.kind === "other") {
        if (sight.choosing) sight.tell("other", { n: hit.n });
        else this.show(hit, e.containerPoint);
        return;
      }
      if (sight.choosing) { // an event is being fixed: what is clicked is a place, not another event
        sight.tell("ground", { lat: e.latlng.lat, lng: e.latlng.lng });
        return;
      }
      if (hit.kind === "cell") {
        const to = S.latLng(hit.x, hit.y), zoom = this.map.getZoom();
        if (zoom < this.map.getMaxZoom()) this.map.flyTo(to, Math.min(zoom + 2, this.map.getMaxZoom()), { duration: 0.5 });
        return;
      }
      if (hit.kind === "unit") {
        if (sight.config.addressed) sight.tell("here", { id: hit.id });
        else this.show(hit, e.containerPoint);
      }
      else if (hit.kind === "area" || hit.kind === "areas") this.openAreas(e.latlng, hit);
      else this.choose(e.latlng, hit, hit.events, []);
    }

    async openAreas(latlng, hit) {
      const areas = (hit.kind === "area" ? [hit] : hit.areas).filter((a) => a.region).slice(0, 8);
      if (!areas.length) {
        this.map.flyTo(latlng, Math.min(this.map.getZoom() + 2, this.map.getMaxZoom()), { duration: 0.5 });
        return;
      }
      const events = (await Promise.all(areas.map((a) => this.sight.eventsOf(a)))).flat();
      this.choose(latlng, hit, events, areas);
    }

    /** One event opens at once; several are listed to choose from. */
    choose(latlng, hit, events, areas) {
      if (events.length === 1 && (hit.n || 1) === 1) this.open(events[0].id);
      else this.list(latlng, hit, events, areas);
    }

    open(id) {
      this.map.closePopup();
      this.sight.select(id);
      this.sight.tell("event", { id });
    }

    list(latlng, hit, events, areas) {
      const { sight } = this, box = L.DomUtil.create("div", "sl-list"), lines = S.describe(sight, hit);
      L.DomUtil.create("h2", "", box).textContent = lines[0];
      if (areas.length) L.DomUtil.create("p", "", box).textContent = lines.slice(1, 3).join(" · ");
      const rows = L.DomUtil.create("ul", "", box);
      events.slice(0, LISTED).forEach((event) => this.row(rows, event));
      for (const area of areas) {
        if (area.prec === 7 || sight.config.preview || !sight.config.addressed) continue;
        this.ask(rows, sight.words.here, "here", area);
        this.ask(rows, sight.words.only, "region", area);
      }
      if ((hit.n || events.length) > Math.min(events.length, LISTED)) L.DomUtil.create("p", "", box).textContent = sight.words.more;
      L.popup({ maxWidth: 330, minWidth: 210, autoPanPadding: [16, 16] }).setLatLng(latlng).setContent(box).openOn(this.map);
    }

    /** A button that asks the page for something about an area. */
    ask(rows, words, name, area) {
      const button = L.DomUtil.create("button", "sl-only", L.DomUtil.create("li", "", rows));
      button.type = "button";
      button.textContent = words.replace("{name}", () => area.name);
      button.addEventListener("click", () => {
        this.map.closePopup();
        this.sight.tell(name, { id: area.region });
      });
    }

    row(rows, event) {
      const { sight } = this, button = L.DomUtil.create("button", "", L.DomUtil.create("li", "", rows));
      button.type = "button";
      button.append(S.icon(sight, event));
      const text = L.DomUtil.create("span", "", button);
      L.DomUtil.create("span", "", text).textContent = S.type(event.type).name;
      L.DomUtil.create("small", "", text).textContent = [sight.words.modality[event.modality], sight.when(event), event.place].filter(Boolean).join(" · ");
      button.addEventListener("click", () => this.open(event.id));
    }
  };

  /** An event's symbol as a small picture. */
  S.icon = function (sight, { type, prec, modality }) {
    const canvas = document.createElement("canvas"), ratio = Math.min(window.devicePixelRatio || 1, 3);
    canvas.width = canvas.height = 20 * ratio;
    canvas.style.width = canvas.style.height = "20px";
    canvas.setAttribute("aria-hidden", "true");
    const ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    S.drawSymbol(ctx, S.type(type), sight.theme, 10, 10, 6, prec > 1, modality);
    return canvas;
  };
})((window.Sightline = window.Sightline || {}));
