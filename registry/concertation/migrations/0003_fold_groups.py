"""Groups that were there before can be found by their names too; the next load says anew by which rules they go."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from registry.directory.rules import phrases


def fold_groups(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """As `Group.refold` does."""
    for group in apps.get_model("concertation", "Group").objects.all():
        names = [group.name_fr, group.name_en, group.name_es, group.name_original, *group.name_variants, group.city]
        group.folded = phrases(names, group.acronym)
        group.save(update_fields=["folded"])
    apps.get_model("core", "LoadedRecord").objects.filter(kind="group").update(digest="", columns={})


class Migration(migrations.Migration):
    dependencies = [("concertation", "0002_seats_meetings_resolutions"), ("core", "0001_initial")]
    operations = [migrations.RunPython(fold_groups, migrations.RunPython.noop)]
