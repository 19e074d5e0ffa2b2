"""What is said about a record: who may, what is refused, what stays, who is told."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.accounts.models import Role, User
from phoihop.accounts.querysets import agencies_in_scope
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agreements.models import Agreement
from phoihop.agreements.services import back_to_draft, mark_ready
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.audit.models import Change, Event
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.issuing import IssueFacts, issue_document
from phoihop.documents.models import Document, DocumentViewer, Regime, Register, Secrecy
from phoihop.documents.numbers import Run, start_series
from phoihop.documents.services import hide_document, register_document, unhide_document
from phoihop.inbox import errors, services
from phoihop.inbox.index import reindex_discussions
from phoihop.inbox.models import Comment, CommentVersion, Follow, Mention, Notice, SwitchedOff
from phoihop.inbox.reading import comments_for
from phoihop.inbox.services import CommentFacts
from phoihop.search.engine import Audience, Filters, find
from phoihop.tasks.models import Task, TaskViewer

LATER = NOW + timedelta(hours=2)


def say(record: Any, by: User, words: str = "Đề nghị xem lại", **facts: Any) -> Comment:
    return services.write_comment(record, CommentFacts(words, **facts), by=by, at=NOW)


def told(verb: str) -> set[User]:
    rows = Notice.objects.select_related("user")
    return {row.user for row in rows if any(one["verb"] == verb for one in row.said)}


def found_by(user: User, words: str) -> int:
    scope = agencies_in_scope(user, NOW.date())
    agency = user.acting_agency
    who = Audience(agency.pk if agency else None, None if scope is None else scope.values("agency"))
    return find(who, words, Filters(kinds=["inbox.comment"])).total


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


@pytest.mark.differs
def test_an_edit_keeps_the_earlier_wording_and_tells_who_is_newly_named(
    cast: Cast, task: Task
) -> None:
    comment = say(task, cast.lead, f"Nhờ @{cast.issuer.username}")
    Notice.objects.all().delete()
    words = f"Nhờ @{cast.issuer.username} và @{cast.issuer_leader.username}"

    services.edit_comment(comment, words, by=cast.lead, at=LATER)

    comment.refresh_from_db()
    assert (comment.words, comment.edited_at) == (words, LATER)
    version = CommentVersion.objects.get()
    assert (version.words, version.until) == (f"Nhờ @{cast.issuer.username}", LATER)
    assert told("inbox.mentioned") == {cast.issuer_leader}
    change = Change.objects.get(event__verb="comment.edited")
    assert (change.old, change.new) == (version.words, words)


def test_an_edit_that_changes_nothing_leaves_no_trace(cast: Cast, task: Task) -> None:
    comment = say(task, cast.lead, "Như cũ")

    services.edit_comment(comment, " Như cũ ", by=cast.lead, at=LATER)

    assert not CommentVersion.objects.exists()
    assert not Event.objects.filter(verb="comment.edited").exists()


def test_only_the_writer_edits_and_takes_back(cast: Cast, task: Task) -> None:
    comment = say(task, cast.lead)
    for other in (cast.lead_leader, cast.issuer, cast.outsider):
        with pytest.raises(PermissionDenied):
            services.edit_comment(comment, "Khác", by=other, at=LATER)
        with pytest.raises(PermissionDenied):
            services.withdraw_comment(comment, by=other, at=LATER)

    TaskViewer.objects.filter(agency=cast.lead_agency).delete()  # no longer reads it
    with pytest.raises(PermissionDenied):
        services.withdraw_comment(comment, by=cast.lead, at=LATER)

    comment.refresh_from_db()
    assert comment.words == "Đề nghị xem lại"


def test_what_is_taken_back_is_gone_from_page_notice_and_search(cast: Cast, task: Task) -> None:
    say(task, cast.issuer, "Chào")
    comment = say(task, cast.lead, f"Nói lỡ lời bí ẩn @{cast.issuer.username}")
    services.edit_comment(comment, "Nói lỡ lời bí ẩn", by=cast.lead, at=LATER)
    assert found_by(cast.issuer, "lời bí ẩn") == 1

    services.withdraw_comment(comment, by=cast.lead, at=LATER)

    comment.refresh_from_db()
    assert (comment.words, comment.withdrawn_at) == ("", LATER)
    assert not CommentVersion.objects.exists()
    assert not Mention.objects.exists()
    assert found_by(cast.issuer, "lời bí ẩn") == 0
    assert "bí ẩn" not in str(list(Notice.objects.values_list("said", flat=True)))
    kept = Change.objects.get(event__verb="comment.withdrawn")
    assert kept.old == "Nói lỡ lời bí ẩn"
    with pytest.raises(errors.CommentWithdrawn):
        services.edit_comment(comment, "Lại", by=cast.lead, at=LATER)


@pytest.mark.differs
def test_a_comment_is_found_by_who_reads_the_record_and_by_nobody_else(
    cast: Cast, task: Task
) -> None:
    say(task, cast.lead, "Chờ số liệu của trạm bơm")

    assert found_by(cast.issuer, "trạm bơm") == 1
    assert found_by(cast.inspector, "tram bom") == 1
    assert found_by(cast.partner, "trạm bơm") == 0  # sees the task's state alone
    assert found_by(cast.outsider, "trạm bơm") == 0


def test_who_begins_to_see_the_record_finds_what_was_said(cast: Cast, task: Task) -> None:
    say(task, cast.lead, "Chờ số liệu của trạm bơm")
    TaskViewer.objects.filter(agency=cast.partner_agency).update(level=TaskViewer.WORDS)
    TaskViewer.objects.filter(agency=cast.issuer_agency).delete()

    reindex_discussions(Task, [task.pk])

    assert found_by(cast.partner, "trạm bơm") == 1
    assert found_by(cast.issuer_leader, "trạm bơm") == 0


def test_what_was_said_about_a_hidden_document_is_not_found(cast: Cast, document: Document) -> None:
    say(document, cast.lead, "Chờ số liệu của trạm bơm")
    assert found_by(cast.issuer, "trạm bơm") == 1

    hide_document(document, by=cast.issuer, at=LATER)
    assert found_by(cast.issuer, "trạm bơm") == 0

    unhide_document(document, by=cast.issuer, at=LATER)
    assert found_by(cast.issuer, "trạm bơm") == 1
    assert DocumentViewer.objects.count() == 2


def test_talk_while_drafting_stays_with_the_drafting_agency(cast: Cast) -> None:
    draft = AgreementFactory.create(
        owner=cast.issuer_agency,
        created_by=cast.issuer,
        parties=[cast.lead_agency],
        ready_at=None,
    )
    ContentItemFactory.create(agreement=draft, lead_agency=cast.lead_agency)
    secret = say(draft, cast.issuer, "Cân nhắc bỏ trạm bơm")
    with pytest.raises(PermissionDenied):
        say(draft, cast.lead)

    ready = mark_ready(
        draft, without_opinions="Đã thống nhất tại cuộc họp", by=cast.issuer, at=LATER
    )
    answer = services.write_comment(ready, CommentFacts("Đã nhận trạm bơm"), by=cast.lead, at=LATER)

    assert list(comments_for(cast.lead, ready)) == [answer]
    assert set(comments_for(cast.issuer, ready)) == {secret, answer}
    assert found_by(cast.lead, "trạm bơm") == 1
    assert found_by(cast.issuer, "trạm bơm") == 2
    with pytest.raises(PermissionDenied):  # nor answered, by who cannot read it
        services.write_comment(ready, CommentFacts("Vâng", parent=secret), by=cast.lead, at=LATER)

    back_to_draft(ready, by=cast.issuer, at=LATER)
    assert found_by(cast.lead, "trạm bơm") == 0


def test_the_history_of_an_issued_paper_keeps_the_talk_of_its_drafting(
    client: Client, cast: Cast
) -> None:
    facts = DocumentFacts(
        register=Register.OUTGOING,
        kind="CV",
        subject="về kết quả dạy bơi",
        is_draft=True,
        recipients=(cast.lead_agency,),
    )
    draft = register_document(facts, by=cast.issuer, at=NOW)
    said = [say(draft, cast.issuer, words) for words in ("Bỏ trạm bơm", "Lùi một tháng")]
    run = Run(Regime.PARTY, "CV/BTGHU", date(2015, 8, 1), date(2020, 7, 31), last_number=30)
    series = start_series(run, by=cast.issuer, at=NOW)
    signed = IssueFacts(issued_on=NOW.date(), signer_name="Vũ Quang Hòa", series=series)
    paper = issue_document(draft, signed, by=cast.issuer, at=LATER)
    answer = services.write_comment(paper, CommentFacts("Đã nhận công văn"), by=cast.lead, at=LATER)
    services.edit_comment(answer, "Đã nhận đủ công văn", by=cast.lead, at=LATER)
    services.edit_comment(said[0], "Giữ trạm bơm", by=cast.issuer, at=LATER)
    services.withdraw_comment(said[1], by=cast.issuer, at=LATER)

    def shown(user: User) -> str:
        client.force_login(user)
        return client.get(reverse("documents:history", args=[paper.pk])).content.decode()

    theirs, ours = shown(cast.lead), shown(cast.issuer)

    assert "trạm bơm" not in theirs
    assert "Lùi một tháng" not in theirs
    assert "Đã nhận công văn" in theirs
    assert "Đã nhận đủ công văn" in theirs
    assert "Bỏ trạm bơm" in ours
    assert "Lùi một tháng" in ours


@pytest.mark.differs
def test_taking_words_back_leaves_the_same_words_of_another_act(cast: Cast, task: Task) -> None:
    comment = say(task, cast.issuer, "Đã nhận")
    services.notify(task, "tasks.returned", to=[cast.lead], by=cast.issuer, at=NOW, words="Đã nhận")
    services.notify(
        task, "inbox.commented", to=[cast.lead], by=cast.issuer, at=NOW, words="Đã nhận"
    )

    with CaptureQueriesContext(connection) as asked:
        services.withdraw_comment(comment, by=cast.issuer, at=LATER)

    said = {one["verb"]: one["words"] for one in Notice.objects.get(user=cast.lead).said}
    assert said == {"tasks.returned": "Đã nhận", "inbox.commented": ""}
    locked = [one for one in asked if "inbox_notice" in one["sql"] and "FOR UPDATE" in one["sql"]]
    assert locked or not connection.features.has_select_for_update


def test_a_signed_agreement_is_talked_about_by_its_parties(
    cast: Cast, agreement: Agreement
) -> None:
    services.write_comment(agreement, CommentFacts("Rõ"), by=cast.partner, at=LATER)

    assert comments_for(cast.lead, agreement).count() == 1
    with pytest.raises(PermissionDenied):
        say(agreement, cast.outsider)
