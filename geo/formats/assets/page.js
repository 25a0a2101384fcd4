"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const base = JSON.parse(document.getElementById("base").textContent);
  const about = JSON.parse(document.getElementById("about").textContent);
  const words = about.words;
  const $ = (id) => document.getElementById(id);
  const make = (tag, text, name) => {
    const node = document.createElement(tag);
    // Without marks that turn the direction of what follows: a report's digits stay in their order.
    if (text !== undefined && text !== null) node.textContent = String(text).replace(/[\u202a-\u202e\u2066-\u2069]/g, "");
    if (name) node.className = name;
    return node;
  };
  /** Says which language a report's words are in, where it is not the page's. */
  const spoken = (node, e) => {
    if (e.lang && e.lang !== about.lang) node.lang = e.lang;
    return node;
  };
  const fill = (form, values) => form.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const named = (id) => about.names[id];
  const night = matchMedia("screen and (prefers-color-scheme: dark)");
  const ground = {};
  /** The style sheet's colours for the canvas, as they are now. */
  function mixPaint() {
    const sheet = getComputedStyle(document.documentElement);
    for (const name of ["ink", "paper", "land", "edge", "country", "state"]) ground[name] = sheet.getPropertyValue(`--${name}`).trim();
  }
  /** A type's colour; near-black is lifted in the dark, as on the map that the events come from. */
  function lifted(color) {
    const parts = [1, 3, 5].map((i) => parseInt(color.slice(i, i + 2), 16));
    const [r, g, b] = parts.map((v) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    if (!night.matches || 0.2126 * r + 0.7152 * g + 0.0722 * b >= 0.08) return color;
    return `rgb(${parts.map((v) => Math.round(v + (255 - v) * 0.42)).join(",")})`;
  }
  const style = (type) => {
    const { name, color } = about.types[type] || { name: type, color: "#666666" };
    return { name, color: lifted(color) };
  };

  // One place holds what is shown; everything is drawn from it.
  const state = { types: new Set(), actor: "", from: "", to: "", text: "", open: null, region: null };
  const fold = (s) => s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  for (const e of data) {
    e.start = e.date_start || "";
    e.end = e.date_end || e.start;
    e.hay = fold([e.summary, e.place, e.admin2, e.admin1, ...areas(e), ...(e.actors || []), ...(e.actors = actors(e)), ...(e.evidence || [])].filter(Boolean).join(" "));
    e.undone = e.modality === "planned" || e.modality === "denied";
    e.placed = e.lat !== undefined && e.lon !== undefined;
    e.area = e.placed && e.where_prec >= 4;
    if (e.placed) [e.x, e.y] = mercator(e.lat, e.lon);
  }

  function matches(e, without) {
    if (without !== "types" && state.types.size && !state.types.has(e.type)) return false;
    if (without !== "actor" && state.actor && !(e.actors || []).includes(state.actor)) return false;
    if (without !== "dates" && (state.from || state.to)) {
      if (!e.start) return false;
      if (state.from && e.end < state.from) return false;
      if (state.to && e.start > state.to) return false;
    }
    if (without !== "text" && state.text && !fold(state.text).split(/\s+/).every((w) => e.hay.includes(w))) return false;
    if (without !== "region" && state.region && areaKey(e) !== state.region) return false;
    return true;
  }
  const shown = (without) => data.filter((e) => matches(e, without));

  // The map: Web Mercator on a canvas, the world one unit wide.
  const canvas = $("map");
  const pen = canvas.getContext("2d");
  const view = { x: 0.5, y: 0.5, k: 512 };
  const shapes = base.map((f) => ({ id: f.id, level: f.level, name: f.name, path: shape(f.geometry) }));
  const byId = new Map(shapes.map((s) => [s.id, s]));
  let spots = [];

  function mercator(lat, lon) {
    const f = (Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180;
    return [(lon + 180) / 360, (1 - Math.log(Math.tan(f) + 1 / Math.cos(f)) / Math.PI) / 2];
  }
  function shape(geometry) {
    const path = new Path2D();
    const rings = geometry.type === "Polygon" ? geometry.coordinates
      : geometry.type === "MultiPolygon" ? geometry.coordinates.flat()
      : geometry.type === "LineString" ? [geometry.coordinates]
      : geometry.type === "MultiLineString" ? geometry.coordinates : [];
    for (const ring of rings) {
      ring.forEach(([lon, lat], i) => {
        const [x, y] = mercator(lat, lon);
        if (i) path.lineTo(x * 4096, y * 4096); else path.moveTo(x * 4096, y * 4096);
      });
      if (geometry.type.endsWith("Polygon")) path.closePath();
    }
    return path;
  }
  const areaKey = (e) => (e.area ? e.region || `${e.lat},${e.lon}` : null);
  const kmToUnits = (km, lat) => km / (40075.017 * Math.cos((lat * Math.PI) / 180));

  function fit() {
    const placed = data.filter((e) => e.placed);
    if (!placed.length) return;
    let [x0, y0, x1, y1] = [1, 1, 0, 0];
    for (const e of placed) {
      const r = Math.min(0.05, kmToUnits(e.radius_km || 0, e.lat));
      x0 = Math.min(x0, e.x - r); x1 = Math.max(x1, e.x + r);
      y0 = Math.min(y0, e.y - r); y1 = Math.max(y1, e.y + r);
    }
    view.x = (x0 + x1) / 2;
    view.y = (y0 + y1) / 2;
    const { width, height } = canvas.getBoundingClientRect();
    view.k = Math.min((width - 60) / Math.max(x1 - x0, 1e-4), (height - 60) / Math.max(y1 - y0, 1e-4), 200000);
    view.k = Math.max(view.k, 256);
  }

  function draw() {
    const { width, height } = canvas.getBoundingClientRect();
    const dpr = window.devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * dpr) || canvas.height !== Math.round(height * dpr)) {
      canvas.width = Math.round(width * dpr);
      canvas.height = Math.round(height * dpr);
    }
    const toScreen = (e) => [(e.x - view.x) * view.k + width / 2, (e.y - view.y) * view.k + height / 2];
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    const scale = (view.k / 4096) * dpr;
    const areas = new Map();
    const points = [];
    for (const e of shown()) {
      if (!e.placed) continue;
      if (!e.area) { points.push(e); continue; }
      const key = areaKey(e);
      if (!areas.has(key)) areas.set(key, []);
      areas.get(key).push(e);
    }
    pen.setTransform(scale, 0, 0, scale, (width / 2 - view.x * view.k) * dpr, (height / 2 - view.y * view.k) * dpr);
    for (const s of shapes) {
      if (s.level === "country") { pen.fillStyle = ground.land; pen.fill(s.path, "evenodd"); }
    }
    for (const [key, events] of areas) {
      const s = byId.get(key);
      if (!s) continue;
      pen.globalAlpha = key === state.region ? 0.35 : 0.16;
      pen.fillStyle = style(events[0].type).color;
      pen.fill(s.path, "evenodd");
      pen.globalAlpha = 1;
    }
    for (const s of shapes) {
      const filled = areas.has(s.id);
      if (s.level === "sea" && !filled) continue;
      pen.lineWidth = (s.level === "country" ? 1.3 : 0.7) / (view.k / 4096);
      pen.strokeStyle = filled ? ground.edge : s.level === "country" ? ground.country : ground.state;
      pen.setLineDash(filled ? [5 / (view.k / 4096), 4 / (view.k / 4096)] : []);
      pen.stroke(s.path);
    }
    pen.setLineDash([]);
    pen.setTransform(dpr, 0, 0, dpr, 0, 0);
    spots = [];
    for (const e of points) ring(e, toScreen(e));
    for (const [key, events] of areas) badge(key, events, toScreen(events[0]));
    points.sort((a, b) => (a.event_id === state.open) - (b.event_id === state.open));
    for (const e of points) dot(e, toScreen(e));
  }
  function ring(e, [x, y]) {
    const r = kmToUnits(e.radius_km || 0, e.lat) * view.k;
    if (r < 8 || r > 4000) return;
    pen.beginPath();
    pen.arc(x, y, r, 0, 7);
    pen.fillStyle = style(e.type).color;
    pen.globalAlpha = 0.05;
    pen.fill();
    pen.globalAlpha = 0.5;
    pen.strokeStyle = style(e.type).color;
    pen.lineWidth = 1;
    pen.stroke();
    pen.globalAlpha = 1;
  }
  function dot(e, [x, y]) {
    const chosen = e.event_id === state.open;
    pen.beginPath();
    pen.arc(x, y, chosen ? 9 : 6, 0, 7);
    pen.fillStyle = e.undone ? ground.paper : style(e.type).color;
    pen.fill();
    pen.lineWidth = chosen || e.undone ? 3 : 1.5;
    pen.strokeStyle = chosen ? ground.ink : e.undone ? style(e.type).color : ground.paper;
    pen.stroke();
    pen.lineWidth = 1;
    pen.strokeStyle = ground.edge; // an edge, for what is pale
    pen.beginPath();
    pen.arc(x, y, (chosen ? 9 : 6) + (e.undone ? 1.5 : 0), 0, 7);
    pen.stroke();
    spots.push({ x, y, r: 12, event: e });
  }
  function badge(key, events, [x, y]) {
    const name = (byId.get(key) || {}).name || events[0].place || "";
    const text = `${name} ${events.length}`.trim();
    pen.font = "12px system-ui, sans-serif";
    const w = pen.measureText(text).width + 14;
    pen.fillStyle = key === state.region ? ground.ink : ground.paper;
    pen.strokeStyle = ground.edge;
    pen.lineWidth = 1;
    pen.setLineDash([3, 2]);
    pen.beginPath();
    pen.rect(x - w / 2, y - 11, w, 22);
    pen.fill();
    pen.stroke();
    pen.setLineDash([]);
    pen.fillStyle = key === state.region ? ground.paper : ground.ink;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(text, x, y);
    spots.push({ x, y, w: w / 2, h: 11, area: key, events });
  }
  function hit(x, y) {
    const near = spots.filter((s) => (s.area ? Math.abs(s.x - x) <= s.w && Math.abs(s.y - y) <= s.h
      : Math.hypot(s.x - x, s.y - y) <= s.r));
    near.sort((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y));
    const at = near.findIndex((s) => s.event && s.event.event_id === state.open);
    return near[(at + 1) % (near.length || 1)];
  }
  function zoom(factor, px, py) {
    const { width, height } = canvas.getBoundingClientRect();
    const [dx, dy] = [(px ?? width / 2) - width / 2, (py ?? height / 2) - height / 2];
    const k = Math.max(256, Math.min(4e6, view.k * factor));
    view.x += dx / view.k - dx / k;
    view.y += dy / view.k - dy / k;
    view.k = k;
    draw();
  }
  const fingers = new Map();
  let moved = 0;
  canvas.addEventListener("pointerdown", (p) => {
    canvas.setPointerCapture(p.pointerId);
    fingers.set(p.pointerId, [p.clientX, p.clientY]);
    moved = 0;
  });
  canvas.addEventListener("pointermove", (p) => {
    const before = fingers.get(p.pointerId);
    if (!before) return;
    const [dx, dy] = [p.clientX - before[0], p.clientY - before[1]];
    moved += Math.abs(dx) + Math.abs(dy);
    const box = canvas.getBoundingClientRect();
    if (fingers.size === 2) {
      const other = [...fingers].find(([id]) => id !== p.pointerId)[1];
      const was = Math.hypot(before[0] - other[0], before[1] - other[1]);
      const is = Math.hypot(p.clientX - other[0], p.clientY - other[1]);
      if (was > 0) zoom(is / was, (p.clientX + other[0]) / 2 - box.left, (p.clientY + other[1]) / 2 - box.top);
    } else {
      view.x -= dx / view.k;
      view.y -= dy / view.k;
      draw();
    }
    fingers.set(p.pointerId, [p.clientX, p.clientY]);
  });
  canvas.addEventListener("pointerup", (p) => {
    fingers.delete(p.pointerId);
    if (moved > 6) return;
    const box = canvas.getBoundingClientRect();
    const spot = hit(p.clientX - box.left, p.clientY - box.top);
    if (spot && spot.area) { state.region = state.region === spot.area ? null : spot.area; refresh(); }
    else open(spot ? spot.event.event_id : null);
  });
  canvas.addEventListener("pointercancel", (p) => fingers.delete(p.pointerId));
  canvas.addEventListener("wheel", (w) => {
    w.preventDefault();
    const box = canvas.getBoundingClientRect();
    zoom(Math.exp(-w.deltaY / 400), w.clientX - box.left, w.clientY - box.top);
  }, { passive: false });
  canvas.addEventListener("keydown", (k) => {
    const step = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] }[k.key];
    if (step) { view.x += step[0] / view.k; view.y += step[1] / view.k; draw(); }
    else if (k.key === "+" || k.key === "=") zoom(1.6);
    else if (k.key === "-") zoom(1 / 1.6);
    else return;
    k.preventDefault();
  });
  $("in").addEventListener("click", () => zoom(1.6));
  $("out").addEventListener("click", () => zoom(1 / 1.6));
  $("fit").addEventListener("click", () => { fit(); draw(); });

  // Time: bars of a day, a month or a year, and a span drawn by dragging.
  const bars = $("bars");
  const dated = data.filter((e) => e.start);
  const first = dated.reduce((a, e) => (a && a < e.start ? a : e.start), "");
  const last = dated.reduce((a, e) => (a > e.end ? a : e.end), "");
  const day = (s) => Date.parse(s + "T00:00:00Z") / 864e5;
  const iso = (n) => new Date(n * 864e5).toISOString().slice(0, 10);
  const range = first ? Math.max(1, day(last) - day(first) + 1) : 1;
  const slots = Math.min(range, 120);
  const slotOf = (d) => Math.max(0, Math.min(slots - 1, Math.floor(((day(d) - day(first)) / range) * slots)));
  function drawTime() {
    bars.replaceChildren();
    if (!first) return;
    const counts = new Array(slots).fill(0);
    for (const e of shown("dates")) if (e.start) counts[slotOf(e.start)] += 1;
    const top = Math.max(1, ...counts);
    const [a, b] = [state.from || first, state.to || last];
    counts.forEach((n, i) => {
      const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      const from = iso(Math.floor(day(first) + (i * range) / slots));
      const inside = slotOf(a) <= i && i <= slotOf(b);
      bar.setAttribute("x", (i * 1000) / slots);
      bar.setAttribute("width", Math.max(1, 1000 / slots - 1));
      bar.setAttribute("y", 60 - (n * 56) / top);
      bar.setAttribute("height", n ? (n * 56) / top : 0);
      bar.setAttribute("class", inside ? "in" : "out");
      const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
      title.textContent = `${from}: ${n}`;
      bar.append(title);
      bars.append(bar);
    });
    $("first").textContent = a;
    $("last").textContent = b;
  }
  let drag = null;
  const at = (p) => {
    const box = bars.getBoundingClientRect();
    const part = Math.max(0, Math.min(0.999999, (p.clientX - box.left) / box.width));
    return Math.floor(part * slots);
  };
  bars.addEventListener("pointerdown", (p) => { if (first) { bars.setPointerCapture(p.pointerId); drag = at(p); } });
  bars.addEventListener("pointerup", (p) => {
    if (drag === null) return;
    const [a, b] = [Math.min(drag, at(p)), Math.max(drag, at(p))];
    drag = null;
    state.from = iso(Math.ceil(day(first) + (a * range) / slots));
    state.to = iso(Math.ceil(day(first) + ((b + 1) * range) / slots) - 1);
    refresh();
  });
  bars.addEventListener("dblclick", () => { state.from = state.to = ""; refresh(); });

  // Controls.
  const tally = (events, of) => {
    const counts = new Map();
    for (const e of events) for (const v of of(e)) counts.set(v, (counts.get(v) || 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  };
  function drawTypes() {
    const counts = new Map(tally(shown("types"), (e) => [e.type]));
    const all = tally(data, (e) => [e.type]);
    $("types").replaceChildren(...all.map(([type]) => {
      const row = make("label", null, "choice");
      const box = make("input");
      box.type = "checkbox";
      box.checked = state.types.has(type);
      box.dataset.type = type;
      box.addEventListener("change", () => {
        if (box.checked) state.types.add(type); else state.types.delete(type);
        refresh();
      });
      const swatch = make("span", null, "swatch");
      swatch.style.background = style(type).color;
      row.append(box, swatch, make("span", style(type).name, "name"), make("span", counts.get(type) || 0, "count"));
      return row;
    }));
  }
  function drawActors() {
    const names = tally(shown("actor"), (e) => [...new Set(e.actors || [])]);
    const any = make("option", words.any_actor);
    any.value = "";
    const options = names.map(([name, n]) => {
      const option = make("option", `${name} (${n})`);
      option.value = name;
      return option;
    });
    if (state.actor && !names.some(([name]) => name === state.actor)) {
      const option = make("option", `${state.actor} (0)`);
      option.value = state.actor;
      options.push(option);
    }
    $("actor").replaceChildren(any, ...options);
    $("actor").value = state.actor;
  }
  $("actor").addEventListener("change", (c) => { state.actor = c.target.value; refresh(); });
  $("text").addEventListener("input", (c) => { state.text = c.target.value.trim(); refresh(); });
  $("from").addEventListener("change", (c) => { state.from = c.target.value; refresh(); });
  $("to").addEventListener("change", (c) => { state.to = c.target.value; refresh(); });
  $("clear").addEventListener("click", () => {
    Object.assign(state, { actor: "", from: "", to: "", text: "", region: null });
    state.types.clear();
    $("text").value = "";
    refresh();
  });

  // The list and the open event. Reported words only ever become text nodes.
  const spell = (form) => {
    const written = new Intl.DateTimeFormat(about.lang, { ...form, timeZone: "UTC" });
    return (iso) => written.format(new Date(`${iso}T00:00:00Z`));
  };
  const inDays = spell({ dateStyle: "medium" }), inMonths = spell({ month: "long", year: "numeric" });
  /** When an event happened, no more precisely than it is known: a whole month is told as one. */
  function when(e) {
    if (!e.start) return words.undated;
    if (e.start === e.end) return inDays(e.start);
    const whole = e.start.endsWith("-01") && iso(day(e.end) + 1).endsWith("-01"), year = e.start.slice(0, 5);
    if (whole && e.start.slice(0, 8) === e.end.slice(0, 8)) return inMonths(e.start);
    if (whole && `${year}01-01` === e.start && `${year}12-31` === e.end) return year.slice(0, 4);
    return fill(words.days, { start: inDays(e.start), end: inDays(e.end) });
  }
  function whenKnown(e) {
    if (e.start) return words.date_known[e.date_prec];
    const told = reportsOf(e);
    return told.length && !told.some((r) => r.dated) ? words.no_day_known : words.no_day;
  }
  function areas(e) {
    const inside = (e.regions || []).map(named).filter(Boolean).reverse();
    return inside.length ? inside : [e.admin2, e.admin1, e.country].filter(Boolean);
  }
  const placeName = (e) => named(e.region) || e.place;
  const where = (e) => (e.placed ? [...new Set([placeName(e), ...areas(e)])].join(", ") : words.unplaced);
  const whereKnown = (e) => (e.placed
    ? fill(words.precision[e.where_prec] || "", { name: placeName(e), radius: Math.round(e.radius_km || 0) })
    : words.place_why[e.place_why] || e.place_why);
  /** The actors' names in the file's language, and as told where the catalogue has none. */
  function actors(e) {
    return (e.actors || []).map((name, i) => named((e.actor_ids || [])[i]) || name);
  }
  function reportsOf(e) {
    return [...new Set([e.report_id, ...(e.sources || [])])].flatMap((id) => about.reports[id] || []);
  }
  /** A report in one line; its address is a link where a browser may follow it. */
  function reference(tag, report) {
    const line = make(tag, report.text);
    if (/^https?:/i.test(report.url || "")) {
      const link = make("a", report.url);
      link.href = report.url;
      link.rel = "noreferrer noopener";
      line.append(" ", link);
    } else if (report.url) line.append(" ", report.url);
    return line;
  }
  function swatchOf(e) {
    const swatch = make("span", null, e.undone ? "swatch undone" : "swatch");
    swatch.style[e.undone ? "borderColor" : "background"] = style(e.type).color;
    return swatch;
  }
  const LISTED = 500;
  function drawList(events) {
    events.sort((a, b) => (a.start < b.start ? 1 : a.start > b.start ? -1 : a.event_id < b.event_id ? -1 : 1));
    $("list").replaceChildren(...events.slice(0, LISTED).map((e) => {
      const item = make("li");
      const button = make("button");
      button.type = "button";
      button.dataset.event = e.event_id;
      button.setAttribute("aria-current", e.event_id === state.open);
      const what = make("span", null, "what");
      const marks = [e.modality !== "reported" && words.modalities[e.modality],
        e.status !== "proposed" && words.statuses[e.status]];
      what.append(make("strong", [style(e.type).name, ...marks].filter(Boolean).join(" · ")), make("small", `${when(e)} · ${where(e)}`), spoken(make("span", e.summary), e));
      button.append(swatchOf(e), what);
      button.addEventListener("click", () => open(e.event_id));
      item.append(button);
      return item;
    }));
    const [undated, unplaced] = [events.filter((e) => !e.start).length, events.filter((e) => !e.placed).length];
    $("counts").textContent = `${events.length} ${words.of} ${data.length} ${words.events}; ` +
      `${undated} ${words.without_date}, ${unplaced} ${words.without_place}` +
      (events.length > LISTED ? `; ${words.first} ${LISTED} ${words.listed}` : "");
  }
  function open(id) {
    const closed = id === null && state.open;
    state.open = id;
    refresh();
    if (closed) document.querySelector(`[data-event="${CSS.escape(closed)}"]`)?.focus({ preventScroll: true });
    const e = data.find((x) => x.event_id === id);
    if (!e) return;
    if (e.placed) {
      const { width, height } = canvas.getBoundingClientRect();
      if (Math.abs(e.x - view.x) * view.k > width / 2 || Math.abs(e.y - view.y) * view.k > height / 2) {
        [view.x, view.y] = [e.x, e.y];
        draw();
      }
    }
    $("detail").scrollIntoView({ block: "nearest" });
    $("detail").focus({ preventScroll: true });
  }
  function drawDetail() {
    const box = $("detail");
    const e = data.find((x) => x.event_id === state.open);
    box.hidden = !e;
    box.replaceChildren();
    if (!e) return;
    const close = make("button", "×");
    close.type = "button";
    close.setAttribute("aria-label", words.close);
    close.style.float = "right";
    close.addEventListener("click", () => open(null));
    const facts = make("dl");
    const fact = (name, value, aside) => {
      if (value === undefined || value === null || value === "") return;
      const said = make("dd", value);
      if (aside) said.append(make("small", aside));
      facts.append(make("dt", name), said);
    };
    const people = (low, best, high) => (best === undefined ? "" : low === high || low === undefined ? `${best}` : `${best} (${low}–${high})`);
    fact(words.date, when(e), whenKnown(e));
    fact(words.place, where(e), whereKnown(e));
    fact(words.from_place, e.origin);
    fact(words.to_place, e.destination);
    const denied = e.modality === "denied";
    e.actors.forEach((name, i) => {
      const role = (e.actor_roles || [])[i];
      fact(denied && role === "claimant" ? words.denied_by : words.roles[role] || "", name);
    });
    fact(words.killed, people(e.killed_low, e.killed_best, e.killed_high));
    fact(words.wounded, people(e.wounded_low, e.wounded_best, e.wounded_high));
    fact(words.arrested, people(e.arrested_low, e.arrested_best, e.arrested_high));
    fact(words.firmness, words.modalities[e.modality] || e.modality,
      e.confidence === undefined ? "" : fill(words.sure, { n: Math.round(e.confidence * 100) }));
    fact(denied ? words.denied_by : words.claimed_by, e.claimed_by);
    fact(words.reviewed, words.statuses[e.status] || e.status);
    box.append(close, make("h2", style(e.type).name), spoken(make("p", e.summary), e), facts);
    if ((e.evidence || []).length) box.append(make("h2", words.evidence));
    for (const quote of e.evidence || []) box.append(spoken(make("blockquote", quote), e));
    for (const report of reportsOf(e)) box.append(reference("small", report));
    box.append(make("small", e.event_id));
  }
  /** Draws everything anew; who works by keyboard stays where they were. */
  function refresh() {
    const { type, event } = document.activeElement?.dataset || {};
    drawTypes();
    drawActors();
    drawTime();
    drawList(shown());
    drawDetail();
    $("from").value = state.from;
    $("to").value = state.to;
    draw();
    const was = type ? `input[data-type="${CSS.escape(type)}"]` : event ? `[data-event="${CSS.escape(event)}"]` : "";
    if (was) document.querySelector(was)?.focus({ preventScroll: true });
  }
  window.addEventListener("resize", draw);
  night.addEventListener("change", () => { mixPaint(); refresh(); });
  const sources = Object.values(about.reports);
  $("sources").replaceChildren(...sources.map((s) => reference("li", s)));
  fit();
  mixPaint();
  refresh();
  // What tests ask: which events are drawn, and which state made them so.
  window.sightline = { shown: () => shown().map((e) => e.event_id), drawn: () => spots.flatMap((s) => (s.event ? [s.event.event_id] : s.events.map((e) => e.event_id))), state };
})();
