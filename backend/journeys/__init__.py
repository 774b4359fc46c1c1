"""Customer journeys: what reports are about, and who answers for it."""

from backend.journeys.topic_tables import TOPICS, Topic
from backend.journeys.topics import (
    TopicEditorsOnly,
    TopicInput,
    TopicNameTaken,
    TopicRow,
    answered_by,
    get_topic,
    open_topic,
    region_of_owner,
    responders_of,
    topic_for,
    topic_rows,
)

__all__ = [
    "TOPICS",
    "Topic",
    "TopicEditorsOnly",
    "TopicInput",
    "TopicNameTaken",
    "TopicRow",
    "answered_by",
    "get_topic",
    "open_topic",
    "region_of_owner",
    "responders_of",
    "topic_for",
    "topic_rows",
]
