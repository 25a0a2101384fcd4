"""Maps of events as one writes them with Streamlit in an afternoon, for `bench/peers.py`.

    PEER=fast_marker_cluster EVENTS=events.parquet [PARTS=True] streamlit run bench/peer_app.py

Two filters (types, dates), a line with the number of events, and the map. With PARTS also how many events
each type has, a timeline by month and a list of the latest, as our page has them; no pop-ups in either.
The table is read once and shared by all sessions, and what `st_folium` would send back is switched off.
"""

from __future__ import annotations

import os
from datetime import date

import folium
import pandas as pd
import pydeck
import streamlit as st
from folium.plugins import FastMarkerCluster, MarkerCluster
from folium.template import Template
from streamlit_folium import st_folium

CENTRE, ZOOM, HEIGHT = (22.0, -102.0), 5, 560
FIRST = date(2010, 1, 1)
"""Before all events; left out, a date may lie ten years back from today and no further."""


@st.cache_resource
def events() -> pd.DataFrame:
    """The events with a place: type, date_start, date_end, lat, lon."""
    return pd.read_parquet(os.environ["EVENTS"])


class Told(folium.MacroElement):
    """Stands last in a map's script and says, for the clock, which filter is drawn by then."""

    _template = Template('{% macro script(this, kwargs) %}window.shows = "{{ this.shows }}";{% endmacro %}')

    def __init__(self, shows: str) -> None:
        super().__init__()
        self.shows = shows


def marker_cluster(shown: pd.DataFrame) -> folium.Map:
    """A marker an event, clustered."""
    made = folium.Map(location=CENTRE, zoom_start=ZOOM)
    cluster = MarkerCluster().add_to(made)
    for lat, lon in zip(shown["lat"], shown["lon"], strict=True):
        folium.Marker((lat, lon)).add_to(cluster)
    return made


def fast_marker_cluster(shown: pd.DataFrame) -> folium.Map:
    """The cluster made in the browser from bare positions."""
    made = folium.Map(location=CENTRE, zoom_start=ZOOM)
    FastMarkerCluster(shown[["lat", "lon"]].to_numpy().tolist()).add_to(made)
    return made


def geojson(shown: pd.DataFrame) -> folium.Map:
    """A circle an event, from GeoJSON, drawn on a canvas."""
    made = folium.Map(location=CENTRE, zoom_start=ZOOM, prefer_canvas=True)
    features = [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [lon, lat]}}
        for lat, lon in zip(shown["lat"], shown["lon"], strict=True)
    ]
    if features:
        folium.GeoJson(
            {"type": "FeatureCollection", "features": features}, marker=folium.CircleMarker(radius=4)
        ).add_to(made)
    return made


def deck(shown: pd.DataFrame) -> pydeck.Deck:
    """A scatter plot on the graphics card (or what stands in for one), without a base map."""
    layer = pydeck.Layer(
        "ScatterplotLayer",
        shown[["lat", "lon"]],
        get_position=["lon", "lat"],
        get_fill_color=[11, 95, 165, 160],
        get_radius=3000,
    )
    view = pydeck.ViewState(latitude=CENTRE[0], longitude=CENTRE[1], zoom=ZOOM - 1)
    return pydeck.Deck(layers=[layer], initial_view_state=view, map_style=None, map_provider=None)


def parts(shown: pd.DataFrame) -> None:
    """Counts beside the types, a timeline and a list, each with Streamlit's own element."""
    with st.sidebar:
        st.dataframe(shown["type"].value_counts())
    st.bar_chart(shown.set_index("date_start").resample("MS").size(), height=120)
    st.dataframe(shown.nlargest(50, "date_start"), height=300)
    st.caption(said)  # what the clock looks for: the last element of the run is there


st.set_page_config(layout="wide")
every = events()
with st.sidebar:
    types = st.pills("Event type", sorted(every["type"].cat.categories), selection_mode="multi")
    start = st.date_input("From", value=None, min_value=FIRST)
    end = st.date_input("To", value=None, min_value=FIRST)
found = every
if types:
    found = found[found["type"].isin(types)]
if start:
    found = found[found["date_end"] >= pd.Timestamp(start)]
if end:
    found = found[found["date_start"] <= pd.Timestamp(end)]
said = f"{len(found)} events, {' '.join(types)} {start} {end}"
st.caption(said)
if os.environ["PEER"] == "pydeck":
    st.pydeck_chart(deck(found), height=HEIGHT)
else:
    drawn = {
        "marker_cluster": marker_cluster,
        "fast_marker_cluster": fast_marker_cluster,
        "geojson": geojson,
    }[os.environ["PEER"]](found)
    Told(said).add_to(drawn)
    st_folium(drawn, key="map", height=HEIGHT, use_container_width=True, returned_objects=[])
if os.environ.get("PARTS") == "True":
    parts(found)
