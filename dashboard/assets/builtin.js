// Streamlit's own words are English alone: replaced, wherever they appear, by those of the page's language.
// Only whole texts and names that Streamlit is known to write are touched, and only outside reported text.

const NAMES = ["aria-label", "aria-valuetext", "title", "placeholder"];
const TEXTS = [
  '[data-testid="InputInstructions"]', '[data-testid="stFileUploader"]', '[role="listbox"]',
  '[data-testid="stTooltipContent"]', '[data-testid="stStatusWidget"]', '[data-testid="stException"]',
  '[data-testid="stSkipToContent"]', '[data-testid="stDateInputCalendar"]',
  '[data-testid="stDateInputField"]', '[id^="react-aria-description"]', '[role="menuitem"]',
  '[data-testid="stDialog"] > div > section > h2',
  '[data-testid="stDialog"] > div > section > div:not(:has([data-testid="stVerticalBlock"]))',
].join(",");
const first = new WeakMap();

function say(said, words) {
  const known = Object.hasOwn(words, said) ? words[said] : null;
  if (known !== null) return known;
  for (const [around, form] of Object.entries(words)) {
    const [start, end = ""] = around.split("{rest}");
    if (!/\{(rest|day)\}/.test(form) || !said.startsWith(start) || !said.endsWith(end)) continue;
    const rest = said.slice(start.length, said.length - end.length);
    return form.replace("{rest}", rest).replace("{day}", () => day(rest));
  }
  return said;
}

/** A day that Streamlit tells in English. */
function day(told) {
  const at = new Date(told);
  return Number.isNaN(at.getTime()) ? told : at.toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
}

/** Put one text into the page's language. What Streamlit wrote is kept, for another language to start from. */
function put(node, key, now, words, write) {
  const kept = first.get(node) || {};
  const original = kept[key] && kept[key].shown === now ? kept[key].said : now;
  const shown = say(original, words);
  if (shown !== original || kept[key]) first.set(node, { ...kept, [key]: { said: original, shown } });
  if (shown !== now) write(shown);
}

/** Say which language the words of a link, a button or a choice are in, where its key says so (`markup.keyed`). */
function tell(root) {
  const keyed = [...root.querySelectorAll('[class*="_in_e"]'), root.closest('[class*="_in_e"]')];
  for (const element of keyed) {
    const [, lang] = element?.className.match(/_in_(en|es)(?: |$)/) || [];
    if (lang) element.querySelectorAll("a, button, label p").forEach((e) => { e.lang = lang; });
  }
}

function walk(root, words) {
  tell(root);
  const elements = [root, ...root.querySelectorAll(NAMES.map((n) => `[${n}]`).join(","))];
  for (const element of elements) {
    for (const name of NAMES) {
      const now = element.getAttribute?.(name);
      if (now) put(element, name, now, words, (shown) => element.setAttribute(name, shown));
    }
  }
  const places = root.matches?.(TEXTS) || root.closest?.(TEXTS) ? [root] : [...root.querySelectorAll(TEXTS)];
  for (const place of places) {
    const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      put(node, "text", node.data, words, (shown) => { node.data = shown; });
    }
  }
}

export default function (component) {
  const { data, parentElement } = component;
  document.documentElement.lang = data.lang;
  // What is not saved is the session's, and the session ends with the page: the browser asks before that.
  window.onbeforeunload = () => (data.unsaved || document.querySelector(".st-key-paste textarea")?.value ? true : undefined);
  parentElement.__stop?.();
  walk(document.body, data.words);
  const watcher = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "childList") addedNodes.forEach((node) => node.nodeType === 1 && walk(node, data.words));
      else walk(target.nodeType === 1 ? target : target.parentElement || document.body, data.words);
    }
  });
  watcher.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES,
  });
  parentElement.__stop = () => watcher.disconnect();
  return parentElement.__stop;
}
