"""What is said about a record: who may, what is refused, who is told."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from conftest import NOW, Cast
from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.audit.models import Change, Event
from phoihop.documents.models import Document, Secrecy
from phoihop.inbox import errors, services
from phoihop.inbox.models import Comment, Follow, Mention, Notice, SwitchedOff
from phoihop.inbox.services import CommentFacts
from phoihop.inbox.tests.saying import say, told
from phoihop.tasks.models import Task

LATER = NOW + timedelta(hours=2)


@pytest.mark.differs
def test_who_reads_the_words_writes_and_the_history_knows(cast: Cast, task: Task) -> None:
    comment = say(task, cast.lead, "  Nhờ anh  xem\r\nlại ")

    assert comment.words == "Nhờ anh  xem\nlại"
    assert (comment.by, comment.agency) == (cast.lead, cast.lead_agency)
    event = Event.objects.get()
    assert (event.verb, event.kind, event.object_id) == ("comment.written", "tasks.task", task.pk)
    assert Change.objects.get(field="comment").new == comment.words


@pytest.mark.parametrize("who", ["partner", "outsider", "inspector", "administrator"])
def test_who_does_not_read_the_words_or_only_reads_writes_nothing(
    cast: Cast, task: Task, who: str
) -> None:
    with pytest.raises(PermissionDenied):
        say(task, getattr(cast, who))

    assert not Comment.objects.exists()
    assert not Event.objects.exists()


def test_a_viewer_of_the_agency_only_reads(cast: Cast, task: Task) -> None:
    viewer = UserFactory.create(agency=cast.lead_agency, role=Role.VIEWER)

    with pytest.raises(PermissionDenied):
        say(task, viewer)


def test_nothing_is_said_about_a_secret_paper(
    cast: Cast, document: Document, client: Client
) -> None:
    before = say(document, cast.issuer, "Khi chưa mật")
    Document.objects.filter(pk=document.pk).update(secrecy=Secrecy.SECRET, text="", words="")
    document.refresh_from_db()

    with pytest.raises(errors.TalkClosed):
        say(document, cast.issuer, "Nội dung mật")
    with pytest.raises(errors.TalkClosed):
        services.edit_comment(before, "Nội dung mật", by=cast.issuer, at=LATER)

    client.force_login(cast.issuer)
    page = client.get(f"/van-ban/{document.pk}/trao-doi/")
    assert "nên không trao đổi về văn bản ở đây" in page.content.decode()
    assert page.context["talk_form"] is None
    services.withdraw_comment(before, by=cast.issuer, at=LATER)
    assert Comment.objects.get().words == ""


@pytest.mark.differs
def test_the_same_form_twice_makes_one_comment(cast: Cast, task: Task, document: Document) -> None:
    def send(record: Any, by: User) -> Comment:
        facts = CommentFacts("Một lần")
        return services.write_comment(record, facts, by=by, at=NOW, form_key="khoa")

    assert send(task, cast.lead) == send(task, cast.lead)
    with pytest.raises(errors.FormUsed):
        send(document, cast.lead)
    with pytest.raises(errors.FormUsed):
        send(task, cast.issuer)

    assert Comment.objects.count() == 1
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "refusal"),
    [("  \n ", errors.CommentEmpty), ("a" * 4001, errors.CommentTooLong)],
    ids=["empty", "too long"],
)
def test_what_cannot_be_said_leaves_nothing(
    cast: Cast, task: Task, words: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        say(task, cast.lead, words)

    assert not Comment.objects.exists()


def test_an_answer_stands_under_a_first_comment_of_the_same_record(
    cast: Cast, task: Task, document: Document
) -> None:
    first = say(task, cast.issuer)
    answer = say(task, cast.lead, "Vâng", parent=first)

    with pytest.raises(errors.AnswerNotHere):
        say(task, cast.issuer, parent=answer)
    with pytest.raises(PermissionDenied):
        say(document, cast.issuer, parent=first)
    services.withdraw_comment(first, by=cast.issuer, at=LATER)
    first.refresh_from_db()
    with pytest.raises(errors.CommentWithdrawn):
        say(task, cast.lead, parent=first)

    assert Comment.objects.count() == 2


def test_each_is_told_once_and_of_what_concerns_them_most(cast: Cast, task: Task) -> None:
    first = say(task, cast.issuer)
    say(task, cast.lead_leader, "Tôi theo dõi")
    Notice.objects.all().delete()

    say(task, cast.issuer_leader, f"Nhờ @{cast.lead.username} báo cáo", parent=first)

    assert told("inbox.mentioned") == {cast.lead}
    assert told("inbox.replied") == {cast.issuer}
    assert told("inbox.commented") == {cast.lead_leader}
    assert Notice.objects.get(user=cast.lead).said[0]["words"].startswith("Nhờ @")


def test_who_wrote_follows_and_who_stopped_is_left_alone(cast: Cast, task: Task) -> None:
    say(task, cast.lead)
    SwitchedOff.objects.create(user=cast.issuer, what="follow.commented")
    say(task, cast.issuer)
    assert set(Follow.objects.values_list("user", flat=True)) == {cast.lead.pk}

    services.unfollow(cast.lead, task, NOW)
    Notice.objects.all().delete()
    say(task, cast.lead_leader)
    say(task, cast.lead)  # writing again does not begin it anew

    assert told("inbox.commented") == {cast.issuer, cast.lead_leader}
    assert Follow.objects.get(user=cast.lead).stopped_at == NOW


@pytest.mark.parametrize("who", ["partner", "outsider"])
def test_who_may_not_read_the_record_is_not_mentioned(cast: Cast, task: Task, who: str) -> None:
    person: User = getattr(cast, who)

    with pytest.raises(errors.MentionRefused, match=f"@{person.username}"):
        say(task, cast.lead, f"Nhờ @{person.username} xem")
    with pytest.raises(errors.MentionRefused, match=f"@{person.username}"):
        say(task, cast.lead, "Nhờ xem", mentions=[person.pk])

    assert not Comment.objects.exists()
    assert not Notice.objects.exists()


def test_a_name_nobody_has_is_refused_in_the_same_words(cast: Cast, task: Task) -> None:
    with pytest.raises(errors.MentionRefused) as unknown:
        say(task, cast.lead, "Nhờ @khongcoai xem")
    with pytest.raises(errors.MentionRefused) as outside:
        say(task, cast.lead, f"Nhờ @{cast.outsider.username} xem")

    assert str(unknown.value).replace("khongcoai", "") == str(outside.value).replace(
        cast.outsider.username, ""
    )


def test_addresses_and_ends_of_sentences_are_no_part_of_a_name(cast: Cast, task: Task) -> None:
    words = f"Gửi lan@coquan.vn; hỏi @{cast.issuer.username}. Giá 5 @ 3"

    say(task, cast.lead, words)

    assert Mention.objects.get().user == cast.issuer


def test_the_inspector_can_be_mentioned(cast: Cast, task: Task) -> None:
    say(task, cast.lead, "Mời kiểm tra", mentions=[cast.inspector.pk])

    assert told("inbox.mentioned") == {cast.inspector}
