"""What every page of an edition starts from: the edition, as shown, and what the reader is to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend import immersions
from backend.immersions import Deed
from backend.web.page import Visit


@dataclass(frozen=True)
class Frame:
    """An edition under its address: `edition` for verbs, `row` and `phases` for templates.

    `manages`: people of the reader wish in this edition, and wait for their word or had it.
    `has_day`: the reader holds a place.
    """

    edition: immersions.Edition
    row: immersions.EditionRow
    phases: Sequence[immersions.PhaseRow]
    standing: immersions.Standing
    manages: bool
    has_day: bool

    @property
    def path(self) -> str:
        return f"/immersions/{self.edition.slug}"

    @property
    def leads(self) -> bool:
        return self.standing.leads

    @property
    def may_offer(self) -> bool:
        return self._takes_part and immersions.may_now(self.edition, Deed.OFFER)

    @property
    def may_wish(self) -> bool:
        return self._takes_part and immersions.may_now(self.edition, Deed.WISH)

    @property
    def may_swap(self) -> bool:
        return self._takes_part and immersions.may_now(self.edition, Deed.SWAP)

    @property
    def may_decide(self) -> bool:
        return self.leads and immersions.may_now(self.edition, Deed.DECIDE)

    @property
    def placed(self) -> bool:
        """Whether a matching is published, so that there are days to come and visitors to welcome."""
        return immersions.ORDER.index(self.edition.phase) >= immersions.ORDER.index(
            immersions.Phase.PUBLISHED
        )

    @property
    def may_visit(self) -> bool:
        return immersions.may_now(self.edition, Deed.VISIT)

    @property
    def may_debrief(self) -> bool:
        return immersions.may_now(self.edition, Deed.DEBRIEF)

    @property
    def _takes_part(self) -> bool:
        return self.standing.in_scope or self.standing.leads


async def frame_of(visit: Visit) -> Frame:
    """The frame of the edition named by the URL. Errors: NotFound, also where it may not be known."""
    session, actor = visit.session, visit.actor
    edition = await immersions.get_edition(session, actor, visit.path("edition"))
    asked = await immersions.approvals_asked(session, actor, edition_id=edition.id, most=1)
    return Frame(
        edition=edition,
        row=await immersions.edition_row(session, actor, edition.id),
        phases=(await immersions.phases_of(session, [edition.id]))[edition.id],
        standing=await immersions.standing_of(session, actor, edition),
        manages=bool(asked),
        has_day=await immersions.has_day(session, actor, edition.id),
    )
