"""Reading Word files: one walk over the parts, then headings, places and values."""
