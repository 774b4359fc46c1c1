"""Closed answers on their way to the check page: encrypted, in the reader's hands, never on the server.

They travel in one cookie of the wave's own pages; on a shared phone, in a hidden field of each step.
"""

import base64
import json
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from uuid import UUID

from starlette.responses import Response

from backend.core.clock import now
from backend.core.vault import NotSealedHere, Vault
from backend.http import cookies
from backend.pulse import Answers, Question, QuestionKind, Value, accepted, errors
from backend.web.page import Visit

COOKIE = "diapason_pulse"
FIELD = "carried"
LASTS = timedelta(hours=24)
LONGEST = 2000


def carried(visit: Visit, wave_id: UUID, questions: Sequence[Question]) -> dict[str, Value] | None:
    """The answers given so far; None before the first, or if they are another’s, too old or not ours."""
    sent = str(visit.form.get(FIELD) or "") if is_shared(visit) else visit.request.cookies.get(COOKIE, "")
    if not 0 < len(sent) <= LONGEST:
        return None
    try:
        opened = _vault(visit).unwrap(base64.urlsafe_b64decode(sent), _about(visit, wave_id))
    except (NotSealedHere, ValueError):
        return None
    since, *places = json.loads(opened)
    if now().timestamp() - since > LASTS.total_seconds() or len(places) != len(questions):
        return None
    answers = {}
    for question, place in zip(questions, places, strict=True):
        value = _answer(question, place)
        if value is not None:
            answers[question.key] = value
    return answers


def sealed(visit: Visit, wave_id: UUID, questions: Sequence[Question], answers: Answers) -> str:
    """The answers as they travel; `questions` are all the closed ones, in their order.

    As long before the first answer as after the last: the length tells whoever sees it pass nothing.
    """
    since = int(now().timestamp())
    places = [_place(question, answers.get(question.key)) for question in questions]
    plain = _written([since, *places]).ljust(len(_written([since, *map(_longest, questions)])))
    return base64.urlsafe_b64encode(_vault(visit).wrap(plain, _about(visit, wave_id))).decode()


def keep(visit: Visit, response: Response, wave_id: UUID, value: str) -> None:
    """Give the browser its answers, for the pages of this wave alone."""
    seconds = int(LASTS.total_seconds())
    cookies.keep(response, visit.services.settings, COOKIE, value, seconds, path=f"/pulse/{wave_id}")


def forget(response: Response, wave_id: UUID) -> None:
    """Take the answers back from the browser."""
    response.delete_cookie(COOKIE, path=f"/pulse/{wave_id}")


def is_shared(visit: Visit) -> bool:
    """Whether the reader is on a shared phone, which keeps nothing."""
    return visit.signed_in is not None and visit.signed_in.shared_phone


def _place(question: Question, value: Value | None) -> int | list[int] | None:
    """An answer as it travels: the choices by their places, so that thirty answers are short."""
    keys = question.choice_keys
    if isinstance(value, tuple):
        return [keys.index(one) for one in value]
    return keys.index(value) if isinstance(value, str) else value


def _longest(question: Question) -> list[int] | None:
    """What takes most room of all that `_place` gives; no number takes more than `null`."""
    return list(range(len(question.choices))) if question.kind is QuestionKind.MULTIPLE else None


def _written(plain: Sequence[int | list[int] | None]) -> bytes:
    return json.dumps(plain, separators=(",", ":")).encode()


def _answer(question: Question, place: int | list[int] | None) -> Value | None:
    keys = question.choice_keys
    try:
        if isinstance(place, list):
            return accepted(question, [keys[one] for one in place])
        return accepted(question, keys[place] if keys and place is not None else place)
    except (errors.AnswerOutOfRange, IndexError, TypeError):
        return None


def _vault(visit: Visit) -> Vault:
    return _made_once(visit.services.settings.secret_keys)


@cache
def _made_once(secrets: tuple[str, ...]) -> Vault:
    return Vault(*secrets, use="answers on their way")


def _about(visit: Visit, wave_id: UUID) -> bytes:
    assert visit.actor.person_id is not None
    return wave_id.bytes + visit.actor.person_id.bytes
