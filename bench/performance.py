"""The tables and the plot of `docs/performance.md`: `python -m bench.performance [results.jsonl]`.

From what `bench.peers` measured it prints Markdown tables and a fit of cost against size, and writes
`docs/images/performance.svg`. Of a page that was measured twice at a size the last measurement counts.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import Any

import numpy as np

NAMES = {
    "ours": ("Sightline", "#0b5fa5"),
    "marker_cluster": ("MarkerCluster of Markers", "#b3432b"),
    "fast_marker_cluster": ("FastMarkerCluster", "#c98500"),
    "geojson": ("GeoJson circles", "#4f7a28"),
    "pydeck": ("st.pydeck_chart", "#7a4fa3"),
}
WHOLE = "_page"
"""Ends the name of a peer whose page also has the parts that ours has: counts, a timeline, a list."""
SVG = Path(__file__).resolve().parents[1] / "docs" / "images" / "performance.svg"
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 400, 64, 200, 40, 52
SECONDS = (0.1, 0.3, 1, 3, 10, 30, 60)

Found = dict[tuple[str, int], dict[str, Any]]


def read(path: Path) -> tuple[Found, Found]:
    """The last measurement of each page at each size: of mixed changes, and of those that leave most."""
    lines = path.read_text(encoding="utf-8").splitlines()
    mixed: Found = {}
    large: Found = {}
    for m in map(json.loads, lines):
        (large if m.get("kinds") == ["from"] else mixed)[m["who"], m["events"]] = m
    return mixed, large


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows))


def pages(found: Found, sizes: list[int]) -> str:
    """Every page at every size that was tried."""
    head = [
        "page", "events", "change, median / p95", "first load", "a change sends",
        "server's processor a change", "server's memory, most", "load",
    ]  # fmt: skip
    rows = []
    for size in sizes:
        for who, (name, _color) in NAMES.items():
            m = found.get((who, size))
            if m is None:
                continue
            took = m.get("change_s")
            first = f"{m['first_load_s']} s" if "first_load_s" in m else "-"
            change = f"{took['median']} / {took['p95']} s" if took else "-"
            if "failed" in m:
                change += f" ({m['failed']})"
            sent = f"{m['http_kb_a_change'] + m['socket_kb_a_change']:.0f} KB" if took else "-"
            cpu = f"{m['server_cpu_ms_a_change']} ms" if took else "-"
            memory = f"{m['memory_mb']['most']} MB" if m.get("memory_mb") else "-"
            rows.append([name, f"{size:,}", change, first, sent, cpu, memory, str(m["load"])])
    return table(head, rows)


def most_left(found: Found, sizes: list[int]) -> str:
    """Changes that leave most events on the map: each peer's map alone and with the parts that ours has."""
    head = ["page", "events", "change, median / p95", "of ours", "with counts, timeline and list", "of ours"]
    rows = []
    for size in sizes:
        ours = found.get(("ours", size))
        if ours is None:
            continue
        for who, (name, _color) in NAMES.items():
            row = [name, f"{size:,}"]
            for m in (found.get((who, size)), found.get((who + WHOLE, size)) if who != "ours" else ours):
                took = m.get("change_s") if m else None
                row.append(f"{took['median']} / {took['p95']} s" if took else "-")
                row.append(f"{took['median'] / ours['change_s']['median']:.1f}" if took else "-")
            rows.append(row)
    return table(head, rows)


def own(found: Found, sizes: list[int]) -> str:
    """What is asked of our page alone."""
    head = [
        "events", "tiles a view, median / most", "longest task while the map moves", "tasks over 100 ms",
        "20 at once, median / p95", "errors", "load",
    ]  # fmt: skip
    rows = []
    for size in sizes:
        m, many = found.get(("ours", size)), found.get(("crowd", size))
        if m is None or "moving" not in m:
            continue
        row = [f"{size:,}", f"{m['tiles_kb_a_change']:.0f} / {m['most_tiles_kb']} KB"]
        row += [f"{m['moving']['longest_task_ms']} ms", str(m["moving"]["tasks_over_100_ms"])]
        row += (
            [f"{many['median_s']} / {many['p95_s']} s", str(many["errors"]), str(many["load"])]
            if many
            else ["-"] * 3
        )
        rows.append(row)
    return table(head, rows)


