"""Live pages in the browser for those who make them (issue 8); owns no layout logic."""
