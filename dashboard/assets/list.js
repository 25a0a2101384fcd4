// The events as a list: the map's twin for keyboards and screen readers. Arrow keys step, Enter opens.
// Every text is set as text, never as HTML: it comes from reports.

function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  // Without marks that turn the direction of what follows: a report's digits stay in their order.
  if (text !== undefined) node.textContent = String(text).replace(/[\u202a-\u202e\u2066-\u2069]/g, "");
  return node;
}

/** The list gives way to the event that was opened: the focus goes on to what leads back. */
function follow() {
  const watcher = new MutationObserver(() => {
    const back = document.querySelector(".st-key-close button");
    if (!back) return;
    watcher.disconnect();
    back.focus({ preventScroll: true });
  });
  watcher.observe(document.body, { subtree: true, childList: true });
}

function makeItem(row, data, send) {
  const item = element("li", "item");
  const button = element("button", "open");
  button.type = "button";
  button.dataset.event = row.id;
  const top = element("span", "top");
  const dot = element("span", "dot", row.glyph);
  dot.style.color = row.color;
  dot.classList.toggle("undone", row.undone);
  dot.setAttribute("aria-hidden", "true");
  top.append(dot, element("span", "type", row.type), element("span", "date", row.date));
  const where = element("span", "where");
  where.append(element("span", "place", row.place), element("span", "precision", row.precision));
  button.append(top, where);
  if (row.actors) button.append(element("span", "actors", row.actors));
  if (row.mark) button.append(element("span", "mark", row.mark));
  button.addEventListener("click", () => {
    follow();
    send("open", row.id);
  });
  item.append(button);
  return item;
}

function step(list, event) {
  const buttons = [...list.querySelectorAll(".open")];
  const at = buttons.indexOf(event.target);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  const next = buttons[Math.max(0, Math.min(to, buttons.length - 1))];
  buttons.forEach((b) => (b.tabIndex = b === next ? 0 : -1));
  next.focus();
}

function fillSort(root, data, send) {
  const select = root.querySelector("select");
  if (!select.dataset.bound) {
    select.dataset.bound = "yes";
    select.addEventListener("change", () => root.send("sort", select.value));
  }
  const wanted = JSON.stringify(data.sorts);
  if (select.dataset.made !== wanted) {
    select.dataset.made = wanted;
    select.replaceChildren(
      ...data.sorts.map(([value, label]) => {
        const option = element("option", "", label);
        option.value = value;
        return option;
      }),
    );
  }
  select.value = data.sort;
  select.setAttribute("aria-label", data.words.sort);
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".events");
  root.send = setTriggerValue;
  root.setAttribute("aria-label", data.words.label);
  root.querySelector(".total").textContent = data.words.total;
  fillSort(root, data);
  const list = root.querySelector("ol");
  if (!list.dataset.bound) {
    list.dataset.bound = "yes";
    list.addEventListener("keydown", (event) => step(list, event));
    list.addEventListener("scroll", () => (root.scrolled = list.scrollTop), { passive: true });
  }
  const made = JSON.stringify(data.rows);
  if (root.made !== made) {
    const grown = root.first === data.rows[0]?.id && root.dataset.shows === data.shows;
    const top = root.scrolled || 0; // asking the list, or telling it what it knows, would lay the whole page out
    root.made = made;
    root.first = data.rows[0]?.id;
    list.replaceChildren(...data.rows.map((row) => makeItem(row, data, (n, v) => root.send(n, v))));
    if (top) list.scrollTop = grown ? top : 0;
  }
  let current = null;
  for (const button of list.querySelectorAll(".open")) {
    const is = button.dataset.event === data.last;
    button.tabIndex = -1;
    if (is) {
      button.setAttribute("aria-current", "true");
      current = button;
    } else button.removeAttribute("aria-current");
  }
  const entry = current || list.querySelector(".open");
  if (entry) entry.tabIndex = 0;
  if (current && root.shown !== data.last) {
    root.shown = data.last;
    list.scrollTop = Math.max(0, current.offsetTop - list.clientHeight / 2);
    if (data.focus) current.focus({ preventScroll: true });
  }
  const more = root.querySelector(".more");
  more.hidden = !data.words.more;
  more.textContent = data.words.more || "";
  more.onclick = () => root.send("more", true);
  root.dataset.shows = data.shows;
}
