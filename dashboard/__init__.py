"""Everything that a person sees: the page, and the HTTP routes that its map and other programs read."""
