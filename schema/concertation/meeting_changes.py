"""What is done with meetings."""

from typing import Any

import graphene

from registry.concertation import actions

from ..mutations import Offer, mutation
from ..values import Date
from . import meetings  # noqa: F401 -- the type of what these actions give back


class MeetingInput(graphene.InputObjectType):
    """What changes of a meeting; what is left out stays, what is null is emptied."""

    title = graphene.String()
    occasion = graphene.String(description="consultations or general_assembly.")
    day = Date()
    starts_at = graphene.String(description="As 13:30, in Montréal.")
    ends_at = graphene.String()
    mode = graphene.String(description="in_person, virtual or hybrid.")
    city = graphene.String()
    place = graphene.String(description="How one gets in; for the meeting's people.")
    quorum = graphene.Int(description="How many organizations that vote; null: a majority of those invited.")


class AttendanceInput(graphene.InputObjectType):
    """Whether an organization came."""

    organization = graphene.String(required=True, description="Its key.")
    state = graphene.String(required=True, description="present, excused or absent.")
    whole = graphene.Boolean(default_value=True, description="From beginning to end.")
    delegate_role = graphene.String(description="By which role it was represented; never by whom.")


class OutcomeInput(graphene.InputObjectType):
    """What changes of an outcome; what is left out stays, what is null is emptied."""

    kind = graphene.String(description="information, decision or commitment.")
    text = graphene.String()
    item = graphene.String(description="The key of a point of the agenda.")
    by = graphene.String(description="The key of the organization that commits itself.")
    due = Date()
    concern = graphene.String(description="The key of a concern of the group.")
    resolution = graphene.String(description="The key of a resolution of the coalition.")


def _attendance(required: bool) -> Any:
    return graphene.List(graphene.NonNull(AttendanceInput), required=required)


_ACTIONS = (
    *(actions.plan_meeting, actions.plan_assembly, actions.change_meeting, actions.cancel_meeting),
    *(actions.invite_organization, actions.answer_invitation, actions.take_attendance),
    *(actions.add_agenda_item, actions.move_agenda_item, actions.remove_agenda_item),
    *(actions.save_notes, actions.submit_minutes, actions.approve_minutes, actions.reopen_minutes),
    *(actions.record_outcome, actions.change_outcome, actions.remove_outcome),
    *(actions.keep_commitment, actions.reopen_commitment),
)
_OFFERS = {
    "change_meeting": Offer(inputs={"values": (MeetingInput, dict)}),
    "take_attendance": Offer(inputs={"attendance": (_attendance, lambda rows: [dict(row) for row in rows])}),
    "change_outcome": Offer(inputs={"values": (OutcomeInput, dict)}),
}
CHANGES = {action.__name__: mutation(action, _OFFERS.get(action.__name__, Offer())) for action in _ACTIONS}
