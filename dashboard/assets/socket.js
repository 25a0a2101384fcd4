// Before Streamlit's own script: what the server sends together (dashboard/together.py) is taken apart in one
// go, so that the browser makes the page anew once for all of it. Each part follows its length, four bytes.
// Text is what a map is told, ahead of the rest; the map is told it again with the rest, which then changes nothing.
(() => {
  const tellMap = ({ src, message }) => {
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.src.endsWith(`/${src}`)) frame.contentWindow?.sightline?.update(message);
    }
  };
  const unpack = (event) => {
    if (!event.isTrusted) return;
    if (typeof event.data === "string") {
      event.stopImmediatePropagation();
      tellMap(JSON.parse(event.data));
    }
    if (!(event.data instanceof ArrayBuffer)) return;
    event.stopImmediatePropagation();
    const { data, target } = event, view = new DataView(data);
    for (let at = 0; at < data.byteLength; ) {
      const end = at + 4 + view.getUint32(at);
      target.dispatchEvent(new MessageEvent("message", { data: data.slice(at + 4, end) }));
      at = end;
    }
  };
  window.WebSocket = class extends window.WebSocket {
    constructor(address, protocols) {
      const url = new URL(address, window.location.href);
      const page = url.pathname.endsWith("/_stcore/stream");
      if (page) url.searchParams.set("together", "1");
      super(url, protocols);
      if (page) this.addEventListener("message", unpack);
    }
  };
})();
