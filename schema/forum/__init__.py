"""GraphQL of the forum: one file per noun, gathered here."""

import strawberry

from schema.forum.asking import AskingMutation
from schema.forum.moderation import ModerationMutation
from schema.forum.solutions import SolutionsMutation
from schema.forum.threads import ThreadsRead


@strawberry.type
class ForumQuery(ThreadsRead):
    pass


@strawberry.type
class ForumMutation(AskingMutation, SolutionsMutation, ModerationMutation):
    pass
