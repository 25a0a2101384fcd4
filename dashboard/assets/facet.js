// One facet of the filter: a list of check boxes with a colour, a count and, when it is long, a search box.
// The server owns what is chosen; a change is sent as a trigger and the answer comes back as new data. Of a
// facet that is `windowed` (a tree, or thousands of values) it sends what can be seen, and is asked for the rest.
// Every label is set as text, never as HTML: names may come from reports.

const SEARCHED = 9; // longer lists get a search box
const TYPING_MS = 150; // a word is looked for on the server once nothing was typed for so long

const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function makeRow(state, value) {
  const row = element("li", "row");
  const label = element("label");
  const box = element("input");
  box.type = "checkbox";
  box.value = value;
  box.addEventListener("change", () => {
    if (box.checked) state.chosen.add(value);
    else state.chosen.delete(value);
    state.send("change", [...state.chosen]);
  });
  const toggle = element("button", "toggle", "");
  toggle.type = "button";
  toggle.addEventListener("click", () => {
    state.send("open", { value, open: toggle.getAttribute("aria-expanded") !== "true" });
  });
  label.append(box, element("span", "swatch"), element("span", "name"), element("span", "count"));
  row.append(toggle, label);
  return { row, box, toggle, label };
}

function fillRow(state, parts, option) {
  const { data } = state;
  const { row, box, toggle, label } = parts;
  const [, swatch, name, count] = label.children;
  row.style.setProperty("--depth", option.depth || 0);
  row.classList.toggle("none", !option.count && !state.chosen.has(option.value));
  box.checked = state.chosen.has(option.value);
  swatch.textContent = option.glyph || "";
  swatch.style.color = option.color || "";
  swatch.hidden = !option.glyph;
  name.textContent = option.label;
  name.title = option.label;
  count.textContent = option.shown;
  toggle.hidden = !data.tree;
  toggle.classList.toggle("leaf", !option.parent_of);
  toggle.disabled = !option.parent_of;
  toggle.setAttribute("aria-label", data.words.open.replace("{name}", option.label));
  toggle.setAttribute("aria-expanded", String(Boolean(option.open)));
}

function build(root) {
  const state = { root, rows: new Map(), groups: new Map(), query: "", all: false };
  state.search = root.querySelector("input[type=search]");
  state.list = root.querySelector("ul");
  state.more = root.querySelector(".more");
  state.clear = root.querySelector(".clear");
  state.note = root.querySelector(".note");
  state.search.addEventListener("input", () => {
    state.query = fold(state.search.value.trim());
    if (!state.data.windowed) return show(state);
    clearTimeout(state.typing);
    state.typing = setTimeout(() => state.send("search", state.search.value.trim()), TYPING_MS);
  });
  state.more.addEventListener("click", () => {
    state.all = !state.all;
    if (state.data.windowed) state.send("all", { all: state.all });
    else show(state);
  });
  state.clear.addEventListener("click", () => state.send("change", []));
  return state;
}

/** The options to show now, and how many more there are. */
function inView(state) {
  const { options, limit, windowed, hidden } = state.data;
  if (windowed) return [options, hidden];
  if (state.query) return [options.filter((o) => fold(`${o.label} ${o.also || ""}`).includes(state.query)), 0];
  if (state.all) return [options, 0];
  let shown = 0;
  const kept = options.filter((o) => state.chosen.has(o.value) || shown++ < limit);
  return [kept, options.length - kept.length];
}

function show(state) {
  const { words, options, limit, windowed } = state.data;
  const [shown, hidden] = inView(state);
  place(state, shown);
  const shortened = windowed ? shown.length > limit : options.length > limit && !state.query;
  state.more.hidden = !(hidden > 0 || (state.all && shortened));
  state.more.textContent = state.all ? words.fewer : words.more.replace("{n}", hidden);
  state.note.hidden = shown.length > 0;
  state.note.textContent = state.query ? words.no_match : words.empty;
}

/** Bring the rows of some options into the list, in their order; a row that stays is the same node. */
function place(state, options) {
  const wanted = [];
  const keep = new Set();
  let group = null;
  for (const option of options) {
    if (option.group && option.group !== group) {
      group = option.group;
      if (!state.groups.has(group)) state.groups.set(group, element("li", "group", group));
      wanted.push(state.groups.get(group));
    }
    if (!state.rows.has(option.value)) state.rows.set(option.value, makeRow(state, option.value));
    const parts = state.rows.get(option.value);
    fillRow(state, parts, option);
    wanted.push(parts.row);
    keep.add(option.value);
  }
  for (const value of [...state.rows.keys()]) if (!keep.has(value)) state.rows.delete(value);
  wanted.forEach((node, i) => {
    if (state.list.children[i] !== node) state.list.insertBefore(node, state.list.children[i] || null);
  });
  while (state.list.children.length > wanted.length) state.list.lastElementChild.remove();
  for (const [name, head] of [...state.groups]) if (!head.isConnected) state.groups.delete(name);
}

const states = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".facet");
  if (!states.has(root)) {
    const made = build(root);
    made.search.value = data.query || "";
    made.query = fold(made.search.value);
    made.all = Boolean(data.all);
    states.set(root, made);
  }
  const state = states.get(root);
  state.data = data;
  state.chosen = new Set(data.chosen);
  state.send = setTriggerValue;
  root.setAttribute("aria-label", data.label);
  root.querySelector(".title").textContent = data.label;
  state.clear.hidden = !data.clear;
  state.clear.textContent = data.words.clear;
  state.clear.setAttribute("aria-label", data.words.clear_all);
  state.search.hidden = !data.windowed && data.options.length <= SEARCHED;
  state.search.placeholder = data.words.search;
  state.search.setAttribute("aria-label", data.words.search);
  show(state);
  root.dataset.shows = data.shows;
}
