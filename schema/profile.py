"""One's own account through GraphQL: language, theme, time zone, and signing out everywhere."""

from enum import Enum
from typing import Annotated
from uuid import UUID

import strawberry

from backend import identity
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound, checked
from schema.context import Context, Info, plain
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.transaction import transact


@strawberry.enum(description="The colours of the pages: the system's, or always the same.")
class Theme(Enum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@strawberry.type(description="How Diapason speaks to the caller, and how many browsers are signed in.")
class Profile:
    locale: str = strawberry.field(description="The language, `fr` or `en`.")
    theme: Theme = strawberry.field(description="The colours of the pages.")
    time_zone: str
    signed_in_browsers: int = strawberry.field(description="How many browsers are signed in.")


@strawberry.input(description="What is left out stays as it is; `timeZone` is an IANA name.")
class UpdateProfileInput:
    locale: str | None = strawberry.field(default=strawberry.UNSET, description="The language, `fr` or `en`.")
    theme: Theme | None = strawberry.field(default=strawberry.UNSET, description="The colours of the pages.")
    time_zone: str | None = strawberry.UNSET
    idempotency_key: str | None = None


@strawberry.type
class UpdateProfileSuccess:
    profile: Profile


@strawberry.input
class SignOutEverywhereInput:
    idempotency_key: str | None = None


@strawberry.type
class SignOutEverywhereSuccess:
    profile: Profile


UpdateProfileResult = Annotated[
    UpdateProfileSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("UpdateProfileResult"),
]
SignOutEverywhereResult = Annotated[
    SignOutEverywhereSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("SignOutEverywhereResult"),
]


async def profile_of(context: Context, person_id: UUID) -> Profile:
    """The profile of a person, who is the caller."""
    person = await identity.get_person(context.session, person_id)
    browsers = await identity.open_sessions(context.session, person_id)
    return Profile(
        locale=person.locale,
        theme=Theme(person.theme.value),
        time_zone=person.time_zone,
        signed_in_browsers=len(browsers),
    )


@strawberry.type
class ProfileMutation:
    @strawberry.mutation(description="Change the caller's own language, theme or time zone.")
    async def update_profile(self, info: Info, input: UpdateProfileInput) -> UpdateProfileResult:
        async def act(session: Session, actor: Actor) -> UUID:
            sent = plain({"locale": input.locale, "time_zone": input.time_zone, "theme": input.theme})
            values = {k: v.value if isinstance(v, Theme) else v for k, v in sent.items()}
            person = await identity.update_profile(session, actor, checked(identity.ProfileInput, values))
            return person.id

        async def show(context: Context, actor: Actor, person_id: UUID) -> UpdateProfileSuccess:
            return UpdateProfileSuccess(profile=await profile_of(context, person_id))

        return await transact(info, "identity", input, act, show)

    @strawberry.mutation(description="Sign the caller out of every browser; tokens stay.")
    async def sign_out_everywhere(self, info: Info, input: SignOutEverywhereInput) -> SignOutEverywhereResult:
        async def act(session: Session, actor: Actor) -> UUID:
            await identity.sign_out_everywhere(session, actor)
            if actor.person_id is None:
                raise NotFound
            return actor.person_id

        async def show(context: Context, actor: Actor, person_id: UUID) -> SignOutEverywhereSuccess:
            return SignOutEverywhereSuccess(profile=await profile_of(context, person_id))

        return await transact(info, "identity", input, act, show)
