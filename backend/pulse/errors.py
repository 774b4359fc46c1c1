"""Refusals of pulse. Each is worded by the catalogues under `error.<code>`."""

from backend.core.errors import Conflict, Forbidden, Invalid, NotFound


class SurveyLeadersOnly(Forbidden):
    """Only HR leaders of this part of the company run its surveys."""


class UnitLeadersOnly(Forbidden):
    """Only whoever heads this unit, or one around it, answers its results."""


class PersonOnly(Forbidden):
    """Answers come from a person on our own pages: an application's token may not give them."""


class WaveNotOpen(Conflict):
    """The wave is not open (any more): its answers are counted, or nobody was asked yet."""


class AlreadyCounted(Conflict):
    """Somebody's answers count once, and were counted."""


class WaveUnderWay(Conflict):
    """A wave of this survey is open already."""


class OpensByHand(Conflict):
    """The survey has no rhythm to start: each of its waves is opened by hand."""


class SurveyStopped(Conflict):
    """The survey is stopped: it asks no more."""


class SurveyStarted(Conflict):
    """The survey has started: who reads its results is promised, so its part of the company stays."""


class TranslationMissing(Conflict):
    """A text lacks its French or its English: `count` of them, the first being `what`."""


class NoQuestions(Conflict):
    """The survey asks nothing yet."""


class AudienceTooSmall(Conflict):
    """Only `invited` people would be asked; under `k`, no figure may ever be shown."""


class AskedTooOften(Conflict):
    """Only `invited` of the `k` it takes may be asked today: enough others may be again from `day` on."""


class DrawnLast(Conflict):
    """Only `invited` of the `k` it takes are left to draw: the last sample asked `drawn` of the others."""


class CustomersApart(Forbidden):
    """Only those who listen to customers in this part of the company bring their scores in."""


class AlertHandedOn(Conflict):
    """The comment was handed on to those who lead the unit: they have read it."""


class NobodyToAnswer(Conflict):
    """The comment came without a code: its author could not read an answer."""


class ConversationLocked(Conflict):
    """The conversation is over: nobody adds to it."""


class ConversationFull(Conflict):
    """The conversation holds as much as one may: meeting would serve better."""


class ConversationReported(Conflict):
    """It was reported already."""


class ResultsNotReady(NotFound):
    """The wave is not counted yet: whoever runs it reads its results once it is sealed."""


class OwnerElsewhere(Invalid):
    """Whoever answers a unit's results names somebody of that unit, or whom they may answer for."""

    field = "owner_id"


class WordsFrozen(Invalid):
    """A wave is open: what people read before they answer stays as it was at its opening."""

    field = "title"


class UnknownTarget(Invalid):
    """There is no such unit, site, job family or circle, or it is not in the survey’s part of the company."""

    field = "audience"


class UnknownQuestion(Invalid):
    """The survey has no such question, or does not ask it after these answers."""

    field = "answers"


class AnswerOutOfRange(Invalid):
    """The answer is none of those that the question offers."""

    field = "answers"


class QuestionTwice(Invalid):
    """Two questions have the same key."""

    field = "questions"


class KeyKept(Invalid):
    """The key is that of the questions about a commitment, and this one does not measure it."""

    field = "questions"


class QuestionUnfit(Invalid):
    """The kind and the choices do not go together."""

    field = "questions"


class ConditionUnfit(Invalid):
    """The condition is on no closed question that comes before, or on answers that it does not offer."""

    field = "questions"


class AskedOtherwise(Invalid):
    """A wave asked this key in another kind, with other choices, or of others: its trend would join two
    questions."""


class OneTextOnly(Invalid):
    """A survey has one free text at most, asked last."""

    field = "questions"


class OpenTooLong(Invalid):
    """A monthly wave is open `most` days at most: it is closed when the next one opens."""

    field = "open_days"


class ReminderTooLate(Invalid):
    """The reminder goes while the wave is open."""

    field = "remind_after_days"


class CommentUnasked(Invalid):
    """The survey asks for no comment."""

    field = "comment"


class CodeTaken(Invalid):
    """The code belongs to a comment of another wave: it would tell that one author wrote both."""

    field = "code"


class CodeUnknown(Invalid):
    """The code opens no conversation: mistyped, not counted yet, or erased since."""

    field = "code"


class CodeUnreadable(Invalid):
    """What was sent is not a conversation's code."""

    field = "code"