def exponent(found: Found, sizes: list[int], of: str) -> float | None:
    """The power of the size by which our cost grows: the slope in logarithms; 0 is none, 1 in proportion."""
    costs = [(s, found["ours", s]) for s in sizes if "change_s" in found.get(("ours", s), {})]
    if len(costs) < 3:
        return None
    values = [m["change_s"]["median"] if of == "clock" else m["server_cpu_ms_a_change"] for _, m in costs]
    return round(float(np.polyfit(np.log([s for s, _ in costs]), np.log(values), 1)[0]), 2)


def plot(found: Found, sizes: list[int]) -> str:
    """Time from a change to the redrawn map by size, both in logarithms, as an SVG."""
    low, high = math.log(sizes[0]), math.log(max(sizes[-1], sizes[0] + 1))
    bottom, top = math.log(SECONDS[0]), math.log(SECONDS[-1])

    def x(size: int) -> float:
        return LEFT + (math.log(size) - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    def y(seconds: float) -> float:
        share = (math.log(min(max(seconds, SECONDS[0]), SECONDS[-1])) - bottom) / (top - bottom)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    def words(at_x: float, at_y: float, said: str, more: str = "") -> str:
        return f'<text x="{at_x:.0f}" y="{at_y:.0f}" {more}>{said}</text>'

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        ' font-family="sans-serif" font-size="13" fill="#1c2024">',
        "<title>Seconds from a filter change to the redrawn map, by the number of events</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        words(LEFT, 22, "Seconds from a filter change to the redrawn map (median)", 'font-weight="600"'),
    ]
    for s in SECONDS:
        out.append(
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(s):.1f}" y2="{y(s):.1f}" stroke="#dfe3e6"/>'
            + words(LEFT - 8, y(s) + 4, f"{s:g} s", 'text-anchor="end"')
        )
    out += [words(x(s), HEIGHT - BOTTOM + 22, f"{s:,}", 'text-anchor="middle"') for s in sizes]
    ends: list[tuple[float, float, str, str]] = []
    for who, (name, color) in NAMES.items():
        points = [
            (s, found[who, s]["change_s"]["median"]) for s in sizes if "change_s" in found.get((who, s), {})
        ]
        if not points:
            continue
        path = " ".join(f"{x(s):.1f},{y(t):.1f}" for s, t in points)
        out.append(f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2.5"/>')
        out += [f'<circle cx="{x(s):.1f}" cy="{y(t):.1f}" r="4" fill="{color}"/>' for s, t in points]
        ends.append((y(points[-1][1]), x(points[-1][0]), name, color))
    last = -math.inf
    for at, _end, name, color in sorted(ends):
        last = max(at + 4, last + 17)
        out.append(words(WIDTH - RIGHT + 12, last, name, f'fill="{color}"'))
    return "\n".join([*out, "</svg>", ""])


def main() -> None:
    """Print the tables and draw the plot."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("results", type=Path, nargs="?", default=Path("data/work/peers/results.jsonl"))
    found, large = read(parser.parse_args().results)
    sizes = sorted({size for _, size in found})
    print(pages(found, sizes), most_left(large, sizes), own(found, sizes), sep="\n\n")
    for of in ("clock", "processor"):
        print(f"\n{of}: our cost grows as the size to the power of {exponent(found, sizes, of)}")
    SVG.parent.mkdir(parents=True, exist_ok=True)
    SVG.write_text(plot(found, sizes), encoding="utf-8")


if __name__ == "__main__":
    main()
