"""Refusals of identity, worded under `error.<code>`."""

from backend.core.errors import Conflict, Forbidden, Invalid


class NotAllowed(Forbidden):
    """The right `permission` is not held here."""


class AlreadyRevoked(Conflict):
    """The application token was revoked before."""


class MadeByToken(Forbidden):
    """People make tokens; a token makes none."""


class KeyReused(Invalid):
    """An idempotency key was sent again with another request."""

    field = "idempotency_key"


class KeyTooLong(Invalid):
    """An idempotency key has at most `most` characters."""

    field = "idempotency_key"


class NotSignedIn(Forbidden):
    """Nobody is signed in and no token was sent."""


class ScopeMissing(Forbidden):
    """The token lacks the scope `scope`."""


class SignInRefused(Forbidden):
    """Nobody was signed in; each kind says why."""


class SignInNotSetUp(SignInRefused):
    """No identity provider is configured."""


class ProviderUnreachable(SignInRefused):
    """The identity provider does not answer, or not as one."""


class ProviderSaidNo(SignInRefused):
    """The identity provider refused; `reason` is its error code."""


class SignInExpired(SignInRefused):
    """This browser has no such sign-in under way: it took too long, or began elsewhere."""


class AnswerNotTrusted(SignInRefused):
    """The provider's answer failed a check; `reason` names the claim or parameter at fault."""


class EmailNotVerified(SignInRefused):
    """No account has this subject, and the provider does not vouch for the e-mail address `email`."""


class EmailTaken(SignInRefused):
    """The account with the e-mail address `email` already belongs to another subject."""


class PersonInactive(SignInRefused):
    """The account was closed when the person left."""


class RoleAlreadyHeld(Conflict):
    """The person holds this role there already."""


class RoleFromDirectory(Conflict):
    """The role comes from a group of the company's directory, which would give it back."""


class RoleForEverybody(Invalid):
    """Every signed-in person is an employee; the role is not granted."""

    field = "role"


class LastAdministrator(Conflict):
    """Nobody else administers the whole company."""


class TokenRefused(Forbidden):
    """The token sent is unknown, revoked, out of date, or its person has left."""


class BearerNotTrusted(TokenRefused):
    """The provider's token failed a check; `reason` names the claim at fault."""


class OtherOrigin(Forbidden):
    """The request carries a cookie but was not made by our own pages."""
