"""The proof. One folder per room; `stories/` tells the year, `house/` keeps the architecture."""
