"""Whom a survey asks, and whom it may: for those who run it."""

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry

from backend import identity, pulse
from backend.core.listing import Page
from schema.context import Info
from schema.ids import decode, encode
from schema.pages import Connection, connection
from schema.pulse.inputs import TARGETS


@strawberry.type(description="A part of whom a survey asks, or may ask.")
class AudiencePart:
    kind: pulse.AudienceKind = strawberry.field(description="What the part is.")
    target_id: strawberry.ID = strawberry.field(description="The unit, site, job family or circle.")
    name: str | None = strawberry.field(description="Its name; null where it is no more.")


@strawberry.type(description="Whom a survey asks today.")
class SurveyAudience:
    parts: list[AudiencePart] = strawberry.field(
        description="Parts of one kind add up, those of different kinds narrow each other; none is all."
    )
    would_ask: int = strawberry.field(description="How many people a wave opened now would ask.")
    threshold: int = strawberry.field(description="How many it has to ask for a wave to open.")
    rests_until: date | None = strawberry.field(
        description="The day from which that many may be asked again, where they were asked enough lately."
    )


@strawberry.type
class AudienceQuery:
    @strawberry.field(description="Whom a survey that the caller runs asks today; null for others.")
    async def survey_audience(self, info: Info, survey_id: strawberry.ID) -> SurveyAudience | None:
        actor, session = info.context.caller("pulse"), info.context.session
        survey = await pulse.get_survey(session, actor, decode(survey_id, "Survey", "survey_id"))
        kinds: dict[pulse.AudienceKind, list[UUID]] = {}
        for part in await pulse.parts_of(session, survey.id):
            kinds.setdefault(part.kind, []).append(part.target_id)
        parts = []
        for kind, ids in kinds.items():
            names = await pulse.targets(session, kind, ids)
            parts += [_part(kind, one, names.get(one)) for one in ids]
        asked = await pulse.audience_size(session, survey)
        missing = pulse.K - asked
        return SurveyAudience(
            parts=parts,
            would_ask=asked,
            threshold=pulse.K,
            rests_until=await pulse.rests_until(session, survey, missing) if missing > 0 else None,
        )

    @strawberry.field(
        description="The sites or the job families that a survey may ask, by name. Null for those who run no "
        "survey, and for units and circles, which have lists of their own."
    )
    async def audience_offered(
        self,
        info: Info,
        kind: Annotated[pulse.AudienceKind, strawberry.argument(description="Sites or job families.")],
        first: int = 20,
        after: str | None = None,
    ) -> Connection[AudiencePart] | None:
        actor = info.context.caller("pulse")
        if kind not in pulse.BY_NAME or not actor.may_somewhere(identity.Permission.SURVEYS_RUN):
            return None
        found = await pulse.offered_by_name(info.context.session, kind, Page(first, after))
        return connection(found, lambda one: _part(kind, *one))


def _part(kind: pulse.AudienceKind, target_id: UUID, name: str | None) -> AudiencePart:
    return AudiencePart(kind=kind, target_id=strawberry.ID(encode(TARGETS[kind], target_id)), name=name)
