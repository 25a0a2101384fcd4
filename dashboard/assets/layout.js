/* What stands where: from tiles to things on the screen. Pure arithmetic; drawing is overlay.js, clicks are touch.js. */
(function (S) {
  "use strict";
  const EARTH_KM = 40075.017, STACK_PX = 15, DOT_PX = 6.5, LARGEST_PX = 30, PER_ROOT_PX = 9, BADGE_HEIGHT = 24;

  /** Pixels of a kilometre at a world row, at a scale (pixels of the whole Mercator square). */
  S.pixelsPerKm = function (y, scale) {
    const lat = Math.atan(Math.sinh(Math.PI * (1 - 2 * y)));
    return scale / (EARTH_KM * Math.cos(lat));
  };

  /** Area-true: a circle's radius in pixels for n events, where the largest count in view is `most`. */
  S.circleRadius = function (n, most) {
    const perRoot = Math.min(PER_ROOT_PX, LARGEST_PX / Math.sqrt(niceCeiling(most)));
    return Math.max(3, perRoot * Math.sqrt(n));
  };

  function niceCeiling(n) {
    const base = 10 ** Math.floor(Math.log10(Math.max(n, 1)));
    return [1, 2, 5, 10].map((m) => m * base).find((m) => m >= n);
  }

  /** Events that would cover each other, together: each stack stands on its first event's place. */
  S.stack = function (events, place) {
    const grid = new Map(), stacks = [];
    for (const event of events) {
      const [px, py] = place(event), cx = Math.floor(px / STACK_PX), cy = Math.floor(py / STACK_PX);
      let home = null;
      for (let dx = -1; dx <= 1 && !home; dx++) {
        for (let dy = -1; dy <= 1 && !home; dy++) {
          home = (grid.get(`${cx + dx},${cy + dy}`) || []).find((s) => Math.hypot(s.px - px, s.py - py) < STACK_PX);
        }
      }
      if (home) home.events.push(event);
      else {
        home = { px, py, events: [event] };
        stacks.push(home);
        const key = `${cx},${cy}`;
        grid.set(key, [...(grid.get(key) || []), home]);
      }
    }
    return absorb(stacks);
  };

  /** A stack whose centre another's circle covers joins it, so that no circle hides behind a larger one. */
  function absorb(stacks) {
    const most = Math.max(1, ...stacks.map((s) => s.events.length)), kept = [];
    for (const stack of [...stacks].sort((a, b) => b.events.length - a.events.length)) {
      const host = kept.find((k) => k.events.length > 1
        && Math.hypot(k.px - stack.px, k.py - stack.py) < Math.max(STACK_PX, S.circleRadius(k.events.length, most)));
      if (host) host.events.push(...stack.events);
      else kept.push(stack);
    }
    return kept;
  }

  /** Types by number, largest first. */
  S.tally = function (types) {
    const counts = new Map();
    for (const [type, n] of types) counts.set(type, (counts.get(type) || 0) + n);
    return [...counts].sort((a, b) => b[1] - a[1]);
  };

  const overlaps = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  /** Boxes already taken on the screen, in a coarse grid so that a look-up is quick. */
  S.Taken = class {
    constructor() { this.grid = new Map(); }

    cells(box) {
      const keys = [];
      for (let x = box[0] >> 6; x <= box[2] >> 6; x++) for (let y = box[1] >> 6; y <= box[3] >> 6; y++) keys.push(`${x},${y}`);
      return keys;
    }

    add(box, owner) {
      for (const key of this.cells(box)) this.grid.set(key, [...(this.grid.get(key) || []), { box, owner }]);
    }

    hit(box) {
      for (const key of this.cells(box)) {
        const found = (this.grid.get(key) || []).find((t) => overlaps(t.box, box));
        if (found) return found;
      }
      return null;
    }
  };

  const REACHES = [26, 50, 82, 118], TURNS = [-2, 2, -1, -3, 1, 3, 0, 4].map((t) => (t * Math.PI) / 4);

  /** Places for a badge, the nearest to its point first: on it, then above, below and around, farther each time. */
  function around(half) {
    const ring = (d) => TURNS.map((t) => [Math.cos(t) * (half * 0.75 + d * 0.8), Math.sin(t) * d]);
    return [[0, 0], ...REACHES.flatMap(ring)];
  }

  /** Give each area a badge near its reference point, off the dots; those without room join a neighbour's badge. */
  S.placeBadges = function (areas, taken, measure, view) {
    const badges = [];
    for (const area of areas) {
      const width = measure(area), half = width / 2, h = BADGE_HEIGHT / 2;
      const spots = around(half);
      const boxes = spots.map(([dx, dy]) => {
        let { px, py } = area;
        if (area.sticky) {
          px = Math.min(Math.max(px, view[0] + half + 12), view[2] - half - 12);
          py = Math.min(Math.max(py, view[1] + h + 12), view[3] - h - 12);
        }
        return [px + dx - half, py + dy - h, px + dx + half, py + dy + h];
      });
      const free = boxes.find((b) => !taken.hit(b));
      if (free) {
        const badge = { kind: "areas", areas: [area], box: free, n: area.n, types: area.types, px: area.px, py: area.py };
        taken.add([free[0] - 3, free[1] - 3, free[2] + 3, free[3] + 3], badge);
        badges.push(badge);
        continue;
      }
      const host = boxes.map((b) => taken.hit(b)).map((t) => t && t.owner).find((o) => o && o.kind === "areas");
      if (host) {
        host.areas.push(area);
        host.n += area.n;
        host.types = S.tally([...host.types, ...area.types]);
      } else {
        const badge = { kind: "areas", areas: [area], box: boxes[0], n: area.n, types: area.types };
        taken.add(boxes[0], badge);
        badges.push(badge);
      }
    }
    return badges;
  };

  S.DOT_PX = DOT_PX;
})((window.Sightline = window.Sightline || {}));
