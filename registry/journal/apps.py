from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "registry.journal"
    label = "journal"
