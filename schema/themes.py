"""Themes, which questions and the commitments that answer them share."""

import strawberry

from backend import pulse

SurveyTheme = pulse.SurveyTheme
strawberry.enum(SurveyTheme, description="What a question is about, or a commitment that answers it.")
