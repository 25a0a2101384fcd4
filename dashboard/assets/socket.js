// Before Streamlit's own script: what the server sends together (dashboard/together.py) is taken apart in one
// go, so that the browser makes the page anew once for all of it. Each part follows its length, four bytes.
// What our components show comes ahead of the rest and is drawn at once; Streamlit gets it in its turn, which then
// changes nothing. Making the page anew is one long task: it waits until the map is drawn, but not for long.
(() => {
  const AHEAD = 0xffffffff, LOOK_MS = 4, TILES_MS = 20, LATEST_MS = 80, SEEN_MS = 50;
  const utf8 = new TextDecoder();
  const show = (told) => {
    const [name, shows] = JSON.parse(told), part = window.sightlineParts?.get(name);
    if (!part?.parentElement.isConnected) return false;
    part.show(shows);
    part.ahead = told;
    return true;
  };
  const maps = () => [...document.querySelectorAll("iframe")].flatMap((f) => f.contentWindow?.sightline ?? []);

  /** Calls back when the map is drawn and has been seen, or it takes too long, or its tiles do. */
  const afterMap = (then) => {
    const begun = performance.now();
    const look = () => {
      const waited = performance.now() - begun, shown = maps();
      if (shown.every((m) => m.ready())) setTimeout(then, SEEN_MS);
      else if (waited > LATEST_MS || (waited > TILES_MS && shown.some((m) => m.asking))) then();
      else setTimeout(look, LOOK_MS);
    };
    look();
  };

  /** Hears what comes on one websocket, and hands it on part by part. */
  const hearing = () => {
    const ahead = [], waiting = [];
    let drew = false, held = false;
    const handOn = (target, data) => target.dispatchEvent(new MessageEvent("message", { data }));
    const unpack = (target, data) => {
      const view = new DataView(data);
      for (let at = 0; at < data.byteLength; ) {
        const end = at + 4 + view.getUint32(at);
        handOn(target, end > at + 4 ? data.slice(at + 4, end) : ahead.shift());
        at = end;
      }
    };
    const release = () => {
      held = false;
      for (const [target, data] of waiting.splice(0)) unpack(target, data);
    };
    return (event) => {
      if (!event.isTrusted || !(event.data instanceof ArrayBuffer)) return;
      event.stopImmediatePropagation();
      const { data, target } = event, view = new DataView(data);
      if (data.byteLength > 12 && view.getUint32(0) === AHEAD) {
        ahead.push(data.slice(12));
        const start = view.getUint32(4), told = new Uint8Array(data, 12 + start, view.getUint32(8) - start);
        drew = show(utf8.decode(told)) || drew;
        return;
      }
      waiting.push([target, data]);
      if (held) return;
      held = drew;
      drew = false;
      if (held) afterMap(release);
      else release();
    };
  };

  window.WebSocket = class extends window.WebSocket {
    constructor(address, protocols) {
      const url = new URL(address, window.location.href);
      const page = url.pathname.endsWith("/_stcore/stream");
      if (page) url.searchParams.set("together", "1");
      super(url, protocols);
      if (page) this.addEventListener("message", hearing());
    }
  };
})();
