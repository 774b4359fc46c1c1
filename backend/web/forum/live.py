"""What an open thread is sent: new answers whole, those that changed in their place."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from backend import forum, recognition
from backend.core.actor import SYSTEM, Actor
from backend.core.clock import now
from backend.forum import MarkKind
from backend.web.forum.frame import id_in
from backend.web.live import News, Press, Watch
from backend.web.page import Visit


@dataclass(frozen=True, slots=True)
class ThreadLook:
    """What a reader is owed: all that a thread became since the version they saw."""

    thread_id: UUID
    seen: int
    person_id: UUID
    reader: Actor = field(hash=False)


Marks = Mapping[UUID, set[tuple[UUID, MarkKind]]]


async def watch(visit: Visit) -> Watch[ThreadLook]:
    """Watch the thread of the URL, from the version its `seen` names. Errors: NotFound."""
    thread_id = id_in(visit, "id")
    await forum.standing_of(visit.session, visit.actor, thread_id)

    def look(actor: Actor, seen: str) -> ThreadLook:
        assert actor.person_id is not None
        version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
        return ThreadLook(thread_id, version, actor.person_id, actor)

    return Watch(f"thread:{thread_id}", visit.query("seen"), look)


async def news(press: Press, looks: Collection[ThreadLook]) -> dict[ThreadLook, News]:
    """The news of all who look; a few statements a thread and one for each version seen of it.

    One rendering for all who see the same.
    """
    written: dict[ThreadLook, News] = {}
    threads = await forum.threads_by_ids(press.session, SYSTEM, {look.thread_id for look in looks})
    for thread in threads.values():
        readers = [look for look in looks if look.thread_id == thread.id and look.seen < thread.version]
        if not readers:
            continue
        since = {
            seen: await forum.posts_since(press.session, SYSTEM, thread.id, seen, thread.version)
            for seen in {look.seen for look in readers}
        }
        posts = {post.id: post for some, _ in since.values() for post in some}
        moderators = await forum.moderating(press.session, thread.id, [look.reader for look in readers])
        marks = await forum.marks_of(press.session, posts, {look.person_id for look in readers})
        faces = await recognition.shown_faces(press.session, {post.author_id for post in posts.values()})
        rendered: dict[object, str] = {}
        for look in readers:
            moderates, asked = look.person_id in moderators, look.person_id == thread.author_id
            if thread.hidden_at and not (moderates or asked):
                continue
            unseen, reached = since[look.seen]
            shown = [_as_seen(post, look.person_id, moderates, marks) for post in unseen]
            row = replace(thread, may_moderate=moderates, viewer_is_asker=asked)
            same = (row, tuple(shown), look.seen, look.reader.locale, look.reader.time_zone)
            if same not in rendered:
                rendered[same] = _rendered(press, row, shown, faces, look)
            written[look] = News(str(reached), rendered[same], more=reached < thread.version)
    return written


def _as_seen(post: forum.PostRow, reader_id: UUID, moderates: bool, marks: Marks) -> forum.PostRow:
    """The post for one reader: what is hidden from them is not passed on."""
    mine, said = post.author_id == reader_id, marks[reader_id]
    return replace(
        post,
        text=post.text if not post.hidden_at or mine or moderates else None,
        flag_count=post.flag_count if moderates else 0,
        viewer_is_author=mine,
        viewer_has_voted=(post.id, MarkKind.VOTE) in said,
        viewer_was_helped=(post.id, MarkKind.HELPED) in said,
        viewer_has_confirmed=(post.id, MarkKind.CONFIRMED) in said,
    )


def _rendered(
    press: Press,
    thread: forum.ThreadRow,
    posts: Sequence[forum.PostRow],
    faces: Mapping[UUID | None, int],
    look: ThreadLook,
) -> str:
    return press.templates.render(
        "forum/_news.html",
        locale=look.reader.locale,
        time_zone=look.reader.time_zone,
        now=now(),
        partial=True,
        thread=thread,
        faces=faces,
        added=[post for post in posts if post.posted_in > look.seen],
        changed=[post for post in posts if post.posted_in <= look.seen],
    )
