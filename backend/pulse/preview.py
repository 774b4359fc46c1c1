"""The wave that would open now, for its composer to look at."""

from backend.core.clock import now
from backend.core.db import Session
from backend.core.local_time import company_zone
from backend.pulse.audience import audience_size
from backend.pulse.models import Survey, WaveStatus
from backend.pulse.rhythm import closing
from backend.pulse.surveys import questions_of
from backend.pulse.thresholds import COMMENT_K, K
from backend.pulse.wave_rows import WaveRow


async def wave_in_preview(session: Session, survey: Survey) -> WaveRow:
    """The wave that would open now; it is written nowhere."""
    questions = await questions_of(session, survey.id, survey.version)
    at = now()
    return WaveRow(
        id=survey.id,
        survey_id=survey.id,
        number=0,
        version=survey.version,
        status=WaveStatus.PLANNED,
        title=survey.title,
        promise=survey.promise,
        k=K,
        comment_k=COMMENT_K,
        invited=await audience_size(session, survey),
        opens_at=at,
        closes_at=closing(at, survey.open_days, company_zone(session)),
        opened_at=None,
        closed_at=None,
        sealed_at=None,
        rate=None,
        rated_on=None,
        question_count=sum(question.is_closed for question in questions),
        is_invited=True,
        has_answered=False,
    )
