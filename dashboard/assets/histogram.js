// Events by date: bars stacked by type or by who acts, and a brush over whole bars that chooses the dates of the filter.
// The server owns the dates; a choice is sent as a trigger and comes back as new data. Days are counted from
// 1970-01-01. One path a type keeps thousands of bars cheap, and dragging moves four shapes, not the bars.

const LEFT = 34; // room for the numbers
const TOP = 6;
const PLOT = 100;
const NARROWEST = 1.5; // px; bars that would be narrower are drawn together
const STILL = 4; // px that a pointer may move before it drags
const LISTED = 6; // types in a tooltip
const PAUSE = 400; // ms without another key before the dates are sent
const SPACING = { day: 58, month: 52, year: 44 };
const STEPS = [
  ["day", 1], ["day", 2], ["day", 7], ["day", 14], ["month", 1], ["month", 3], ["month", 6],
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((n) => ["year", n]),
];
const SMALLEST = { day: 0, week: 2, month: 4, quarter: 5, year: 7 }; // the first step that fits a unit's bars
const LENGTH = { day: 1, month: 30.4, year: 365.25 };

const dateOf = (day) => new Date(day * 864e5);
const isoOf = (day) => dateOf(day).toISOString().slice(0, 10);
const monthStart = (months) => new Date(0).setUTCFullYear(Math.floor(months / 12), months % 12, 1) / 864e5; // from year 0
const clamp = (v, low, high) => Math.min(Math.max(v, low), high);

function shape(tag, attributes, text) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

class Histogram {
  constructor(root) {
    this.root = root;
    for (const name of ["plot", "none", "tip", "said", "all", "keys"]) this[name] = root.querySelector(`.${name}`);
    this.svg = root.querySelector("svg");
    this.by = root.querySelector(".by select");
    this.legend = root.querySelector(".key");
    this.width = 0;
    this.brush = null; // [anchor, end]: indexes of bars, in either order
    this.drag = null;
    new ResizeObserver(() => this.measure()).observe(this.plot);
    const { plot } = this;
    plot.addEventListener("pointerdown", (e) => this.press(e));
    plot.addEventListener("pointermove", (e) => this.move(e));
    plot.addEventListener("pointerup", (e) => this.release(e));
    plot.addEventListener("pointercancel", () => this.abandon());
    plot.addEventListener("pointerleave", (e) => { if (e.pointerType === "mouse") this.tip.hidden = true; });
    plot.addEventListener("blur", () => { this.tip.hidden = true; });
    plot.addEventListener("dblclick", () => this.clear());
    plot.addEventListener("keydown", (e) => this.key(e));
    this.by.addEventListener("change", () => this.switch(this.by.value));
    this.all.addEventListener("click", () => { this.clear(); plot.focus({ preventScroll: true }); });
  }

  update(data, send) {
    const old = this.data;
    this.data = data;
    this.send = (dates) => send("dates", dates);
    this.switch = (by) => send("by", by);
    if (!old || old.lang !== data.lang) this.speak();
    const same = old && JSON.stringify([old.edges, old.types]) === JSON.stringify([data.edges, data.types]);
    if (!same || old.lang !== data.lang) this.layout();
    this.by.value = data.by;
    this.legend.hidden = data.by !== "kind"; // the types' colours stand beside their names in the sidebar
    this.legend.replaceChildren(...(this.legend.hidden ? [] : data.types.map(({ name, color }) => {
      const line = element("li"), swatch = element("i");
      swatch.style.background = color;
      line.append(swatch, element("span", "", name));
      return line;
    })));
    const range = this.chosen(), underWay = this.timer || this.drag?.moved; // newer than what the server knows
    if (!underWay && String(range) !== String(this.span())) this.brush = range;
    this.showBrush();
  }

