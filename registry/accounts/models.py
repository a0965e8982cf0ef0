"""Users, what they may do (a grant is one role in one scope), invitations, API tokens and calendar feeds."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from registry.concertation.models import Group
from registry.core.actor import Role, Scope
from registry.core.models import Aggregate, Keyed
from registry.directory.models import Organization

ROLES = [(role.value, role.value) for role in Role]
SCOPES = [(scope.value, scope.value) for scope in Scope]


class UserManager(BaseUserManager["User"]):
    """Finds a user by e-mail, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, Aggregate):
    """Somebody who signs in with an e-mail address, kept in lower case. The registry keeps no name.

    An erased user is a row without anything about the person, so that the journal's ids still lead somewhere.
    """

    email = models.EmailField(max_length=254, unique=True)
    language = models.CharField(max_length=2, default="fr")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    demo_label = models.JSONField(
        default=dict, blank=True, help_text="{fr, en, es} of a demonstration role; empty for everybody else"
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_in_lower_case")]

    def __str__(self) -> str:
        return self.key


class Scoped(models.Model):
    """A role in one organization, coalition (an organization too) or group."""

    role = models.CharField(max_length=16, choices=ROLES)
    scope = models.CharField(max_length=16, choices=SCOPES)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="%(class)ss"
    )
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_scope_fits_its_thing",
                condition=Q(scope="group", group__isnull=False, organization=None)
                | (~Q(scope="group") & Q(group=None, organization__isnull=False)),
            ),
        ]

    @property
    def thing(self) -> Organization | Group:
        """What the role is held in."""
        found = self.group if self.scope == Scope.GROUP else self.organization
        assert found is not None
        return found


class GrantRow(Keyed, Scoped):
    """A user's role in one scope; at most one role in each."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering = ["granted_at", "pk"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(
                fields=["user", "scope", "organization"], name="grant_once_in_organization", condition=Q(group=None)
            ),
            models.UniqueConstraint(fields=["user", "group"], name="grant_once_in_group", condition=Q(scope="group")),
        ]

    def __str__(self) -> str:
        return self.key


class Invitation(Aggregate, Scoped):
    """A role offered by mail. The link holds the row's signed key: nothing secret is stored.

    The address is forgotten as soon as the invitation is accepted, revoked or purged.
    """

    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=2, default="fr")
    invited_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(Scoped.Meta):
        ordering = ["-made_at", "-pk"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(
                fields=["email", "scope", "organization"],
                name="invitation_once_to_organization",
                condition=Q(group=None) & ~Q(email=""),
            ),
            models.UniqueConstraint(
                fields=["email", "group"], name="invitation_once_to_group", condition=Q(scope="group") & ~Q(email="")
            ),
        ]

    def __str__(self) -> str:
        return self.key


class ApiToken(Keyed):
    """A key to the API, made by a person for themself; its key is the token's public prefix.

    Only the SHA-256 of the random secret is stored: it has 32 bytes, so that nothing slower is needed.
    """

    class Access(models.TextChoices):
        READ = "read"
        WRITE = "write"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    access = models.CharField(max_length=8, choices=Access.choices)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="tokens",
        help_text="limits the token to the person's grant in it; empty: all of the person's grants",
    )  # fmt: skip
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    plain: str | None = None
    """The whole token, on the row that `create_api_token` returns and never again."""

    class Meta:
        ordering = [F("revoked_at").asc(nulls_first=True), "-created_at", "-pk"]


class CalendarFeed(Keyed):
    """The meetings of one group or of one organization, for a calendar program that can't sign in.

    Whoever has the address sees what its person would see today. Only the SHA-256 of its random secret is stored.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="calendar_feeds")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.CASCADE, related_name="calendar_feeds")
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    plain: str | None = None
    """The secret that its address ends with, on the row that `create_calendar_feed` returns and never again."""

    class Meta:
        ordering = [F("revoked_at").asc(nulls_first=True), "-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="calendar_feed_of_a_group_or_an_organization",
                condition=Q(group__isnull=False, organization=None) | Q(group=None, organization__isnull=False),
            )
        ]

    @property
    def place(self) -> Organization | Group:
        """Whose meetings it has."""
        found = self.group or self.organization
        assert found is not None
        return found


class CacheEntry(models.Model):
    """The table of Django's database cache (docs/decisions/0023): made by migration, read and written by Django."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "cache"

    def __str__(self) -> str:
        return self.cache_key
