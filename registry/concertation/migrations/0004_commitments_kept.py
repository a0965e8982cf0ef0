"""Commitments say on which day they were kept; of those that stand nobody has said so yet."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("concertation", "0003_fold_groups"), ("directory", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="outcome",
            name="kept_on",
            field=models.DateField(blank=True, help_text="of a commitment; empty: not yet", null=True),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(kept_on=None) | models.Q(kind="commitment"), name="outcome_kept_is_a_commitment"
            ),
        ),
    ]