  speak() {
    const { lang, words } = this.data, utc = { timeZone: "UTC" };
    this.number = new Intl.NumberFormat(lang);
    this.short = new Intl.NumberFormat(lang, { notation: "compact", maximumSignificantDigits: 3 });
    this.format = {
      full: new Intl.DateTimeFormat(lang, { dateStyle: "medium", ...utc }),
      day: new Intl.DateTimeFormat(lang, { day: "numeric", month: "short", ...utc }),
      month: new Intl.DateTimeFormat(lang, { month: "short", ...utc }),
      months: new Intl.DateTimeFormat(lang, { month: "short", year: "numeric", ...utc }),
      whole: new Intl.DateTimeFormat(lang, { month: "long", year: "numeric", ...utc }),
    };
    this.plot.setAttribute("role", "slider");
    this.plot.setAttribute("aria-label", words.label);
    this.plot.setAttribute("aria-describedby", "keys");
    this.keys.textContent = words.keys;
    this.root.querySelector(".by span").textContent = words.by;
    this.by.replaceChildren(...words.stacks.map(([value, text]) => new Option(text, value)));
    this.all.textContent = words.all;
    this.none.textContent = words.nothing;
  }

  measure() {
    const width = Math.round(this.plot.clientWidth);
    if (!width || width === this.width) return;
    this.width = width;
    if (this.data) this.layout();
    if (this.data) this.showBrush();
  }

  /** Bars as they are drawn: those that would be too narrow are put together, `k` to one. */
  layout() {
    const { edges, types } = this.data, bins = Math.max(edges.length - 1, 0);
    const k = Math.ceil((bins * NARROWEST) / Math.max(this.width - LEFT, 1)) || 1;
    const before = this.k;
    this.k = k;
    this.edges = edges.filter((_, i) => i % k === 0 || i === bins);
    if (this.edges.length > 1 && bins % k === 0) this.edges.length = bins / k + 1;
    this.n = Math.max(this.edges.length - 1, 0);
    this.totals = new Array(this.n).fill(0);
    this.stacks = types.map(({ counts }) => {
      const found = new Map();
      for (let i = 0; i < counts.length; i += 2) {
        const at = Math.floor(counts[i] / k);
        found.set(at, (found.get(at) || 0) + counts[i + 1]);
        this.totals[at] += counts[i + 1];
      }
      return found;
    });
    if (before !== undefined && before !== k) this.brush = this.chosen();
    this.top = this.totals.reduce((a, b) => Math.max(a, b), 1);
    this.plot.setAttribute("aria-disabled", String(!this.n));
    this.plot.setAttribute("aria-valuemin", 0);
    this.plot.setAttribute("aria-valuemax", Math.max(this.n - 1, 0));
    this.none.hidden = this.n > 0;
    this.draw();
  }

  x(day) {
    const { edges, n, width } = this;
    return LEFT + ((day - edges[0]) / (edges[n] - edges[0])) * (width - LEFT);
  }

  y(count) { return TOP + PLOT * (1 - count / this.top); }

  draw() {
    this.svg.replaceChildren();
    this.tip.hidden = true;
    if (!this.width) return;
    const base = this.y(0);
    if (this.n) this.svg.append(...this.numbers());
    this.svg.append(shape("line", { class: "tick", x1: LEFT, x2: this.width, y1: base + 0.5, y2: base + 0.5 }));
    if (!this.n) return;
    this.svg.append(this.bars(), ...this.dates(base));
    this.marks = shape("g", {});
    this.svg.append(this.marks);
  }

  bars() {
    const group = shape("g", {}), floor = new Array(this.n).fill(0);
    const narrow = (this.width - LEFT) / this.n, gap = narrow > 4 ? 1 : narrow > 2.5 ? 0.5 : 0;
    group.setAttribute("class", narrow > 4 ? "bars" : "bars thin");
    this.stacks.forEach((found, t) => {
      let d = "";
      for (const [i, n] of found) {
        const x0 = this.x(this.edges[i]), w = this.x(this.edges[i + 1]) - x0 - gap, y0 = this.y(floor[i]);
        floor[i] += n;
        d += `M${x0.toFixed(2)} ${y0.toFixed(2)}h${w.toFixed(2)}V${this.y(floor[i]).toFixed(2)}h${(-w).toFixed(2)}z`;
      }
      group.append(shape("path", { d, fill: this.data.types[t].color }));
    });
    return group;
  }

