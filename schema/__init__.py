"""The GraphQL API: one module a subject; queries and actions do the work (docs/api.md)."""
