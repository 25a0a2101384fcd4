// Before Streamlit's own script: what the server sends together (dashboard/together.py) is taken apart in one
// go, so that the browser makes the page anew once for all of it. Each part follows its length, four bytes.
// What our components show comes ahead of the rest: the map is told at once, for its tiles take longest, and the
// others are drawn with it, in one frame, once its tiles are there. Streamlit gets it all in its turn, which then
// changes nothing. Making the page anew is one long task: it waits until the map is drawn, but not for long.
(() => {
  const AHEAD = 0xffffffff, LOOK_MS = 4, TILES_MS = 20, LATEST_MS = 80, SEEN_MS = 50;
  const MAP = '["frame_'; // how what a map's frame is told begins: its key (dashboard/mapframe.py)
  const utf8 = new TextDecoder();

  /** Draws what a part shows; what fails here is drawn, or fails, in its turn. */
  const show = (told) => {
    try {
      const [name, shows] = JSON.parse(told), part = window.sightlineParts?.get(name);
      if (!part?.parentElement.isConnected) return false;
      part.show(shows);
      part.ahead = told;
      return true;
    } catch (error) {
      console.warn(error);
      return false;
    }
  };
  const maps = () => [...document.querySelectorAll("iframe")].flatMap((f) => f.contentWindow?.sightline ?? []);
  const asking = () => maps().some((m) => m.asking);

  /** Calls back when the map is drawn and has been seen, or it takes too long, or its tiles do. */
  const afterMap = (drain, then) => {
    const begun = performance.now();
    const look = () => {
      const waited = performance.now() - begun, late = waited > TILES_MS && asking();
      if (late || !asking()) drain();
      if (maps().every((m) => m.ready())) setTimeout(then, SEEN_MS);
      else if (waited > LATEST_MS || late) then();
      else setTimeout(look, LOOK_MS);
    };
    look();
  };

  /** Hears what comes on one websocket, and hands it on part by part. */
  const hearing = () => {
    const ahead = [], waiting = [], soon = [];
    let drew = false, held = false, timer = null;
    const drain = () => {
      for (const told of soon.splice(0)) drew = show(told) || drew;
    };
    const look = () => {
      timer = null;
      if (!asking()) drain();
      else if (soon.length) timer = setTimeout(look, LOOK_MS);
    };
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
      held = drew = false;
      for (const [target, data] of waiting.splice(0)) unpack(target, data);
    };
    return (event) => {
      if (!event.isTrusted || !(event.data instanceof ArrayBuffer)) return;
      event.stopImmediatePropagation();
      const { data, target } = event, view = new DataView(data);
      if (data.byteLength > 12 && view.getUint32(0) === AHEAD) {
        ahead.push(data.slice(12));
        const start = view.getUint32(4), told = utf8.decode(new Uint8Array(data, 12 + start, view.getUint32(8) - start));
        if (told.startsWith(MAP)) drew = show(told) || drew;
        else {
          soon.push(told);
          timer ??= setTimeout(look, LOOK_MS);
        }
        return;
      }
      waiting.push([target, data]);
      if (held) return;
      held = drew || soon.length > 0;
      if (held) afterMap(drain, release);
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
