from django.apps import AppConfig


class ConcertationConfig(AppConfig):
    name = "registry.concertation"
    label = "concertation"
