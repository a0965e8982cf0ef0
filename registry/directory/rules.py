"""Decisions of the directory that need no database."""

COALITION = "coalition"
