"""Where the reader is in a wave that asked them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from backend import pulse
from backend.core.errors import NotFound
from backend.pulse import Value
from backend.web.page import Visit
from backend.web.pulse.carried import carried, is_shared, sealed


@dataclass(frozen=True)
class Journey:
    """Where the reader is in a wave that asked them: its closed questions and what they answered so far."""

    wave: pulse.WaveRow
    closed: Sequence[pulse.Question]
    comment: pulse.Question | None
    answers: Mapping[str, Value]
    has_begun: bool = True

    @property
    def path(self) -> list[pulse.Question]:
        """The questions asked of whoever gave these answers."""
        return pulse.asked(self.closed, self.answers)

    def place_of(self, key: str) -> int:
        """The question's place on the path, from 0. Errors: NotFound."""
        keys = [question.key for question in self.path]
        if key not in keys:
            raise NotFound
        return keys.index(key)


async def journey_of(visit: Visit, *, must_be_open: bool = True) -> Journey:
    """Errors: NotFound for a wave that did not ask the reader; WaveNotOpen."""
    wave_id: UUID = visit.request.path_params["id"]
    invited = await pulse.invited_to(visit.session, visit.actor, wave_id)
    wave = await pulse.wave_row(visit.session, visit.actor, wave_id)
    if must_be_open and invited.status is not pulse.WaveStatus.OPEN:
        raise pulse.errors.WaveNotOpen
    everything = await pulse.questions_of(visit.session, invited.survey_id, invited.version, wave_id)
    questions = await pulse.asked_of(visit.session, wave_id, visit.actor.person_id, everything)
    closed = [question for question in questions if question.is_closed]
    comment = next((question for question in questions if not question.is_closed), None)
    answers = carried(visit, wave_id, closed)
    return Journey(wave, closed, comment, answers or {}, answers is not None)


def hidden(visit: Visit, journey: Journey) -> str:
    """What a form carries on a shared phone; empty elsewhere, where the cookie does."""
    if not is_shared(visit):
        return ""
    return sealed(visit, journey.wave.id, journey.closed, journey.answers)
