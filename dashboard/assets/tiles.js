/* The events' tiles: asks for those in view, keeps what is shown until all of the new ones are there. */
(function (S) {
  "use strict";
  const EXTENT = 4096, GIVE_UP_WAITING_MS = 1500, KEPT_TILES = 160;
  const WORLD = "0/0/0"; // never in view itself: asked for its areas, which reach into view from elsewhere

  /** Tile rows as objects in world coordinates: x and y from 0 to 1 across the whole Mercator square. */
  function unpack(data, z, x, y) {
    const side = 2 ** z, wx = (px) => (x + px / EXTENT) / side, wy = (py) => (y + py / EXTENT) / side;
    const name = (t) => data.types[t] ?? "";
    const shares = (rows) => (rows || []).map(([t, n]) => [name(t), n]);
    return {
      n: data.n,
      version: data.v,
      events: (data.events || []).map(([id, px, py, t, prec, radius, region, date, place, modality, until]) => (
        { id, x: wx(px), y: wy(py), type: name(t), prec, radius, region, date, until, modality, place: S.townName(place, wx(px), wy(py)) })),
      cells: (data.cells || []).map(([px, py, n, types]) => ({ x: wx(px), y: wy(py), n, types: shares(types) })),
      areas: (data.areas || []).map(([region, prec, px, py, label, n, types]) => (
        { region, prec, x: wx(px), y: wy(py), name: label, n, types: shares(types) })),
    };
  }

  S.EventTiles = L.GridLayer.extend({
    options: { tileSize: 512, noWrap: true, bounds: [[-85.06, -180], [85.06, 180]], updateWhenZooming: false, keepBuffer: 1 },

    initialize: function (url, options) {
      L.setOptions(this, options);
      this.url = url;
      this.query = "";
      this.version = null;
      this.generation = 0;
      this.data = new Map();
      this.shown = { zoom: null, tiles: [], areas: [] };
      this.waiting = new Map();
      this.lacking = [];
      this.failed = new Set();
      this.since = 0;
    },

    onRemove: function (map) {
      this.forget();
      L.GridLayer.prototype.onRemove.call(this, map);
    },

    /** Show another filter's events. The old ones stay until the new ones are there. */
    setQuery: function (query, version) {
      if (query === this.query && version === this.version) return;
      this.query = query;
      this.version = version;
      this.reload();
    },

    /** Show these events, which no store holds yet: those of a report that is not saved. */
    give: function (events) {
      const areas = new Map();
      for (const e of events.filter(({ prec }) => prec > 3)) {
        const key = `${e.region}/${e.prec}`, area = areas.get(key);
        if (area) area.members.push(e);
        else areas.set(key, { region: e.region, prec: e.prec, x: e.x, y: e.y, name: e.place, members: [e] });
      }
      const grouped = [...areas.values()].map(({ members, ...area }) => (
        { ...area, n: members.length, types: S.tally(members.map((e) => [e.type, 1])) }));
      this.given = events;
      this.version = "given";
      this.generation++;
      this.data = new Map([[WORLD, { n: events.length, areas: [] }]]);
      const tile = { events: events.filter(({ prec }) => prec <= 3), cells: [] };
      this.shown = { generation: this.generation, zoom: this._tileZoom, tiles: [tile], areas: grouped };
      this.fire("show");
      this.fire("ready");
    },

    reload: function () {
      this.generation++;
      this.since = performance.now();
      this.forget();
      this.failed.clear();
      this.data = new Map();
      if (!this._map) return;
      this.ask(WORLD);
      for (const key of this.wanted()) this.ask(key);
      this.settle();
    },

    /** The server's keys of the tiles that Leaflet holds at the current zoom. */
    wanted: function () {
      const keys = [];
      for (const key in this._tiles || {}) {
        const c = this._tiles[key].coords;
        if (this._tiles[key].current && c.z === this._tileZoom) keys.push(`${c.z - 1}/${c.x}/${c.y}`);
      }
      return keys;
    },

    createTile: function (coords, done) {
      const key = `${coords.z - 1}/${coords.x}/${coords.y}`;
      if (this.version === null || this.given) { setTimeout(done, 0); return L.DomUtil.create("div"); }
      if (!this.waiting.size) this.since = performance.now();
      if (!this.data.has(WORLD)) this.ask(WORLD);
      this.ask(key);
      setTimeout(() => { done(null); this.settle(); }, 0);
      return L.DomUtil.create("div");
    },

    ask: function (key) {
      if (this.data.has(key) || this.waiting.has(key)) return;
      if (!this.lacking.length) queueMicrotask(() => this.send()); // all that one view lacks go together
      this.lacking.push(key);
      this.waiting.set(key, null);
    },

    /** Ask for the tiles that are lacking, in one request; of the world its areas alone. */
    send: function () {
      const keys = this.lacking, abort = new AbortController(), generation = this.generation;
      this.lacking = [];
      if (!keys.length) return;
      keys.forEach((key) => this.waiting.set(key, abort));
      const names = keys.map((key) => (key === WORLD ? `${key}/areas` : key));
      const query = [this.query.replace(/^\?/, ""), ...names.map((n) => `tile=${n}`), `v=${encodeURIComponent(this.version)}`];
      fetch(`${this.url}.json?${query.filter(Boolean).join("&")}`, { signal: abort.signal })
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`HTTP ${answer.status}`))))
        .then((tiles) => {
          if (generation !== this.generation) return;
          keys.forEach((key, i) => this.data.set(key, unpack(tiles[names[i]], ...key.split("/").map(Number))));
        })
        .catch((error) => {
          if (generation === this.generation && error.name !== "AbortError") keys.forEach((key) => this.failed.add(key));
        })
        .finally(() => {
          if (generation !== this.generation) return;
          keys.forEach((key) => this.waiting.delete(key));
          this.settle();
        });
    },

    /** Wait for nothing any more. */
    forget: function () {
      new Set(this.waiting.values()).forEach((abort) => abort?.abort());
      this.waiting.clear();
      this.lacking = [];
    },

    /** True when every tile in view and the overview have been answered. */
    complete: function () {
      if (this.given) return true;
      return this.version !== null && this.data.has(WORLD) && this.wanted().every((k) => this.data.has(k));
    },

    /** Put on show what has come, once it is whole, or after a while what there is. */
    settle: function () {
      if (!this._map || this.version === null || this.given) return;
      const whole = this.complete(), late = performance.now() - this.since > GIVE_UP_WAITING_MS;
      const panned = this.shown.generation === this.generation && this.shown.zoom === this._tileZoom;
      if (whole || late || panned) {
        const tiles = this.wanted().map((k) => this.data.get(k)).filter(Boolean);
        this.shown = { generation: this.generation, zoom: this._tileZoom, tiles, areas: this.areasOf(tiles) };
        this.fire("show");
      } else if (!this._timer) {
        this._timer = setTimeout(() => { this._timer = null; this.settle(); }, GIVE_UP_WAITING_MS + 50);
      }
      if (whole) { // what was waited for is there: nothing to draw again when the wait would have been over
        clearTimeout(this._timer);
        this._timer = null;
      }
      if (whole && this.data.size > KEPT_TILES) {
        const keep = new Set([WORLD, ...this.wanted()]);
        for (const key of this.data.keys()) if (!keep.has(key)) this.data.delete(key);
      }
      this.fire("progress", { waiting: this.waiting.size, failed: this.failed.size });
      if (whole && !this.waiting.size) this.fire("ready");
    },

    /** Areas of the tiles in view, and those of the world whose reference point lies elsewhere: they may reach in. */
    areasOf: function (tiles) {
      const near = tiles.flatMap((t) => t.areas), overview = this.data.get(WORLD);
      const seen = new Set(near.map((a) => `${a.region}/${a.prec}`));
      const far = overview ? overview.areas.filter((a) => a.region && !seen.has(`${a.region}/${a.prec}`)) : [];
      return [...near, ...far.map((a) => ({ ...a, far: true }))];
    },

    retry: function () {
      const keys = [...this.failed];
      this.failed.clear();
      keys.forEach((k) => this.ask(k));
      this.settle();
    },
  });
})((window.Sightline = window.Sightline || {}));
