/* Playing time: a window that moves over the filter's dates. It asks for tiles, not for the page, so nothing waits. */
(function (S) {
  "use strict";
  const DAY_MS = 86400000, STEPS = 90, SPEEDS = [0.5, 1, 2, 4], TICK_MS = 700;
  const iso = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);
  const dayOf = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / DAY_MS);

  S.Playback = L.Control.extend({
    options: { position: "topright" },

    initialize: function (sight) {
      this.sight = sight;
      this.playing = false;
      this.open = false;
      this.speed = 1;
    },

    onAdd: function (map) {
      const bar = L.DomUtil.create("div", "leaflet-bar"), words = this.sight.words.play;
      L.DomEvent.disableClickPropagation(bar);
      this.toggle = L.DomUtil.create("a", "sl-clock", bar);
      this.toggle.href = "#";
      this.toggle.setAttribute("role", "button");
      this.toggle.title = words.open;
      this.toggle.setAttribute("aria-label", words.open);
      this.toggle.setAttribute("aria-expanded", "false");
      this.toggle.append(clock());
      this.toggle.addEventListener("click", (e) => {
        e.preventDefault();
        if (this.open) this.close();
        else this.show();
      });
      this.panel = L.DomUtil.create("div", "sl-play", map.getContainer());
      this.panel.hidden = true;
      this.panel.setAttribute("role", "group");
      this.panel.setAttribute("aria-label", words.open);
      L.DomEvent.disableClickPropagation(this.panel);
      L.DomEvent.disableScrollPropagation(this.panel);
      this.panel.addEventListener("keydown", (e) => e.stopPropagation());
      this.build(words);
      return bar;
    },

    build: function (words) {
      const { panel } = this;
      this.button = control(panel, "button", "sl-play-button", words.play);
      this.button.type = "button";
      this.button.textContent = "▶";
      this.button.addEventListener("click", () => (this.playing ? this.pause() : this.play()));
      this.slider = control(panel, "input", "", words.position);
      Object.assign(this.slider, { type: "range", min: 0, max: STEPS, step: 1, value: 0 });
      this.slider.addEventListener("input", () => {
        this.pause();
        this.step();
      });
      this.window = control(panel, "select", "", words.window);
      for (const [days, text] of words.windows) this.window.append(new Option(text, String(days)));
      this.window.addEventListener("change", () => this.step());
      this.rate = control(panel, "select", "", words.speed);
      for (const s of SPEEDS) this.rate.append(new Option(`${s}×`, String(s), s === 1, s === 1));
      this.rate.addEventListener("change", () => { this.speed = Number(this.rate.value); });
      this.label = L.DomUtil.create("output", "", panel);
      this.keep = control(panel, "button", "sl-play-keep", words.keep);
      this.keep.type = "button";
      this.keep.textContent = words.keep;
      this.keep.hidden = !this.sight.config.addressed; // a story's step keeps its own dates
      this.keep.addEventListener("click", () => {
        const [from, to] = this.span();
        this.close();
        this.sight.tell("dates", { query: new URLSearchParams({ from, to }).toString() });
      });
    },

    /** The days to play over: the filter's own where it has them, else those of the events that it finds. */
    show: async function () {
      const asked = new URLSearchParams(this.sight.tiles.query);
      let from = asked.get("from"), to = asked.get("to");
      if (!from || !to) {
        const answer = await fetch(`${this.sight.config.urls.histogram}?${this.sight.tiles.query}`);
        const { bins, last } = answer.ok ? await answer.json() : { bins: [] };
        if (!bins.length) {
          this.sight.say(this.sight.words.play.nothing);
          return;
        }
        from ||= bins[0][0];
        to ||= last;
      }
      this.first = dayOf(from);
      this.last = Math.max(dayOf(to), this.first + 1);
      this.base = this.sight.tiles.query;
      this.open = true;
      this.panel.hidden = false;
      this.toggle.setAttribute("aria-expanded", "true");
      this.makeRoom();
      const wanted = (this.last - this.first) / 12;
      const fitting = [...this.window.options].find((o) => Number(o.value) >= wanted) || this.window.options[this.window.options.length - 1];
      this.window.value = fitting.value;
      this.slider.value = 0;
      this.step();
      this.button.focus();
    },

    close: function () {
      this.pause();
      if (!this.open) return;
      this.open = false;
      this.panel.hidden = true;
      this.toggle.setAttribute("aria-expanded", "false");
      this.makeRoom();
      this.sight.tiles.setQuery(this.base, this.sight.tiles.version);
    },

    /** The key and the scale stand above the panel while it is open. */
    makeRoom: function () {
      const lift = this.open ? this.panel.offsetHeight + 16 : 0;
      this.sight.map.getContainer().style.setProperty("--sl-lift", `${lift}px`);
    },

    /** First and last day of the window, as the filter writes them. */
    span: function () {
      const days = Number(this.window.value), reach = this.last - this.first + 1;
      const start = this.first + Math.round(((reach - Math.min(days, reach)) * Number(this.slider.value)) / STEPS);
      return [iso(start), iso(Math.min(start + days - 1, this.last))];
    },

    step: function () {
      const [from, to] = this.span(), query = new URLSearchParams(this.base);
      query.set("from", from);
      query.set("to", to);
      this.label.textContent = `${this.sight.day(from)} – ${this.sight.day(to)}`;
      this.slider.setAttribute("aria-valuetext", this.label.textContent);
      this.sight.tiles.setQuery(query.toString(), this.sight.tiles.version);
    },

    play: function () {
      if (Number(this.slider.value) >= STEPS) this.slider.value = 0;
      this.playing = true;
      this.button.textContent = "❚❚";
      this.button.setAttribute("aria-label", this.sight.words.play.pause);
      this.tick();
    },

    pause: function () {
      this.playing = false;
      clearTimeout(this.timer);
      this.button.textContent = "▶";
      this.button.setAttribute("aria-label", this.sight.words.play.play);
    },

    /** The next step comes when its time has come and the last one has been drawn, whichever is later. */
    tick: function () {
      if (!this.playing) return;
      const { tiles } = this.sight, done = tiles.complete() || (tiles.failed.size > 0 && !tiles.waiting.size);
      if (done) {
        if (Number(this.slider.value) >= STEPS) {
          this.pause();
          return;
        }
        this.slider.value = Number(this.slider.value) + 1;
        this.step();
      }
      this.timer = setTimeout(() => this.tick(), done ? TICK_MS / this.speed : 40);
    },
  });

  function control(parent, tag, name, label) {
    const made = L.DomUtil.create(tag, name, parent);
    made.setAttribute("aria-label", label);
    made.title = label;
    return made;
  }

  function clock() {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    for (const [k, v] of Object.entries({ viewBox: "0 0 24 24", width: 18, height: 18, fill: "none", stroke: "currentColor" })) svg.setAttribute(k, v);
    svg.setAttribute("stroke-width", "2");
    svg.setAttribute("stroke-linecap", "round");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V12l3.2 2");
    svg.append(path);
    return svg;
  }
})((window.Sightline = window.Sightline || {}));
