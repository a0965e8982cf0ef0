from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "registry.referrals"
    label = "referrals"
