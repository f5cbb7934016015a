"""The explorer of the named analyst: any cross-table of a closed wave. Raw figures, logged, never for publication."""
