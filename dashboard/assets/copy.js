// Copy link: the address with every filter value explicit, and the map as it stands now.
// The map writes its position into the page's address as it moves, so it is read there at the click.

const POSITION = ["lat", "lng", "z"];

function address(query, start, version) {
  const params = new URLSearchParams(query);
  const here = new URLSearchParams(window.location.search);
  for (const key of start ? POSITION : []) {
    if (here.has(key)) params.set(key, here.get(key));
    else if (!params.has(key)) params.set(key, start[key]);
  }
  if (version !== null) params.set("asof", version);
  return `${window.location.origin}${window.location.pathname}?${params}`;
}

export default function (component) {
  const { data, parentElement } = component;
  const button = parentElement.querySelector("button");
  const field = parentElement.querySelector("input[readonly]");
  const pin = parentElement.querySelector("input[type=checkbox]");
  const label = parentElement.querySelector("label");
  label.hidden = data.version === null;
  label.querySelector("span").textContent = data.words.pin;
  const said = parentElement.querySelector("[role=status]");
  button.querySelector("span").textContent = data.words.copy;
  field.setAttribute("aria-label", data.words.link);
  pin.onchange = () => button.onclick();
  button.onclick = async () => {
    const url = address(data.query, data.start, pin.checked ? data.version : null);
    field.value = url;
    let copied = false;
    try {
      await navigator.clipboard.writeText(url);
      copied = true;
    } catch {
      copied = false;
    }
    said.textContent = [copied ? data.words.copied : data.words.select, data.words.local].filter(Boolean).join(" ");
    parentElement.querySelector(".result").hidden = false;
    if (!copied) {
      field.focus();
      field.select();
    }
  };
  parentElement.querySelector(".close").onclick = () => {
    parentElement.querySelector(".result").hidden = true;
    button.focus();
  };
  parentElement.querySelector(".close").setAttribute("aria-label", data.words.close);
}
