"""Tables of pulse, one file per noun."""

from backend.pulse.models.alerts import COMMENT_ALERTS, AlertState, CommentAlert
from backend.pulse.models.ballots import BALLOTS, PARTICIPATIONS, Ballot, Participation
from backend.pulse.models.commitments import (
    ASKED_COMMITMENTS,
    UNIT_COMMITMENTS,
    AskedCommitment,
    UnitCommitment,
)
from backend.pulse.models.conversations import (
    CONVERSATION_POSTS,
    CONVERSATIONS,
    Conversation,
    ConversationPost,
)
from backend.pulse.models.customers import CUSTOMER_SCORES, CustomerScore
from backend.pulse.models.release import (
    ASKED_UNITS,
    PULSE_COMMENTS,
    RELEASE_CELLS,
    RELEASED_GROUPS,
    RELEASED_MEMBERS,
    WITHHELD_FROM_MEMBERS,
    AskedUnit,
    PulseComment,
    ReleaseCell,
    ReleasedGroup,
    ReleasedMember,
    WithheldFromMembers,
)
from backend.pulse.models.surveys import (
    SURVEY_AUDIENCES,
    SURVEY_QUESTIONS,
    SURVEYS,
    AudienceKind,
    QuestionKind,
    Rhythm,
    Survey,
    SurveyAudience,
    SurveyQuestion,
    SurveyStatus,
    SurveyTheme,
)
from backend.pulse.models.waves import (
    PULSE_INVITATIONS,
    WAVE_AUDIENCES,
    WAVE_GROUPS,
    WAVE_KEYS,
    WAVES,
    GroupKind,
    PulseInvitation,
    Wave,
    WaveAudience,
    WaveGroup,
    WaveKey,
    WaveStatus,
)
