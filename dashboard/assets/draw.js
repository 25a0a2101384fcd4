/* Drawing an area to filter by: rectangle, circle or polygon, by clicks or taps; and the area that is in force. */
(function (S) {
  "use strict";
  const MOST_CORNERS = 500, STYLE = { className: "sl-drawn", weight: 2, fillOpacity: 0.06, dashArray: "6 4", interactive: false };
  const round = (v) => Math.round(v * 1e4) / 1e4;
  const radiusKm = (a, b) => Math.max(0.1, Math.round(a.distanceTo(b) / 100) / 10);

  const ICONS = {
    rectangle: "M4 6h16v12H4z",
    circle: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z",
    polygon: "M12 3l9 7-4 10H6L3 9z",
    clear: "M6 6l12 12M18 6L6 18",
  };

  function icon(name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    for (const [k, v] of Object.entries({ viewBox: "0 0 24 24", width: 18, height: 18, fill: "none", stroke: "currentColor" })) svg.setAttribute(k, v);
    svg.setAttribute("stroke-width", "2");
    svg.setAttribute("stroke-linejoin", "round");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", ICONS[name]);
    svg.append(path);
    return svg;
  }

  S.Draw = L.Control.extend({
    options: { position: "topright" },

    initialize: function (sight) {
      this.sight = sight;
      this.corners = [];
      this.tool = null;
    },

    onAdd: function (map) {
      const bar = L.DomUtil.create("div", "leaflet-bar sl-draw");
      bar.setAttribute("role", "toolbar");
      bar.setAttribute("aria-label", this.sight.words.draw.toolbar);
      bar.hidden = this.sight.config.drawing === false; // an area that the link draws is shown all the same
      L.DomEvent.disableClickPropagation(bar);
      this.buttons = {};
      for (const tool of ["rectangle", "circle", "polygon", "clear"]) {
        const button = L.DomUtil.create("a", "", bar);
        button.href = "#";
        button.setAttribute("role", "button");
        button.title = this.sight.words.draw[tool];
        button.setAttribute("aria-label", this.sight.words.draw[tool]);
        button.append(icon(tool));
        button.addEventListener("click", (e) => {
          e.preventDefault();
          if (tool === "clear") this.send(null);
          else if (this.tool === tool) this.stop();
          else this.start(tool);
        });
        this.buttons[tool] = button;
      }
      this.buttons.clear.hidden = true;
      map.on("mousemove", (e) => this.tool && this.preview(e.latlng));
      map.on("move", () => this.tool && this.byKeys && this.preview(map.getCenter()));
      map.getContainer().addEventListener("keydown", (e) => this.key(e));
      return bar;
    },

    /** Without a pointer, arrow keys move the map below its middle, where the space bar puts a corner. */
    key: function (e) {
      if (!this.tool) return;
      if (e.key === "Escape") this.stop();
      if (e.key === " " && e.target === this._map.getContainer()) {
        e.preventDefault();
        this.byKeys = true;
        this.click(this._map.getCenter());
      }
      if (e.key === "Enter" && this.tool === "polygon" && this.corners.length > 2) this.finish();
    },

    start: function (tool) {
      this.stop();
      this.tool = tool;
      this.buttons[tool].setAttribute("aria-pressed", "true");
      this._map.doubleClickZoom.disable();
      this._map.getContainer().classList.add("sl-drawing");
      const words = this.sight.words.draw, keyed = this.buttons[tool].matches(":focus-visible");
      this.sight.say(words[`${tool}_how`] + (keyed ? ` ${words.keys}` : ""));
      if (keyed) this._map.getContainer().focus();
    },

    stop: function () {
      for (const button of Object.values(this.buttons)) button.removeAttribute("aria-pressed");
      this.tool = null;
      this.byKeys = false;
      this.corners = [];
      this.sketch?.remove();
      this.sketch = null;
      this._map.doubleClickZoom.enable();
      this._map.getContainer().classList.remove("sl-drawing");
      this.sight.say("");
    },

    /** A click while drawing; returns true when it was used. */
    click: function (latlng) {
      if (!this.tool) return false;
      const first = this.corners[0];
      const closes = this.tool === "polygon" && this.corners.length > 2
        && this._map.latLngToContainerPoint(first).distanceTo(this._map.latLngToContainerPoint(latlng)) < (L.Browser.mobile ? 22 : 14);
      if (!closes) this.corners.push(latlng);
      const enough = this.tool === "polygon" ? closes || this.corners.length >= MOST_CORNERS : this.corners.length === 2;
      if (enough) this.finish();
      else this.preview(latlng);
      return true;
    },

    preview: function (latlng) {
      this.sketch?.remove();
      this.sketch = this.shape(this.tool, [...this.corners, latlng]);
      this.sketch?.addTo(this._map);
      if (this.tool === "circle" && this.sketch) {
        this.sight.say(this.sight.words.draw.radius.replace("{n}", this.sight.number(radiusKm(this.corners[0], latlng))));
      }
    },

    shape: function (tool, corners) {
      if (corners.length < 2) return null;
      if (tool === "rectangle") return L.rectangle(L.latLngBounds(corners), STYLE);
      if (tool === "circle") return L.circle(corners[0], { ...STYLE, radius: corners[0].distanceTo(corners[1]) });
      return L.polygon(corners, STYLE);
    },

    finish: function () {
      const { tool, corners } = this;
      this.stop();
      const [a, b] = corners;
      if (tool === "circle") {
        this.send({ area: `${round(a.lat)},${round(a.lng)},${radiusKm(a, b)}` });
      } else if (tool === "rectangle") {
        const box = L.latLngBounds(a, b);
        if (box.getWest() < box.getEast() && box.getSouth() < box.getNorth()) {
          this.send({ bbox: [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()].map(round).join(",") });
        }
      } else this.send({ area: corners.map((c) => `${round(c.lat)},${round(c.lng)}`).join(";") });
    },

    send: function (shape) {
      this.sight.tell("shape", { query: new URLSearchParams(shape || {}).toString() });
    },

    /** Draw the area or box that the filter names. */
    show: function (query) {
      const asked = new URLSearchParams(query), area = asked.get("area"), box = asked.get("bbox");
      this.force?.remove();
      this.force = null;
      const points = (area || "").split(";").map((p) => p.split(",").map(Number));
      if (box) {
        const [w, s, e, n] = box.split(",").map(Number);
        this.force = L.rectangle([[s, w], [n, e]], STYLE);
      } else if (area && points.length === 1 && points[0].length === 3) {
        const [lat, lng, km] = points[0];
        this.force = L.circle([lat, lng], { ...STYLE, radius: km * 1000 });
      } else if (area) this.force = L.polygon(points, STYLE);
      this.force?.addTo(this._map);
      this.buttons.clear.hidden = !this.force;
    },
  });
})((window.Sightline = window.Sightline || {}));
