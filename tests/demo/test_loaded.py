"""The sourced facts, once loaded, say what their sources say."""

import pytest

from registry.concertation.models import Group, RuleSet
from registry.core.models import Statement
from registry.directory.models import Membership, Organization, Service, Term
from registry.referrals.models import Agreement

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.xdist_group("demonstration"),
    pytest.mark.usefixtures("demonstration"),
]


def test_what_the_sources_say_is_kept_as_they_say_it() -> None:
    cjm = Service.objects.get(key="svc-001")
    assert [(str(row.since), row.status) for row in cjm.intake_periods.all()] == [
        ("2023-01-10", "open"),
        ("2024-09-04", "closed"),
    ]
    corridor = Agreement.objects.get(key="rel-049")
    terms = corridor.terms.get()
    assert (terms.conditions_all, terms.conditions_any) == (
        ["unrepresented"],
        ["urgent", "homeless", "great_precarity"],
    )
    assert corridor.service is not None
    assert Agreement.objects.get(key="rel-050").origin_kind == Agreement.Origin.PRACTITIONERS
    assert not Agreement.objects.get(key="rel-052").terms.get().usable
    assert Membership.objects.filter(basis="participation", votes=True).count() == 0
    assert Statement.objects.filter(contradiction__key="con-001").count() == 2
    assert "quebec" in Organization.objects.get(key="vqc").folded


def test_who_sits_where_is_loaded_with_the_rules() -> None:
    adaq = Group.objects.get(key="adaq")
    assert adaq.rule_set is not None
    assert adaq.rule_set.key == "tcri-working-committee"
    coordination = adaq.seats.get(role="coordinator")
    assert (coordination.organization.key, coordination.votes) == ("tcri", False)
    assert adaq.seats.filter(role="institution").count() == 6
    working_group = RuleSet.objects.get(key="ccr-working-group")
    assert [(rule["role"], rule["min"], rule["max"]) for rule in working_group.data["seats"]][:2] == [
        ("co_chair", 2, 2),
        ("steering_member", 5, 6),
    ]
    assert RuleSet.objects.get(key="ccr-resolution").data["required_fields"] == ["mover", "seconder", "source_group"]
    labels = Term.objects.get(taxonomy="seat_roles", code="executive_representative").labels
    assert labels.keys() == {"fr", "en", "es"}
