// One facet of the filter: a list of check boxes with a colour, a count and, when it is long, a search box.
// The server owns what is chosen; a change is sent as a trigger and the answer comes back as new data.
// Every label is set as text, never as HTML: names may come from reports.

const SEARCHED = 9; // longer lists get a search box

const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function makeRow(state, option) {
  const row = element("li", "row");
  const label = element("label");
  const box = element("input");
  box.type = "checkbox";
  box.value = option.value;
  box.addEventListener("change", () => state.changed());
  const toggle = element("button", "toggle", "");
  toggle.type = "button";
  toggle.addEventListener("click", () => {
    const open = !state.open.has(option.value);
    if (open) state.open.add(option.value);
    else state.open.delete(option.value);
    state.show();
  });
  label.append(box, element("span", "swatch"), element("span", "name"), element("span", "count"));
  row.append(toggle, label);
  return { row, box, toggle, label };
}

function fillRow(parts, option, data) {
  const { row, box, toggle, label } = parts;
  const [, swatch, name, count] = label.children;
  row.style.setProperty("--depth", option.depth || 0);
  row.classList.toggle("none", !option.count && !option.chosen);
  box.checked = Boolean(option.chosen);
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
}

function build(root) {
  const state = { open: new Set(), rows: new Map(), groups: new Map(), query: "", all: false };
  state.search = root.querySelector("input[type=search]");
  state.list = root.querySelector("ul");
  state.more = root.querySelector(".more");
  state.clear = root.querySelector(".clear");
  state.note = root.querySelector(".note");
  state.search.addEventListener("input", () => {
    state.query = fold(state.search.value.trim());
    state.show();
  });
  state.more.addEventListener("click", () => {
    state.all = !state.all;
    state.show();
  });
  state.clear.addEventListener("click", () => state.send("change", []));
  state.changed = () => {
    const chosen = [...state.rows.values()].filter((p) => p.box.checked).map((p) => p.box.value);
    state.send("change", chosen);
  };
  state.show = () => show(state);
  return state;
}

function visible(state, option) {
  if (state.query) return fold(option.label + " " + (option.also || "")).includes(state.query);
  if (option.chosen) return true;
  for (let up = option.up; up; up = state.byValue.get(up)?.up) if (!state.open.has(up)) return false;
  return true;
}

function show(state) {
  const { options, words, limit } = state.data;
  let shown = 0;
  let hidden = 0;
  const groups = new Set();
  for (const option of options) {
    const parts = state.rows.get(option.value);
    let on = visible(state, option);
    if (on && !state.query && !state.all && !option.chosen && shown >= limit) {
      on = false;
      hidden += 1;
    }
    if (on) {
      shown += 1;
      if (option.group) groups.add(option.group);
    }
    parts.row.hidden = !on;
    const open = state.open.has(option.value);
    parts.toggle.setAttribute("aria-expanded", String(open));
  }
  for (const [group, head] of state.groups) head.hidden = !groups.has(group);
  state.more.hidden = state.query !== "" || (hidden === 0 && !state.all) || (state.all && options.length <= limit);
  state.more.textContent = state.all ? words.fewer : words.more.replace("{n}", hidden);
  state.note.hidden = shown > 0;
  state.note.textContent = state.query ? words.no_match : words.empty;
}

function place(state) {
  const wanted = [];
  let group = null;
  for (const option of state.data.options) {
    if (option.group && option.group !== group) {
      group = option.group;
      if (!state.groups.has(group)) state.groups.set(group, element("li", "group", group));
      wanted.push(state.groups.get(group));
    }
    if (!state.rows.has(option.value)) state.rows.set(option.value, makeRow(state, option));
    const parts = state.rows.get(option.value);
    fillRow(parts, option, state.data);
    wanted.push(parts.row);
  }
  const keep = new Set(state.data.options.map((o) => o.value));
  for (const value of [...state.rows.keys()]) if (!keep.has(value)) state.rows.delete(value);
  wanted.forEach((node, i) => {
    if (state.list.children[i] !== node) state.list.insertBefore(node, state.list.children[i] || null);
  });
  while (state.list.children.length > wanted.length) state.list.lastElementChild.remove();
  for (const head of [...state.groups.keys()]) if (!state.groups.get(head).isConnected) state.groups.delete(head);
}

const states = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".facet");
  if (!states.has(root)) states.set(root, build(root));
  const state = states.get(root);
  const first = !state.data;
  state.data = data;
  state.byValue = new Map(data.options.map((o) => [o.value, o]));
  state.send = setTriggerValue;
  root.setAttribute("aria-label", data.label);
  root.querySelector(".title").textContent = data.label;
  state.clear.hidden = !data.clear;
  state.clear.textContent = data.words.clear;
  state.clear.setAttribute("aria-label", data.words.clear_all);
  state.search.hidden = data.options.length <= SEARCHED;
  state.search.placeholder = data.words.search;
  state.search.setAttribute("aria-label", data.words.search);
  if (first) for (const o of data.options) if (o.open) state.open.add(o.value);
  place(state);
  show(state);
  root.dataset.shows = data.shows;
}
