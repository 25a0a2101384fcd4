// Put into every frame of a page that is measured, before its own scripts. `clock` tells when what a person
// did was drawn: from the event (a click, or the key that ends a date) to the frame after the page says that
// the map and all parts beside it show one filter, another one than before.
(() => {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const e of list.getEntries()) window.longTasks.push([e.startTime, e.duration]);
  }).observe({ type: "longtask", buffered: true });

  // pydeck draws all points in one call: its number is what is on show.
  let instances = null;
  for (const kind of [window.WebGL2RenderingContext, window.WebGLRenderingContext].filter(Boolean)) {
    for (const name of ["drawArraysInstanced", "drawElementsInstanced"]) {
      const draw = kind.prototype[name];
      if (!draw) continue;
      kind.prototype[name] = function (...args) {
        instances = args[name === "drawArraysInstanced" ? 3 : 4];
        return draw.apply(this, args);
      };
    }
  }

  if (window.parent !== window) return;
  const roots = [document];
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, init);
    roots.push(root);
    return root;
  };

  const frame = () => document.querySelector("iframe")?.contentWindow;
  /** What the first and the last element of a peer's page say, once they agree: then a whole run is there. */
  const said = () => {
    const all = [...document.querySelectorAll('[data-testid="stCaptionContainer"]')].map((c) => c.textContent);
    return all[0] === all.at(-1) ? all[0] : null;
  };

  /** For each kind of page what it shows now, or null while something is on its way. */
  const states = {
    ours() {
      const s = frame()?.sightline;
      if (!s || !(clock.trace || s.ready())) return null;
      const wanted = `${s.version}?${s.query}`;
      const parts = roots.flatMap((r) => [...r.querySelectorAll("[data-shows]")]).filter((p) => p.isConnected);
      if (clock.trace) {
        const at = performance.now();
        const note = (name) => { clock.trace[name] ??= at; };
        if (wanted !== clock.before) note("map told");
        for (const p of parts) if (p.dataset.shows !== clock.before) note(p.getAttribute("aria-label") || p.className);
        if (wanted !== clock.before && s.ready()) note("map ready");
      }
      return s.ready() && parts.length >= 6 && parts.every((p) => p.dataset.shows === wanted) ? wanted : null;
    },
    folium() {
      const shown = frame()?.shows;
      return shown && shown === said() ? shown : null;
    },
    pydeck() {
      const wanted = said();
      return wanted && instances === Number.parseInt(wanted, 10) ? wanted : null;
    },
  };

  const clock = (window.clock = { kind: null, before: null, started: null, took: null, first: null, trace: null });
  clock.arm = (traced) => {
    clock.before = states[clock.kind]();
    clock.started = clock.took = null;
    clock.trace = traced ? {} : null;
    return clock.before;
  };
  const start = (event) => {
    if (clock.before && clock.started === null) clock.started = event.timeStamp;
  };
  window.addEventListener("click", start, true);
  window.addEventListener("keydown", (event) => { if (event.key === "Escape") start(event); }, true);

  function look() {
    const state = clock.kind && states[clock.kind]();
    if (state && clock.first === null) painted((t) => { clock.first = t; });
    if (state && clock.started !== null && clock.took === null && state !== clock.before) {
      const begun = clock.started;
      clock.before = null;
      painted((t) => { clock.took = t - begun; });
    }
    setTimeout(look, 8);
  }
  // Looked for by a timer, as asking for every frame would have the page make frames that nobody needs; done is
  // the frame after the one that follows.
  const painted = (then) => requestAnimationFrame(() => requestAnimationFrame(() => then(performance.now())));
  setTimeout(look, 8);
})();
