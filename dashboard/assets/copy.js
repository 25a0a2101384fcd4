// Copy link: the address with every filter value explicit, and the map as it stands now.
// What it copies is asked for at the press, for the page may be about to show another view: the server answers
// after what it was told before. The map writes its position into the page's address once it has moved, and how
// it draws the events, of which the server hears late.

const POSITION = ["lat", "lng", "z"], LATEST_MS = 500;
let presses = 0, wanted = null, check = () => {};

// The address is written in between.
window.addEventListener("sightline:view", () => requestAnimationFrame(() => check()));

function address(query, start, version) {
  const params = new URLSearchParams(query);
  const here = new URLSearchParams(window.location.search);
  for (const key of start ? POSITION : []) {
    if (here.has(key)) params.set(key, here.get(key));
    else if (!params.has(key)) params.set(key, start[key]);
  }
  if (start && here.has("layers")) params.set("layers", here.get("layers"));
  else if (start) params.delete("layers");
  if (version !== null) params.set("asof", version);
  return `${window.location.origin}${window.location.pathname}?${params}`;
}

/** The maps of the page stand still: one that moves has yet to write where it ends. */
function still() {
  const maps = [...document.querySelectorAll("iframe")].flatMap((f) => f.contentWindow?.sightline ?? []);
  return Promise.all(maps.map((map) => map.still()));
}

/**
 * Call back when all that the press left or changed has been told to the server. Streamlit tells it together with
 * what else is told in that moment, as one run; ours runs the button alone, and is to be another.
 */
function afterThePress(then) {
  requestAnimationFrame(() => (window.requestIdleCallback ?? setTimeout)(then, { timeout: LATEST_MS }));
}

/** Put a text that is yet to come on the clipboard; begun within the press, as some browsers demand. */
async function write(coming) {
  if (!window.ClipboardItem) return navigator.clipboard.writeText(await coming);
  const blob = coming.then((text) => new Blob([text], { type: "text/plain" }));
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const button = parentElement.querySelector("button");
  const field = parentElement.querySelector("input[readonly]");
  const pin = parentElement.querySelector("input[type=checkbox]");
  const label = parentElement.querySelector("label");
  const said = parentElement.querySelector("[role=status]");
  const result = parentElement.querySelector(".result");
  label.hidden = data.version === null;
  label.querySelector("span").textContent = data.words.pin;
  button.querySelector("span").textContent = data.words.copy;
  field.setAttribute("aria-label", data.words.link);

  const link = async (told) => {
    if (told.start) await still();
    return address(told.query, told.start, pin.checked ? told.version : null);
  };
  const copy = async (coming) => {
    let copied = true;
    try {
      await write(coming);
    } catch {
      copied = false;
    }
    field.value = await coming;
    said.textContent = [copied ? data.words.copied : data.words.select, data.words.local].filter(Boolean).join(" ");
    result.hidden = false;
    if (!copied) {
      field.focus();
      field.select();
    }
  };
  button.onclick = () => {
    presses += 1;
    said.textContent = ""; // of the press before
    if (!wanted) copy(new Promise((tell) => { wanted = tell; }).then(link));
    button.setAttribute("aria-busy", "true");
    afterThePress(() => setTriggerValue("asked", presses));
  };
  pin.onchange = () => button.onclick();
  if (wanted && data.answer === presses) {
    wanted(data);
    wanted = null;
  }
  if (!wanted) button.removeAttribute("aria-busy");
  const close = () => {
    if (result.contains(parentElement.activeElement ?? document.activeElement)) button.focus();
    result.hidden = true;
  };
  check = () => { // a link to a view that is no longer the page's
    const now = address(data.query, data.start, pin.checked ? data.version : null);
    if (!wanted && !result.hidden && field.value !== now) close();
  };
  check();
  parentElement.querySelector(".close").onclick = () => {
    result.hidden = true;
    button.focus();
  };
  parentElement.querySelector(".close").setAttribute("aria-label", data.words.close);
}
