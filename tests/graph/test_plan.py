"""The joint plan against every combination that there is."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.pathways import Pathway, Tier
from graph.pathways.plan import VISIT_COST, joint_plan

NEEDS = ("food", "legal", "housing", "health")


@st.composite
def lists(draw: st.DrawFn) -> list[Pathway]:
    """The pathways of one need, the cheapest first, through few organizations, so that many coincide."""
    ways = st.lists(st.sampled_from("oabcd"), min_size=1, max_size=3, unique=True)
    drawn = draw(st.lists(st.tuples(st.sampled_from([0, 1000, 2000, 4000]), ways), max_size=5))
    return [
        Pathway(Tier.CERTAIN, cost, tuple(way), f"s{place}", tuple(way[1:]), "walk_in", ())
        for place, (cost, way) in enumerate(sorted(drawn))
    ]


@settings(max_examples=200, deadline=None)
@given(st.lists(lists(), min_size=1, max_size=4), st.sampled_from([None, "o"]))
def test_no_combination_is_better(pathways: list[list[Pathway]], origin: str | None) -> None:
    listed = dict(zip(NEEDS, pathways, strict=False))
    plan = joint_plan(listed, origin)
    found = {need: options for need, options in listed.items() if options}
    if len(found) < 2:
        assert plan is None
        return

    def rank(places: tuple[int, ...]) -> tuple[object, ...]:
        taken = [options[place] for options, place in zip(found.values(), places, strict=True)]
        visits = {key for one in taken for key in one.organizations} - {origin}
        cost = sum(one.cost for one in taken)
        return cost + VISIT_COST * max(0, len(visits) - 1), cost, sum(one.hops for one in taken), places

    best = min(product(*(range(len(options)) for options in found.values())), key=rank)
    assert plan is not None
    assert tuple(taken.place for taken in plan.places) == best
    assert plan.cost == rank(best)[0]
    assert plan.left_out == tuple(need for need in listed if need not in found)
    assert all(taken.pathway is listed[taken.need][taken.place] for taken in plan.places)