  /** Two or three whole numbers up the side, with a line each. */
  numbers() {
    const rough = this.top / 3, power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
    const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough) || 1, nodes = [];
    for (let n = 0; n <= this.top; n += step) {
      const y = this.y(n), text = n < 10000 ? this.number.format(n) : this.short.format(n);
      if (n) nodes.push(shape("line", { class: "grid", x1: LEFT, x2: this.width, y1: y, y2: y }));
      nodes.push(shape("text", { x: LEFT - 6, y: y + 3.5, "text-anchor": "end" }, text));
    }
    return nodes;
  }

  /** The dates along the foot: the finest step with room for its words, on calendar borders. */
  dates(base) {
    const first = this.edges[0], last = this.edges[this.n], perDay = (this.width - LEFT) / (last - first);
    const steps = STEPS.slice(SMALLEST[this.data.unit]);
    const [kind, step] = steps.find(([u, n]) => n * LENGTH[u] * perDay >= SPACING[u]) || STEPS[STEPS.length - 1];
    const nodes = [];
    let free = 0;
    for (const day of this.borders(kind, step, first, last)) {
      const text = this.tick(kind, day, !nodes.length), x = this.x(day), length = text.length * 6.1;
      if (x < free || (x + length > this.width + 4 && nodes.length)) continue;
      nodes.push(shape("line", { class: "tick", x1: x, x2: x, y1: base, y2: base + 5 }));
      nodes.push(shape("text", { x: Math.min(x, this.width - length), y: base + 17 }, text));
      free = x + length + 8;
    }
    return nodes;
  }

  *borders(kind, step, first, last) {
    if (kind === "day") {
      for (let day = first; day < last; day += step) yield day;
      return;
    }
    const start = dateOf(first), months = kind === "month" ? step : step * 12;
    let at = start.getUTCFullYear() * 12 + start.getUTCMonth();
    at = Math.ceil((at + (start.getUTCDate() > 1 ? 1 : 0)) / months) * months;
    let border = monthStart(at);
    if (border >= last) yield first; // no border in sight: say where this is
    for (; border < last; border = monthStart(at)) {
      yield border;
      at += months;
    }
  }

  tick(kind, day, first) {
    const date = dateOf(day), newYear = date.getUTCMonth() === 0;
    if (kind === "year") return String(date.getUTCFullYear());
    if (kind === "month") return this.format[first || newYear ? "months" : "month"].format(date);
    return this.format[first || (newYear && date.getUTCDate() <= 7) ? "full" : "day"].format(date);
  }

  /** The bars that the filter's dates touch; null without dates, empty (from past to) where they touch none. */
  chosen() {
    const { from, to } = this.data, { edges, n } = this;
    if ((from === null && to === null) || !n) return null;
    let low = 0, high = n - 1;
    while (from !== null && low < n && edges[low + 1] <= from) low += 1;
    while (to !== null && high >= 0 && edges[high] > to) high -= 1;
    return low <= high ? [low, high] : [];
  }

  /** The brush from left to right, or null. */
  span() {
    return this.brush?.length ? [Math.min(...this.brush), Math.max(...this.brush)] : null;
  }

  showBrush() {
    const span = this.span(), { from, to } = this.data, dated = from !== null || to !== null;
    this.all.classList.toggle("off", !this.brush && !dated);
    this.said.classList.toggle("chosen", Boolean(span) || dated);
    // What was chosen elsewhere need not end where a bar does: say the dates themselves until the brush moves.
    const own = span && String(this.chosen()) !== String(span);
    const text = own || (span && !dated) ? this.words(...span) : dated ? this.between(from, to) : this.data.words.all;
    this.said.textContent = span || dated ? text : this.n ? this.data.words.hint : "";
    this.plot.setAttribute("aria-valuenow", span ? span[0] : 0);
    this.plot.setAttribute("aria-valuetext", text);
    if (!this.n || !this.marks) return;
    this.marks.replaceChildren();
    const veil = (x0, x1) => shape("rect", { class: "veil", x: x0, y: 0, width: Math.max(x1 - x0, 0), height: TOP + PLOT });
    if (!span) {
      if (this.brush) this.marks.append(veil(LEFT, this.width));
      return;
    }
    const [x0, x1] = [this.x(this.edges[span[0]]), this.x(this.edges[span[1] + 1])];
    this.marks.append(veil(LEFT, x0), veil(x1, this.width));
    this.marks.append(shape("rect", { class: "brush", x: x0, y: 0, width: x1 - x0, height: TOP + PLOT }));
    for (const x of [x0, x1]) {
      this.marks.append(shape("line", { class: "edges", x1: x, x2: x, y1: 0, y2: TOP + PLOT }));
      this.marks.append(shape("rect", { class: "grip", x: x - 2.5, y: TOP + PLOT / 2 - 9, width: 5, height: 18, rx: 2.5 }));
    }
  }

  /** The dates of bars in words, as long as a calendar's own unit has a name. */
  words(low, high) {
    const start = this.edges[low], last = this.edges[high + 1] - 1, alone = low === high && this.k === 1;
    if (alone && this.data.unit === "year") return String(dateOf(start).getUTCFullYear());
    if (alone && this.data.unit === "month") return this.format.whole.format(dateOf(start));
    return this.between(start, last);
  }

  between(start, last) {
    const { words } = this.data, say = (day) => this.format.full.format(dateOf(day));
    if (start === last) return say(start);
    const said = last === null ? words.since : start === null ? words.until : words.range;
    return said.replace("{start}", () => say(start)).replace("{end}", () => say(last));
  }

  count(n) { return this.data.words.events[n === 1 ? 0 : 1].replace("{n}", this.number.format(n)); }

  // --- pointer -------------------------------------------------------------------------------------------

  at(event) { return event.clientX - this.plot.getBoundingClientRect().left; }

  barAt(x) {
    const day = this.edges[0] + ((x - LEFT) / (this.width - LEFT)) * (this.edges[this.n] - this.edges[0]);
    let low = 0, high = this.n - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.edges[middle] <= day) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** What a press at `x` would take hold of: an end of the brush, the brush, or nothing, for a new one. */
  grasp(x, reach) {
    const span = this.span();
    if (!span) return { kind: "new" };
    const [x0, x1] = [this.x(this.edges[span[0]]), this.x(this.edges[span[1] + 1])];
    const inner = Math.min(reach, (x1 - x0) / 4); // a narrow brush can still be moved
    if (x >= x0 - reach && x <= x0 + inner) return { kind: "edge", anchor: span[1] };
    if (x >= x1 - inner && x <= x1 + reach) return { kind: "edge", anchor: span[0] };
    return x > x0 && x < x1 ? { kind: "move", span } : { kind: "new" };
  }

  press(event) {
    if (event.button !== 0 || !event.isPrimary || !this.n) return;
    const x = this.at(event);
    if (x < LEFT - 4) return;
    this.plot.setPointerCapture(event.pointerId);
    this.drag = { x, bar: this.barAt(x), before: this.brush, ...this.grasp(x, event.pointerType === "mouse" ? 6 : 14) };
  }

  move(event) {
    if (!this.n) return;
    const x = this.at(event), { drag } = this;
    if (!drag) {
      if (event.pointerType !== "touch") this.point(x, event);
      return;
    }
    if (!drag.moved && Math.abs(x - drag.x) < STILL) return;
    drag.moved = true;
    this.tip.hidden = true;
    this.plot.classList.toggle("moving", drag.kind === "move");
    const bar = this.barAt(x);
    if (drag.kind === "move") {
      const [low, high] = drag.span, by = clamp(bar - drag.bar, -low, this.n - 1 - high);
      this.brush = [low + by, high + by];
    } else {
      this.brush = [drag.kind === "edge" ? drag.anchor : drag.bar, bar];
    }
    this.showBrush();
  }

  release(event) {
    const { drag } = this;
    this.drag = null;
    this.plot.classList.remove("moving");
    if (drag?.moved) this.commit();
    else if (drag) this.point(this.at(event), event);
  }

  abandon() {
    if (!this.drag) return;
    this.brush = this.drag.before;
    this.drag = null;
    this.plot.classList.remove("moving");
    this.showBrush();
  }

  /** Under a resting pointer: the cursor for what a press would do, and the bar in words. */
  point(x, event) {
    const { kind } = this.grasp(x, 6), i = this.barAt(x);
    this.plot.classList.toggle("move", kind === "move");
    this.plot.classList.toggle("edge", kind === "edge");
    this.tip.hidden = x < LEFT || !this.totals[i];
    if (this.tip.hidden) return;
    const rows = [], y = event.clientY - this.plot.getBoundingClientRect().top;
    let floor = 0;
    this.stacks.forEach((found, t) => {
      const n = found.get(i);
      if (!n) return;
      rows.push({ n, ...this.data.types[t], here: y <= this.y(floor) && y > this.y(floor + n) });
      floor += n;
    });
    rows.sort((a, b) => b.here - a.here || b.n - a.n);
    const rest = rows.splice(LISTED).reduce((sum, row) => sum + row.n, 0);
    if (rest) rows.push({ n: rest, name: this.data.words.other, color: "transparent" });
    this.tip.replaceChildren(element("p", "", `${this.words(i, i)}: ${this.count(this.totals[i])}`), element("ul"));
    for (const row of rows) {
      const line = element("li", row.here ? "here" : ""), swatch = element("i");
      swatch.style.background = row.color;
      line.append(swatch, element("span", "", row.name), element("b", "", this.number.format(row.n)));
      this.tip.lastChild.append(line);
    }
    const middle = (this.x(this.edges[i]) + this.x(this.edges[i + 1])) / 2;
    this.tip.style.left = `${clamp(middle - this.tip.offsetWidth / 2, 0, this.width - this.tip.offsetWidth)}px`;
  }

  // --- keys ----------------------------------------------------------------------------------------------

  key(event) {
    if (event.key === "Escape") {
      if (this.drag) this.abandon();
      else this.clear();
      return;
    }
    if (event.key === "Enter" && this.timer) this.commit();
    const last = this.n - 1, { shiftKey: wider } = event;
    const to = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -last, End: last }[event.key];
    if (to === undefined || !this.n || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const fromEnd = ["ArrowLeft", "ArrowDown", "End"].includes(event.key);
    if (!this.brush?.length) this.brush = fromEnd ? [last, last] : [0, 0];
    else if (wider) this.brush = [this.brush[0], clamp(this.brush[1] + to, 0, last)];
    else {
      const [low, high] = this.span(), by = clamp(to, -low, last - high);
      this.brush = this.brush.map((i) => i + by);
    }
    this.showBrush();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.commit(), PAUSE);
  }

  // --- telling the server --------------------------------------------------------------------------------

  commit() {
    clearTimeout(this.timer);
    this.timer = null;
    const [low, high] = this.span(), dates = [this.edges[low], this.edges[high + 1] - 1];
    if (dates[0] !== this.data.from || dates[1] !== this.data.to) this.send(dates.map(isoOf));
  }

  clear() {
    clearTimeout(this.timer);
    this.timer = null;
    const dated = this.data.from !== null || this.data.to !== null;
    this.brush = null;
    this.drag = null;
    if (dated) this.send([]);
    else this.showBrush();
  }
}

const made = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".hist");
  if (!made.has(root)) made.set(root, new Histogram(root));
  made.get(root).update(data, setTriggerValue);
  root.dataset.shows = data.shows;
}
