from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "registry.directory"
    label = "directory"
