// Before Streamlit's own script: its calendar speaks the browser's language, and is to speak the page's. Where that
// is the same the browser's stays, with its region: it tells on which day a week begins.
(() => {
  const own = window.navigator.language, said = /^(en|es)$/;
  const page = () => {
    const linked = new URLSearchParams(window.location.search).get("lang");
    return said.test(linked) ? linked : document.documentElement.lang; // a switch is in the address first
  };
  const get = () => (own.split("-")[0] === page() ? own : page());
  Object.defineProperty(window.navigator, "language", { get, configurable: true });
})();
