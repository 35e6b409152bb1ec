"""The nouns of the trade as frozen values: no I/O, no third-party imports, nothing that computes a layout."""
