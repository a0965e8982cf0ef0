"""Actions as mutations: the name, the input and the answer of each follow from the action itself.

`change_intake(actor, key, *, status, since, …, version) -> Service` becomes `changeIntake(input: {key, status,
since, …, version, idempotencyKey}) { service, done, errors { code field message } }` (docs/decisions/0043).
"""

import inspect
import types
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Union, get_args, get_origin, get_type_hints

import graphene

from registry.core.dates import PartialDate as ExactPartialDate
from registry.core.errors import ErrorCode, Problem, Refused
from registry.journal.actions import KEY_MAX, once

from .context import Context, Info
from .errors import UserError
from .loaders import Row
from .nodes import READERS
from .values import Date, PartialDate, listed

SCALARS: dict[Any, Any] = {
    str: graphene.String,
    bool: graphene.Boolean,
    int: graphene.Int,
    Decimal: graphene.Decimal,
    date: Date,
    ExactPartialDate: PartialDate,
}
VERSION = "The version that was read; refused (STALE_WRITE) when the thing has changed since."


@dataclass(frozen=True)
class Outcome:
    """What became of a mutation: the thing as it stands now, as whoever asked sees it; and what was wrong."""

    thing: Row[Any] | None
    problems: Sequence[Problem]
    result: object = None


@dataclass(frozen=True)
class Offer:
    """How one action is offered, where its signature doesn't tell.

    `inputs`: the input types of parameters that are tables of fields, with what to make of their values.
    `shows`: fields of the payload besides the thing, read from what the action gave back.
    """

    inputs: Mapping[str, tuple[Any, Callable[[Any], Any]]] = field(default_factory=dict)
    shows: Mapping[str, Any] = field(default_factory=dict)
    repeatable: bool = True


def mutation(action: Callable[..., Any], offer: Offer) -> Any:
    """The field of the root type Mutation that calls the action."""
    hints = get_type_hints(inspect.unwrap(action))
    noun, kind, model = _thing(hints.pop("return"))
    parameters = dict(list(inspect.signature(action).parameters.items())[1:])
    title = "".join(word.capitalize() for word in action.__name__.split("_"))
    told = (inspect.getdoc(inspect.unwrap(action)) or "").split("\n\n")[0].split("\nRaises ")[0].split(" Raises ")[0]
    fields = {name: _input(one, hints[name], offer) for name, one in parameters.items()}
    if offer.repeatable:
        words = f"Repeating the same input with the same key has one effect; up to {KEY_MAX} characters."
        fields["idempotency_key"] = graphene.String(description=words)
    given = type(f"{title}Input", (graphene.InputObjectType,), fields)

    def resolve(root: None, info: Info, input: dict[str, Any]) -> Outcome:  # noqa: A002 -- Relay's name
        return _run(action, offer, parameters, info.context, dict(input), model)

    return graphene.Field(
        graphene.NonNull(_payload(title, noun, kind, offer)),
        input=given(required=True),
        resolver=resolve,
        description=told.replace("\n", " "),
    )


def _run(
    action: Callable[..., Any],
    offer: Offer,
    parameters: Mapping[str, inspect.Parameter],
    context: Context,
    given: dict[str, Any],
    model: type,
) -> Outcome:
    repeat = given.pop("idempotency_key", None)
    for name, (_, make) in offer.inputs.items():
        if given.get(name) is not None:
            given[name] = make(given[name])
    needed = {name: None for name, one in parameters.items() if one.default is one.empty}
    told = needed | {name: value for name, value in given.items() if value is not None}
    args = [told.pop(name) for name, one in parameters.items() if one.kind is one.POSITIONAL_OR_KEYWORD]
    try:
        result = once(repeat, action, context.actor, *args, **told)
    except Refused as refusal:
        stale = refusal.code is ErrorCode.STALE_WRITE
        current = refusal.current if isinstance(refusal.current, model) else None
        key = getattr(current, "key", given.get("key"))
        return Outcome(_read(context, model, key) if stale else None, refusal.problems)
    return Outcome(_read(context, model, getattr(result, "key", None)), (), result)


def _read(context: Context, model: type, key: str | None) -> Row[Any] | None:
    """The thing read anew, as whoever asked sees it; None where they don't (any longer)."""
    reader = next(reader for _, known, reader in READERS.values() if known is model)
    try:
        return reader(context, key, context.today) if key else None
    except Refused:
        return None


def _thing(model: type) -> tuple[str, Any, type]:
    """How a payload calls the thing that an action gives back, its type, and its model."""
    kind = next(kind for kind, known, _ in READERS.values() if known is model)
    name: str = kind._meta.name
    return name[0].lower() + name[1:], kind, model


def _payload(title: str, noun: str, kind: Any, offer: Offer) -> Any:
    fields = {
        noun: graphene.Field(kind, description="As it stands now; null where whoever asks doesn't see it."),
        "done": graphene.Boolean(required=True),
        "errors": listed(UserError, description="Why nothing was done; empty where it was."),
        f"resolve_{noun}": staticmethod(lambda outcome, info: outcome.thing),
        "resolve_done": staticmethod(lambda outcome, info: not outcome.problems),
        "resolve_errors": staticmethod(lambda outcome, info: outcome.problems),
    }
    for name, shown in offer.shows.items():
        fields[name] = shown
        fields[f"resolve_{name}"] = staticmethod(lambda outcome, info, name=name: getattr(outcome.result, name, None))
    return type(f"{title}Payload", (graphene.ObjectType,), fields)


def _input(parameter: inspect.Parameter, hint: Any, offer: Offer) -> Any:
    needed = parameter.default is inspect.Parameter.empty
    if parameter.name in offer.inputs:
        return offer.inputs[parameter.name][0](required=needed)
    description = VERSION if parameter.name == "version" else None
    options = [one for one in _options(hint) if one is not type(None)]
    for option in options:
        if get_origin(option) in (Collection, Sequence):
            return graphene.List(graphene.NonNull(graphene.String), required=needed, description=description)
    # A parameter that takes a value or its text takes the value here: its scalar has read the text already.
    exact = next((one for one in options if one is not str), str)
    required = needed and type(None) not in _options(hint)
    return SCALARS[exact](required=required, description=description)


def _options(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


def mutations(actions: Any, not_offered: Mapping[str, str], offers: Mapping[str, Offer]) -> dict[str, Any]:
    """The fields of all public actions of a subject, by name, save those that are not offered (name → why)."""
    public = {name: getattr(actions, name) for name in actions.__all__ if name not in not_offered}
    return {name: mutation(act, offers.get(name, Offer())) for name, act in public.items() if inspect.isfunction(act)}
