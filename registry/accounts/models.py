"""Users and what they may do: a grant is one role in one scope."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from registry.concertation.models import Group
from registry.core.actor import Role, Scope
from registry.core.models import Aggregate
from registry.directory.models import Organization


class UserManager(BaseUserManager["User"]):
    """Finds a user by e-mail, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, Aggregate):
    """Somebody who signs in with an e-mail address. The registry keeps no name."""

    email = models.EmailField(max_length=254, unique=True)
    language = models.CharField(max_length=2, default="fr")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.email


class GrantRow(models.Model):
    """A user's role in one organization, coalition (an organization too) or group."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=16, choices=[(role.value, role.value) for role in Role])
    scope = models.CharField(max_length=16, choices=[(scope.value, scope.value) for scope in Scope])
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="grants"
    )
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.CASCADE, related_name="grants")
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grant_scope_fits_its_thing",
                condition=Q(scope="group", group__isnull=False, organization=None)
                | (~Q(scope="group") & Q(group=None, organization__isnull=False)),
            ),
            models.UniqueConstraint(fields=["user", "scope", "organization"], name="grant_once_in_organization",
                                    condition=Q(group=None)),
            models.UniqueConstraint(fields=["user", "group"], name="grant_once_in_group", condition=Q(scope="group")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.role} of {self.scope}"
