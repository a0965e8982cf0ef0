"""Whether a service takes people."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import graphene

from registry.directory import rules
from registry.directory.models import IntakePeriod as PeriodRow

from ..context import Info
from ..loaders import Row
from ..values import PartialDate, Truth, from_thing, listed
from .dated import Dated
from .evidence import Sourced


class IntakePeriod(graphene.ObjectType):
    """One state of a service's intake, as long as it lasts."""

    class Meta:
        interfaces = (Dated, Sourced)
        default_resolver = from_thing

    key = graphene.String(required=True)
    status = graphene.String(required=True, description="open, limited, waitlist, suspended or closed.")
    wait_days = graphene.Float(description="The stated wait of a waitlist.")
    reason = graphene.String()


class IntakeInterruption(graphene.ObjectType):
    """A short closure on unknown days of `within`; it changes no day's state."""

    class Meta:
        default_resolver = from_thing

    status = graphene.String(required=True)
    within = PartialDate()
    note = graphene.String()


class Intake(graphene.ObjectType):
    """What is known of a service's intake on a day.

    `accepts` is *unknown* too when a state that accepts was not confirmed lately (`toConfirm`), or when nobody said
    anything of that day. The fields from `since` on are those of the state to show: the latest that may hold.
    """

    on = graphene.Field(graphene.NonNull("schema.values.Date"), description="The day.")
    accepts = graphene.NonNull(Truth)
    to_confirm = graphene.Boolean(required=True)
    silent = graphene.Boolean(required=True, description="Perhaps nobody said anything of that day.")
    status = graphene.String(description="The state to show; null where none is recorded.")
    since = PartialDate()
    until = PartialDate()
    confirmed_on = graphene.Field("schema.values.Date")
    reason = graphene.String()
    period = graphene.Field(IntakePeriod, description="The state to show, whole, with its sources.")
    possible = listed(IntakePeriod, description="Every state that may hold on the day, in order.")

    @staticmethod
    def resolve_on(shown: "ShownIntake", info: Info) -> date:
        return shown.day

    @staticmethod
    def resolve_accepts(shown: "ShownIntake", info: Info) -> str:
        return shown.intake.accepts.value

    @staticmethod
    def resolve_to_confirm(shown: "ShownIntake", info: Info) -> bool:
        return shown.intake.to_confirm

    @staticmethod
    def resolve_silent(shown: "ShownIntake", info: Info) -> bool:
        return shown.intake.silent

    @staticmethod
    def resolve_status(shown: "ShownIntake", info: Info) -> Any:
        return shown.of_current("status")

    @staticmethod
    def resolve_since(shown: "ShownIntake", info: Info) -> Any:
        return shown.of_current("since")

    @staticmethod
    def resolve_until(shown: "ShownIntake", info: Info) -> Any:
        return shown.of_current("until")

    @staticmethod
    def resolve_confirmed_on(shown: "ShownIntake", info: Info) -> date | None:
        return shown.intake.current.period.last_confirmed if shown.intake.current else None

    @staticmethod
    def resolve_reason(shown: "ShownIntake", info: Info) -> str | None:
        return shown.of_current("reason") or None

    @staticmethod
    def resolve_period(shown: "ShownIntake", info: Info) -> Row[PeriodRow] | None:
        return next((row for row in shown.rows if row.thing == shown.intake.current), None)

    @staticmethod
    def resolve_possible(shown: "ShownIntake", info: Info) -> list[Row[PeriodRow]]:
        return [row for row in shown.rows if row.thing in shown.intake.possible]


@dataclass(frozen=True)
class ShownIntake:
    """What is known of the intake on the day, and all its periods as rows."""

    intake: rules.ShownIntake[Any]
    rows: list[Row[PeriodRow]]
    day: date

    def of_current(self, name: str) -> Any:
        return getattr(self.intake.current, name, None)
