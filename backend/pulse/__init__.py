"""Pulse: short anonymous surveys. A ballot names no person, by construction.

Start with `ballots` for how somebody answers, `waves` for how one asks, `questions` for the rules of answers.
"""

from backend.pulse import codes, errors, library, working_days
from backend.pulse.alert_rows import AlertRow, alert_heard_by, hearing_of, visible_alerts
from backend.pulse.alerts import require_hearing, settle_alert
from backend.pulse.asked_back import KEPT, asked_of, key_of
from backend.pulse.audience import (
    BY_NAME,
    audience_size,
    offered,
    offered_by_name,
    parts_of,
    rests_until,
    targets,
)
from backend.pulse.ballot_writer import BallotWriter
from backend.pulse.ballots import (
    Invited,
    invited_to,
    opened_ballots,
    questions_to_answer,
    submit,
)
from backend.pulse.comment_rows import CommentRow
from backend.pulse.commitments import (
    UnitPromise,
    answer_by,
    commitments_around,
    commitments_to,
    promises_by_ids,
    publish_commitment,
    reached_in,
    said_of,
)
from backend.pulse.conversation_rows import (
    ConversationRow,
    PostRow,
    comment_read_by,
    conversation_row,
    may_settle,
)
from backend.pulse.conversations import (
    comment_of_code,
    lock_conversation,
    reply_as_author,
    reply_in_conversation,
    report_as_author,
    report_conversation,
)
from backend.pulse.csv_survey import Columns, DayOrder, SurveyPreview, preview_survey
from backend.pulse.customer_lots import count_customers
from backend.pulse.customer_series import Point
from backend.pulse.customers import add_customer_scores, import_customer_scores, import_survey
from backend.pulse.customers_named import Named
from backend.pulse.digest import digest_candidates
from backend.pulse.disclosure import CountRange, Cut, Group
from backend.pulse.group_results import GroupResults
from backend.pulse.heat import HeatCell, heat_row, is_apart, themes_of
from backend.pulse.inputs import (
    AlertInput,
    AnswersInput,
    AudiencePartInput,
    ChoiceInput,
    CommitmentInput,
    ConditionInput,
    QuestionInput,
    QuestionsInput,
    ScoreInput,
    SurveyInput,
    Texts,
    WordsInput,
)
from backend.pulse.keys import WRAPPED_KEYS
from backend.pulse.latest import SealedWave, latest_results
from backend.pulse.measured import Measure, measurable, measured_again, measures_of, question_about
from backend.pulse.models import (
    AlertState,
    AudienceKind,
    GroupKind,
    PulseComment,
    QuestionKind,
    Rhythm,
    Survey,
    SurveyStatus,
    SurveyTheme,
    Wave,
    WaveStatus,
)
from backend.pulse.past import everybody_asked, set_back, write_past_ballots
from backend.pulse.payloads import Groups, Payload
from backend.pulse.planning import next_opening
from backend.pulse.policy import get_survey, may_run, running
from backend.pulse.preview import wave_in_preview
from backend.pulse.questions import Answers, Question, Value, accepted, asked, kept
from backend.pulse.quoted import Cell, is_told_to_all, quotable
from backend.pulse.rates import refresh_rates
from backend.pulse.reading import Reading, StandOut, reading_of
from backend.pulse.reciprocity import Reciprocity, may_compare, own_unit, reciprocity
from backend.pulse.reclaiming import giving_back
from backend.pulse.release import Results, results_of
from backend.pulse.release_rows import CellRow
from backend.pulse.released_comments import MOST_COMMENTS, comments_of, comments_with, terms_in
from backend.pulse.reminders import asked_people, note_reminded, wave_facts
from backend.pulse.retention import erase_old_comments, forget_unfollowed
from backend.pulse.sealing import seal, seal_due
from backend.pulse.series import series_of
from backend.pulse.survey_rows import SurveyRow, survey_row, surveys_by_ids, visible_surveys
from backend.pulse.surveys import create_survey, edit_survey, questions_of, stop_survey, write_questions
from backend.pulse.terms import Term
from backend.pulse.thresholds import COMMENT_K, K
from backend.pulse.today import asks_for, told_to
from backend.pulse.wave_rows import (
    WaveRow,
    my_invitations,
    wave_row,
    waves_by_ids,
    waves_of,
    waves_told,
)
from backend.pulse.waves import close_due, close_wave, get_wave, open_planned, open_wave, start_survey
