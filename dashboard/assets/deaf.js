// First in a component's frame: no listener there gets a message from another origin.
addEventListener("message", (e) => { if (e.origin !== location.origin) e.stopImmediatePropagation(); }, true);
