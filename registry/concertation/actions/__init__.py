"""Every write of concertation. Each action is one transaction and one event for each aggregate that it changes."""

from .activities import (
    add_party,
    edit_activity,
    publish_activity,
    record_activity,
    record_impact,
    remove_impact,
    remove_party,
    unpublish_activity,
)
from .agenda import (
    add_agenda_item,
    move_agenda_item,
    remove_agenda_item,
)
from .concerns import (
    answer_concern,
    edit_concern,
    join_concerns,
    pass_on_concern,
    raise_concern,
    support_concern,
    withdraw_concern,
)
from .groups import create_group, edit_group, end_group
from .lineage import link_clause, unlink_clause
from .meetings import (
    answer_invitation,
    cancel_meeting,
    change_meeting,
    invite_organization,
    plan_assembly,
    plan_meeting,
    take_attendance,
)
from .minutes import (
    approve_minutes,
    reopen_minutes,
    save_notes,
    submit_minutes,
)
from .outcomes import (
    change_outcome,
    keep_commitment,
    record_outcome,
    remove_outcome,
    reopen_commitment,
)
from .resolutions import (
    draft_resolution,
    edit_resolution,
    move_resolution,
    put_to_assembly,
    second_resolution,
    withdraw_resolution,
)
from .seats import accept_seat, confirm_seat, decline_seat, end_seat, offer_seat, renew_seat
from .votes import correct_vote, record_vote

__all__ = [
    "accept_seat",
    "add_agenda_item",
    "add_party",
    "answer_concern",
    "answer_invitation",
    "approve_minutes",
    "cancel_meeting",
    "change_meeting",
    "change_outcome",
    "confirm_seat",
    "correct_vote",
    "create_group",
    "decline_seat",
    "draft_resolution",
    "edit_activity",
    "edit_concern",
    "edit_group",
    "edit_resolution",
    "end_group",
    "end_seat",
    "invite_organization",
    "join_concerns",
    "keep_commitment",
    "link_clause",
    "move_agenda_item",
    "move_resolution",
    "offer_seat",
    "pass_on_concern",
    "plan_assembly",
    "plan_meeting",
    "publish_activity",
    "put_to_assembly",
    "raise_concern",
    "record_activity",
    "record_impact",
    "record_outcome",
    "record_vote",
    "remove_agenda_item",
    "remove_impact",
    "remove_outcome",
    "remove_party",
    "renew_seat",
    "reopen_commitment",
    "reopen_minutes",
    "save_notes",
    "second_resolution",
    "submit_minutes",
    "support_concern",
    "take_attendance",
    "unlink_clause",
    "unpublish_activity",
    "withdraw_concern",
    "withdraw_resolution",
]
