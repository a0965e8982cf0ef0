"""The pathway finder: who can help this person, through whom, in what order, and how sure that is."""

from .views import urlpatterns

__all__ = ["urlpatterns"]
