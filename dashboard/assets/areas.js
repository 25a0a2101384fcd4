/* Outlines of regions: asked for once, kept, and turned into canvas paths a zoom at a time. */
(function (S) {
  "use strict";
  const AT_ONCE = 4, TOGETHER = 60;

  const worldX = (lon) => (lon + 180) / 360;
  const worldY = (lat) => {
    const s = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
    return 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI);
  };
  S.world = (lat, lon) => ({ x: worldX(lon), y: worldY(lat) });
  S.latLng = (x, y) => L.latLng((Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI, x * 360 - 180);

  /** Rings of a GeoJSON (multi)polygon in world coordinates, with their bounding box. */
  S.projectOutline = function (geometry) {
    if (!geometry) return null;
    if (geometry.type === "Feature") return S.projectOutline(geometry.geometry);
    const polygons = geometry.type === "MultiPolygon" ? geometry.coordinates
      : geometry.type === "Polygon" ? [geometry.coordinates] : [];
    const rings = polygons.flat().map((ring) => ring.map(([lon, lat]) => [worldX(lon), worldY(lat)]));
    if (!rings.length) return null;
    const box = [1, 1, 0, 0];
    for (const ring of rings) {
      for (const [x, y] of ring) {
        if (x < box[0]) box[0] = x;
        if (y < box[1]) box[1] = y;
        if (x > box[2]) box[2] = x;
        if (y > box[3]) box[3] = y;
      }
    }
    return { rings, box, paths: new Map() };
  };

  S.Outlines = class {
    constructor(url, lang, changed) {
      this.url = url;
      this.lang = lang;
      this.names = new Map();
      this.changed = changed;
      this.known = new Map();
      this.queue = [];
      this.asking = 0;
      this.foreseen = new Set();
    }

    /** A region's outline, or null while it is being fetched or where there is none. */
    get(id) {
      if (!this.known.has(id)) {
        this.known.set(id, null);
        if (!this.queue.length) queueMicrotask(() => this.next()); // all that one drawing lacks go together
        this.queue.push(id);
      }
      return this.known.get(id);
    }

    /** A region's name in the map's language, as soon as it is known; until then the one that came with the event. */
    name(id, otherwise) {
      return this.names.get(id) || otherwise;
    }

    get pending() {
      return this.asking + this.queue.length;
    }

    /** Fetch what another filter may want to draw of the areas in view, while nothing else is to do. */
    foresee(ids) {
      (window.requestIdleCallback || setTimeout)(() => {
        const lacking = ids.filter((id) => !this.known.has(id) && !this.foreseen.has(id)), some = lacking.slice(0, TOGETHER);
        if (!some.length) return;
        some.forEach((id) => this.foreseen.add(id));
        this.fetch(some).then(() => this.foresee(lacking), () => some.forEach((id) => this.foreseen.delete(id)));
      });
    }

    fetch(ids) {
      return fetch(`${this.url}?${ids.map((id) => `id=${encodeURIComponent(id)}`).join("&")}`)
        .then((answer) => (answer.ok ? answer.json() : { features: [] }))
        .then(({ features }) => features.forEach((feature) => {
          this.known.set(feature.id, S.projectOutline(feature));
          this.names.set(feature.id, feature.properties[`name_${this.lang}`] || feature.properties.name_en);
        }));
    }

    next() {
      while (this.asking < AT_ONCE && this.queue.length) {
        const ids = this.queue.splice(0, TOGETHER);
        this.asking++;
        this.fetch(ids)
          .catch(() => ids.forEach((id) => this.known.delete(id)))
          .finally(() => {
            this.asking--;
            this.next();
            this.changed();
          });
      }
    }
  };

  /** The outline as a path in pixels of a zoom, relative to its own north-western corner. */
  S.outlinePath = function (outline, scale) {
    let path = outline.paths.get(scale);
    if (!path) {
      path = new Path2D();
      const [x0, y0] = outline.box;
      for (const ring of outline.rings) {
        let lastX, lastY;
        ring.forEach(([x, y], i) => {
          const px = (x - x0) * scale, py = (y - y0) * scale;
          if (i && i < ring.length - 1 && Math.abs(px - lastX) < 0.7 && Math.abs(py - lastY) < 0.7) return;
          path[i ? "lineTo" : "moveTo"](px, py);
          lastX = px;
          lastY = py;
        });
        path.closePath();
      }
      if (outline.paths.size > 4) outline.paths.clear();
      outline.paths.set(scale, path);
    }
    return path;
  };
})((window.Sightline = window.Sightline || {}));
