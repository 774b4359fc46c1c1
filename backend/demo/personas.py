"""Who one can be in the demo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Persona:
    """A colleague to sign in as. `title` (a job) and `summary` (what to try) are keyed by locale."""

    subject: str
    email: str
    given_name: str
    family_name: str
    groups: tuple[str, ...]
    title: Mapping[str, str]
    summary: Mapping[str, str]
    featured: bool
    locale: str = "fr"

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    def claims(self, scope: frozenset[str]) -> dict[str, object]:
        """What an application granted `scope` learns. Groups need no scope, as at most companies."""
        claims: dict[str, object] = {"sub": self.subject, "groups": list(self.groups)}
        if "email" in scope:
            claims |= {"email": self.email, "email_verified": True}
        if "profile" in scope:
            claims |= {
                "name": self.name,
                "given_name": self.given_name,
                "family_name": self.family_name,
                "locale": self.locale,
            }
        return claims


class Directory(Protocol):
    """Where the provider finds the people of the demo company."""

    def featured(self) -> Sequence[Persona]:
        """The fixed cast, in the order in which to introduce it."""

    async def find(self, email_or_subject: str) -> Persona | None:
        """The one person with this e-mail or subject."""

    async def search(self, words: str, limit: int) -> Sequence[Persona]:
        """At most `limit` people whose name or e-mail holds the words, best first."""
