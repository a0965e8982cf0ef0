"""Thin, idempotent workers that follow the journal and the clock."""
