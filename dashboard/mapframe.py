"""The map's frame on the page."""

from __future__ import annotations

import folium
import streamlit as st


def show(made: folium.Map, group: folium.FeatureGroup, *, key: str, height: int) -> None:
    """Mount a map; give the same `made` on every run, and what changes in `group`."""
    # Streamlit serves a component only if it was declared in a run of the script, and importing declares it.
    from streamlit_folium import st_folium

    with st.container(key=f"map_{key}"):
        st_folium(
            made,
            key=f"folium_{key}",
            height=height,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=group,
            render=False,  # as a page of its own: what the component sends is the same, in half the time
        )
