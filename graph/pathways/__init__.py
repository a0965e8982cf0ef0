"""The pathway question and its exact answer (docs/pathways.md), on any network, without a database."""

from graph.pathways.answer import (
    Answer,
    Hop,
    JointPlan,
    NothingFound,
    Pathway,
    Place,
    Relaxation,
    Tier,
    Unknown,
)
from graph.pathways.ask import ask
from graph.pathways.conditions import STEPS, Condition, conditions_of
from graph.pathways.question import NEVER_ASKED, RELAXABLE, Question, QuestionRefused, accepted
from graph.pathways.standing import Intake, intake_on, organization_on
from graph.pathways.view import View

__all__ = [
    "NEVER_ASKED",
    "RELAXABLE",
    "STEPS",
    "Answer",
    "Condition",
    "Hop",
    "Intake",
    "JointPlan",
    "NothingFound",
    "Pathway",
    "Place",
    "Question",
    "QuestionRefused",
    "Relaxation",
    "Tier",
    "Unknown",
    "View",
    "accepted",
    "ask",
    "conditions_of",
    "intake_on",
    "organization_on",
]
