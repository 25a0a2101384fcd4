/* Puts the map together, listens to the page, and answers questions about what is drawn (window.sightline). */
(function (S) {
  "use strict";
  const UNKNOWN = { id: "", name: "", color: "#8a8a8a", symbol: "circle" };
  const NARROW = 500;
  const MODES = ["heat", "admin1", "admin2"];
  const NEAR = 0.003; // how far from its label a town of the same name may lie to be that town: about a degree
  let types = new Map(), towns = new Map();
  S.type = (id) => types.get(id) || { ...UNKNOWN, id, name: id || types.get("").name };

  /** A town's name in the map's language, where it has another than the one that it is kept by. */
  S.townName = (name, x, y) => {
    const [atX, atY, other] = towns.get(name) || [];
    return Math.abs(atX - x) < NEAR && Math.abs(atY - y) < NEAR ? other : name;
  };

  const page = (() => {
    try {
      return window.parent.location.href ? window.parent : window;
    } catch {
      return window;
    }
  })();

  /** How a link's `layers` draw the events: the mode, and what regions are coloured by. */
  function drawnAs(layers) {
    const parts = (layers || "").split(",");
    const mode = MODES.find((m) => parts.includes(m)) || "events";
    return [mode, { rate: parts.includes("rate"), what: parts.includes("killed") ? "killed" : "n" }];
  }

  S.Map = class {
    constructor(map, config) {
      this.map = map;
      this.config = config;
      this.words = config.words;
      this.lang = config.lang;
      map.setMinZoom(config.zooms[0]);
      map.setMaxZoom(config.zooms[1]);
      towns = new Map(config.towns.map(([name, ...rest]) => [name, rest]));
      types = new Map(config.types.map((t) => [t.id, t])).set("", { ...UNKNOWN, name: config.words.other });
      this.numbers = new Intl.NumberFormat(config.lang);
      this.short = new Intl.NumberFormat(config.lang, { maximumSignificantDigits: 2 });
      this.days = new Intl.DateTimeFormat(config.lang, { dateStyle: "medium", timeZone: "UTC" });
      this.months = new Intl.DateTimeFormat(config.lang, { month: "long", year: "numeric", timeZone: "UTC" });
      this.selected = null;
      this.others = [];
      this.hoveredKey = null;
      this.applyTheme(pageTheme());
      this.startView();
      this.overlay = new S.Overlay(this);
      this.outlines = new S.Outlines(config.urls.regions, config.lang, () => { this.overlay.refresh(); this.checkReady(); });
      this.base = S.Base ? new S.Base(this) : null;
      this.tiles = new S.EventTiles(config.urls.events);
      this.choropleth = new S.Choropleth(this);
      if (this.base) this.base.addTo(map);
      this.tiles.addTo(map);
      this.overlay.addTo(map);
      this.furnish();
      this.touch = new S.Touch(this);
      this.listen();
      this.loadFonts();
      this.setMode(this.mode, this.startMeasure);
    }

    /** Text on a canvas does not wait for its typeface: measure and draw again when it is there. */
    loadFonts() {
      const again = () => {
        this.overlay.widths.clear();
        this.overlay.refresh();
      };
      document.fonts.addEventListener("loadingdone", again);
      document.fonts.ready.then(again);
    }

    /** The link's own position, when it has one, so that a map made anew stands where the old one stood. */
    startView() {
      this.mode = "events";
      if (this.config.preview || !this.config.addressed) return;
      const asked = new URLSearchParams(page.location.search), n = (k) => Number.parseFloat(asked.get(k));
      const [lat, lng, z] = [n("lat"), n("lng"), Math.round(n("z"))];
      [this.mode, this.startMeasure] = drawnAs(asked.get("layers"));
      if (Math.abs(lat) <= 85 && Math.abs(lng) <= 180 && z >= 0 && z <= 20) this.stand = { lat, lng, z };
      this.linked = Boolean(this.stand);
      if (this.linked) this.map.setView([lat, lng], z, { animate: false });
      else if (window.innerWidth < NARROW) this.map.setView(this.map.getCenter(), this.map.getZoom() - 1, { animate: false });
    }

    furnish() {
      const { map, words, config } = this, box = map.getContainer();
      box.setAttribute("role", "application");
      box.setAttribute("aria-label", words.map);
      box.setAttribute("lang", this.lang);
      map.zoomControl?.remove();
      L.control.zoom({ position: "topright", zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
      L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 120 }).addTo(map);
      map.attributionControl?.remove();
      L.control.attribution({ position: "bottomright", prefix: false }).addAttribution(escapeHtml(config.attribution)).addTo(map);
      if (!config.preview) {
        this.draw = new S.Draw(this).addTo(map);
        this.playback = new S.Playback(this).addTo(map);
      }
      this.legend = new S.Legend(this).addTo(map);
      this.busy = L.DomUtil.create("div", "sl-busy", box);
      this.notice = L.DomUtil.create("div", "sl-notice", box);
      this.notice.setAttribute("role", "status");
      this.notice.hidden = true;
    }

    listen() {
      const { map, tiles } = this;
      tiles.on("show", () => {
        this.overlay.refresh();
        this.choropleth.load();
      });
      tiles.on("progress", ({ waiting, failed }) => {
        this.busy.classList.toggle("on", waiting > 0);
        this.showFailure(failed);
      });
      tiles.on("ready", () => {
        this.checkReady();
        this.outlines.foresee(tiles.shown.areas.filter((a) => a.region).map((a) => a.region));
      });
      map.on("movestart", () => { this.moving = true; });
      map.on("moveend", () => {
        this.moving = false;
        this.reportView();
      });
      map.on("popupopen", () => { this.legend.box.open = false; });
      const themed = new MutationObserver(() => this.applyTheme(pageTheme()));
      themed.observe(pageBody(), { attributeFilter: ["class"] });
      window.addEventListener("pagehide", () => themed.disconnect());
    }

    /** What the page sends on every run: the filter, the store's version, the selected event, where to fly. */
    update({ query, version, selected, fly_to: flyTo, given, others, spot, choosing, here, fit, scene }) {
      this.choosing = Boolean(choosing);
      const marked = JSON.stringify([here, others, spot]);
      if (marked !== this.marked) { // else a change of the filter would draw the old events once more
        this.marked = marked;
        this.here = here || null;
        this.others = (others || []).map(([n, lat, lon, name]) => ({ n, name, ...S.world(lat, lon) }));
        this.spot = spot ? S.world(spot[0], spot[1]) : null;
        this.overlay.refresh();
      }
      if (given) {
        this.showGiven(given.map(flat), selected);
        return;
      }
      if (query !== this.shownQuery || version !== this.tiles.version) this.playback.close();
      if (scene) this.show(scene);
      if (!this.playback.open) this.tiles.setQuery(query, version);
      if (query !== this.shownQuery) this.draw.show(query);
      this.shownQuery = query;
      const asof = new URLSearchParams(query).get("asof");
      const corrected = selected && (version !== this.shownVersion || asof !== this.shownAsof);
      if (corrected || selected !== (this.selectedId || null)) this.select(selected);
      [this.shownVersion, this.shownAsof] = [version, asof];
      if (fit && String(fit) !== this.fitBefore) this.bring(fit);
      this.fitBefore = String(fit || "");
      const flight = flyTo ? JSON.stringify([flyTo, selected]) : null;
      if (flight && flight !== this.flight) this.fly(flyTo);
      this.flight = flight;
    }

    /** A story's step: where the map stands and what it draws, once a step. A narrow map shows as much from farther. */
    show({ step, position, layers }) {
      if (step === this.shownStep) return;
      this.shownStep = step;
      const [lat, lng, z] = position, { map } = this;
      let stood = null;
      const stand = () => {
        const moved = stood && (stood.zoom !== map.getZoom() || map.project(stood.center).distanceTo(map.project(map.getCenter())) > 200);
        if (moved) return;
        map.setView([lat, lng], Math.max(z - (map.getSize().x < NARROW ? 1 : 0), map.getMinZoom()), { animate: false });
        stood = { zoom: map.getZoom(), center: map.getCenter() };
      };
      if (this.restand) map.off("resize", this.restand);
      this.restand = stand;
      map.on("resize", stand); // the frame grows at first
      stand();
      this.setMode(...drawnAs(layers));
    }

    /** The events of a report that is not saved, all of them in view at first and whenever one leaves it. */
    showGiven(events, selected) {
      if (!this.map.getSize().x) { // the frame has no size yet: what fits cannot be told
        this.map.once("resize", () => this.showGiven(events, selected));
        return;
      }
      const placed = events.filter((e) => e.prec), made = JSON.stringify(placed);
      if (made !== this.givenBefore) {
        this.tiles.give(placed);
        const close = placed.filter((e) => e.prec <= 5), at = (close.length ? close : placed).map((e) => S.latLng(e.x, e.y));
        const view = this.map.getBounds();
        if (at.length && (!this.givenBefore || !at.every((p) => view.contains(p)))) {
          this.fit(at);
        }
        this.givenBefore = made;
      }
      this.select(selected);
    }

    /** A box in view, unless the link says where the map stands. */
    bring([west, south, east, north]) {
      if (this.linked && this.fitBefore === undefined) return;
      if (!this.map.getSize().x) this.map.once("resize", () => this.bring([west, south, east, north]));
      else this.fit([[south, west], [north, east]]);
    }

    /** All points in view; again whenever the frame, which grows at first, changes its size before anybody moved. */
    fit(points) {
      const { map } = this, box = L.latLngBounds(points).pad(0.15);
      const go = () => {
        map.fitBounds(box, { maxZoom: 8, animate: false });
        this.fitted = { zoom: map.getZoom(), center: map.getCenter() };
      };
      if (this.refit) map.off("resize", this.refit);
      this.refit = () => {
        const { zoom, center } = this.fitted;
        if (zoom === map.getZoom() && map.project(center).distanceTo(map.project(map.getCenter())) < 200) go();
      };
      map.on("resize", this.refit);
      go();
    }

    /** Bring a place into view, no closer than it is known; a place well in view already moves nothing. */
    fly([lat, lng, radiusKm]) {
      const { map } = this;
      if (radiusKm === null) {
        if (!map.getBounds().pad(-0.1).contains([lat, lng])) map.panTo([lat, lng]);
        return;
      }
      const reach = Math.max(radiusKm || 0, 12) * 1000, now = map.getZoom();
      const box = L.latLng(lat, lng).toBounds(reach * 2), fits = Math.min(Math.max(map.getBoundsZoom(box), 4), 10);
      const zoom = now <= fits && now >= fits - 4 ? now : fits;
      if (zoom === now && map.getBounds().pad(-0.15).contains([lat, lng])) return;
      const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      map.flyTo([lat, lng], zoom, { animate: !still, duration: 0.7 });
    }

    async select(id) {
      this.selectedId = id || null;
      if (!id) this.selected = null;
      else {
        const event = await this.event(id);
        if (this.selectedId !== id) return;
        this.selected = event && event.prec ? event : null;
      }
      this.overlay.refresh();
    }

    /** One event as the view knows it, flat, from the API; null where there is none. */
    async event(id) {
      if (this.tiles.given) return this.tiles.given.find((e) => e.id === id) || null;
      const asof = new URLSearchParams(this.tiles.query).get("asof"), then = asof ? `?asof=${encodeURIComponent(asof)}` : "";
      const answer = await fetch(`${this.config.urls.event}/${encodeURIComponent(id)}${then}`);
      return answer.ok ? flat(await answer.json()) : null;
    }

    /** The events of the filter that are known to an area and no closer. */
    async eventsOf({ region, prec }) {
      if (this.tiles.given) return this.tiles.given.filter((e) => e.region === region && e.prec === prec);
      const query = [this.tiles.query, `where=${prec}`].filter(Boolean).join("&");
      const answer = await fetch(`${this.config.urls.areas}/${encodeURIComponent(region)}?${query}`);
      return answer.ok ? (await answer.json()).events.map(flat) : [];
    }

    applyTheme(name) {
      if (this.themeName === name) return;
      this.themeName = name;
      this.theme = S.THEMES[name];
      document.documentElement.dataset.theme = name;
      if (this.base) this.base.redraw();
      if (this.legend) this.legend.redraw();
      if (this.overlay && this.overlay._map) this.overlay.refresh();
    }

    showFailure(failed) {
      this.notice.hidden = !failed;
      if (!failed || this.notice.childElementCount) return;
      this.notice.textContent = this.words.failed;
      const again = L.DomUtil.create("button", "", this.notice);
      again.type = "button";
      again.textContent = this.words.retry;
      again.addEventListener("click", () => {
        this.notice.replaceChildren();
        this.notice.hidden = true;
        this.tiles.retry();
      });
    }

    /** Put the position into the address. A view that only a pixel's rounding tells from the last is the last. */
    reportView() {
      if (this.config.preview || !this.config.addressed) return;
      const { map } = this, z = map.getZoom(), round = (v) => Math.round(v * 1e4) / 1e4;
      let center = map.wrapLatLng(map.getCenter());
      const still = this.stand && this.stand.z === z && map.project(center, z).distanceTo(map.project(this.stand, z)) < 2;
      if (still) center = this.stand;
      this.stand = { lat: center.lat, lng: center.lng, z };
      const layers = this.mode === "events" ? null : [this.mode, this.choropleth.what === "killed" && "killed", this.choropleth.rate && "rate"].filter(Boolean).join(",");
      this.tell("view", { lat: round(center.lat), lng: round(center.lng), z, layers });
    }

    /** Single events and circles, a density surface, or regions by a measure; the link keeps which. */
    setMode(mode, measure = {}) {
      const { what, rate } = this.choropleth, before = [this.mode, what, rate].join();
      this.mode = mode;
      Object.assign(this.choropleth, { level: mode.startsWith("admin") ? mode : null, what, rate, ...measure });
      const same = before === [mode, this.choropleth.what, this.choropleth.rate].join();
      this.choropleth.measure();
      if (this.tiles.version !== null) this.choropleth.load();
      this.legend.redraw();
      this.overlay.refresh();
      if (!same) this.reportView();
    }

    /** Say where borders are drawn closer than their source is sharp. */
    roughBorders(rough) {
      this.rough ||= L.DomUtil.create("div", "sl-rough", this.map.getContainer().querySelector(".leaflet-bottom.leaflet-left"));
      this.rough.textContent = this.words.approximate;
      this.rough.hidden = !rough;
    }

    /** A word of guidance over the map; empty takes it away. */
    say(text) {
      this.notice.textContent = text;
      this.notice.hidden = !text;
    }

    /** Send something to the page, whose bridge passes it on. */
    tell(name, detail) {
      page.dispatchEvent(new page.CustomEvent(`sightline:${name}`, { detail }));
    }

    checkReady() {
      if (window.sightline && window.sightline.ready()) this.tell("ready", { generation: this.tiles.generation });
    }

    number(n) { return this.numbers.format(n); }
    /** A number for a circle: "7.3k", "1.2M"; in both languages, for Spanish writes "7,3 mil" where it is short. */
    compact(n) {
      const [unit, mark] = n < 999.5 ? [1, ""] : n < 995e3 ? [1e3, "k"] : [1e6, "M"], part = n / unit;
      return (part < 100 ? this.short.format(part) : String(Math.round(part))) + mark;
    }
    count(n) { return (n === 1 ? this.words.events[0] : this.words.events[1]).replace("{n}", this.number(n)); }
    /** When an event was, no more precisely than it is known: a day, a month, a year, or from day to day. */
    when({ date, until }) {
      if (!date || !until) return this.day(date);
      const [first, last, next] = [date, until, until].map((iso) => new Date(`${iso.slice(0, 10)}T00:00:00Z`));
      next.setUTCDate(next.getUTCDate() + 1);
      const whole = first.getUTCDate() === 1 && next.getUTCDate() === 1, years = [first, last].map((d) => d.getUTCFullYear());
      if (whole && years[0] === years[1]) {
        if (first.getUTCMonth() === last.getUTCMonth()) return this.months.format(first);
        if (first.getUTCMonth() === 0 && last.getUTCMonth() === 11) return String(years[0]);
      }
      return this.words.span.replace("{start}", this.days.format(first)).replace("{end}", this.days.format(last));
    }

    day(iso) { return iso ? this.days.format(new Date(`${iso.slice(0, 10)}T00:00:00Z`)) : this.words.no_date; }
  };

  function flat(e) {
    const p = e.place || {}, at = p.lat === undefined || p.lat === null ? {} : S.world(p.lat, p.lon);
    return { id: e.event_id, type: e.type, modality: e.modality, date: e.date_start, until: e.date_end && e.date_end !== e.date_start ? e.date_end : null, place: S.townName(p.name || "", at.x, at.y), prec: p.precision, radius: p.radius_km, region: p.region, ...at };
  }

  function pageBody() {
    return page.document.querySelector(".stApp") || page.document.body;
  }

  function pageTheme() {
    const [r, g, b] = (page.getComputedStyle(pageBody()).backgroundColor.match(/[\d.]+/g) || [255, 255, 255]).map(Number);
    return 0.3 * r + 0.59 * g + 0.11 * b < 110 ? "dark" : "light";
  }

  function escapeHtml(text) {
    const box = document.createElement("div");
    box.textContent = String(text ?? "").replace(/[\u202a-\u202e\u2066-\u2069]/g, "");
    return box.innerHTML;
  }

  /** Called once by the map's script. */
  S.mount = function (map, config) {
    const sight = new S.Map(map, config);
    window.sightline = {
      /** When an event was, in words. */
      when: (event) => sight.when(event),

      /** The single events drawn now, and what the circles and badges stand for. */
      drawn() {
        const { scene } = sight.overlay, flat = (e) => {
          const at = S.latLng(e.x, e.y);
          return { id: e.id, type: e.type, prec: e.prec, modality: e.modality, lat: at.lat, lng: at.lng };
        };
        const view = sight.map.getBounds(), events = scene.dots.flatMap((d) => d.events.map(flat));
        return {
          events: events.filter((e) => view.contains([e.lat, e.lng])),
          units: scene.units.map((u) => ({ region: u.owner.id, n: u.owner.n })),
          cells: scene.cells.map((c) => ({ n: c.n, types: c.types })),
          areas: scene.badges.flatMap((b) => b.areas.map((a) => ({ region: a.region, prec: a.prec, name: a.name, n: a.n }))),
          others: scene.others.map(({ n, name }) => ({ n, name })),
          total: sight.tiles.data.get("0/0/0")?.n ?? null,
        };
      },
      ready: () => sight.tiles.complete() && !sight.overlay._frame && sight.outlines.pending === 0 && sight.choropleth.complete()
        && sight.tiles.shown.generation === sight.tiles.generation && (!sight.base || sight.base.complete()),
      /** Resolves once the map does not move, and its position is in the address. */
      still: () => new Promise((then) => { if (sight.moving) sight.map.once("moveend", then); else then(); }),
      /** Whether tiles are on their way. */
      get asking() { return sight.tiles.waiting.size > 0; },
      get generation() { return sight.tiles.generation; },
      get version() { return sight.tiles.version; },
      get query() { return sight.tiles.query; },
      get here() { return sight.here; },
      get selected() { return sight.selectedId || null; },
      get theme() { return sight.themeName; },
      get map() { return sight.map; },
      /** Where an event stands in the frame, in CSS pixels; null where it is not drawn singly. */
      pointOf(id) {
        const dot = sight.overlay.scene.dots.find((d) => d.events.some((e) => e.id === id));
        if (!dot) return null;
        const p = sight.map.layerPointToContainerPoint(L.point(dot.px, dot.py).add(sight.overlay._bounds.min));
        return { x: p.x, y: p.y, stacked: dot.events.length };
      },
      /** Where a runner-up's number stands in the frame, in CSS pixels; null where there is none. */
      otherAt(n) {
        const other = sight.overlay.scene.others.find((o) => o.n === n);
        if (!other) return null;
        const p = sight.map.layerPointToContainerPoint(L.point(other.px, other.py).add(sight.overlay._bounds.min));
        return { x: p.x, y: p.y };
      },
      update: (message) => sight.update(message),
    };
    const told = window.frameElement?.message; // what the page said before there was a map
    if (told) sight.update(told);
    return sight;
  };
})((window.Sightline = window.Sightline || {}));
