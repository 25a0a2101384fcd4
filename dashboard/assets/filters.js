// Before Streamlit's own script: on a phone the filters lie over the page, and Streamlit remembers that they were
// left open. There a page begins with what its link shows, and the filters closed.
(() => {
  const NARROW = 768, LEFT = "stSidebarCollapsed-"; // Streamlit's own limit, and its name for how they were left
  if (window.innerWidth > NARROW) return;
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(LEFT)) localStorage.removeItem(key);
  } catch (error) {
    console.info(error); // a browser that keeps nothing has nothing to forget
  }
})();
