"""The kinds of records that are loaded: one module each reads it, and says which action writes it."""
