"""The core, given-when-then, rule by rule (docs/spec.md, parts 3 and 4)."""
