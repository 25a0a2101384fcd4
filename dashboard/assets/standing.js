// Where the map stands and how it draws, told to the server where it is to be kept: the map writes it into the page's
// address by itself, and Streamlit goes on telling the address that the server has written last.

const NAMES = ["lat", "lng", "z", "layers"];

async function tell({ data, setStateValue }) {
  const maps = [...document.querySelectorAll("iframe")].flatMap((f) => f.contentWindow?.sightline ?? []);
  await Promise.all(maps.map((map) => map.still()));
  const here = new URLSearchParams(window.location.search);
  const stands = Object.fromEntries(NAMES.filter((n) => here.has(n)).map((n) => [n, here.get(n)]));
  if (JSON.stringify(stands) !== JSON.stringify(data)) setStateValue("stands", stands);
}

const mounted = new Map();

window.addEventListener("sightline:view", () => {
  for (const [place, component] of mounted) {
    if (place.isConnected) requestAnimationFrame(() => tell(component)); // the address is written in between
    else mounted.delete(place);
  }
});

export default function (component) {
  mounted.set(component.parentElement, component);
  return tell(component);
}
