"""The database's shape through time: `versions/` holds one step a file, named as a sentence.

Steps are drafted by `diapason migrate --draft "sentence"`, read by a person, and run by `diapason migrate`.
"""

from backend.migrations.steps import downgrade, draft, is_behind, latest, revision_of, upgrade

__all__ = ["downgrade", "draft", "is_behind", "latest", "revision_of", "upgrade"]
