"""Every write of concertation. Each action is one transaction and one event for each aggregate that it changes."""

__all__: list[str] = []
