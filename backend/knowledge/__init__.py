"""Knowledge: solutions that stay, confirmed from two sites, dated, and validated again.

Start with `articles` for an article's life, `rows` for the shape of what is read, `standing` for the rights.
"""

from backend.knowledge import errors
from backend.knowledge.articles import (
    archive_article,
    count_again,
    look_at_dates,
    promote_to_article,
    revise_article,
    source_outdated,
    validate_article,
)
from backend.knowledge.digest import digest_candidates
from backend.knowledge.inputs import ArticleInput
from backend.knowledge.models import Article, ArticleStatus
from backend.knowledge.rows import (
    ArticleFilter,
    ArticleRow,
    Change,
    VersionRow,
    articles_by_ids,
    articles_of_thread,
    title_of,
    version_rows,
    visible_articles,
)
from backend.knowledge.standing import Standing, may_edit, standing_of
from backend.knowledge.today import asks_for
