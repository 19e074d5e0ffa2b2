"""What becomes of what was said: mended, taken back, found, kept through drafting and signing."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.accounts.models import User
from phoihop.accounts.querysets import agencies_in_scope
from phoihop.agreements.models import Agreement
from phoihop.agreements.services import back_to_draft, mark_ready
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.audit.models import Change, Event
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.issuing import IssueFacts, issue_document
from phoihop.documents.models import Document, DocumentViewer, Regime, Register
from phoihop.documents.numbers import Run, start_series
from phoihop.documents.services import hide_document, register_document, unhide_document
from phoihop.inbox import errors, services
from phoihop.inbox.index import reindex_discussions
from phoihop.inbox.models import CommentVersion, Mention, Notice
from phoihop.inbox.reading import comments_for
from phoihop.inbox.services import CommentFacts
from phoihop.inbox.tests.saying import say, told
from phoihop.search.engine import Audience, Filters, find
from phoihop.tasks.models import Task, TaskViewer

LATER = NOW + timedelta(hours=2)


def found_by(user: User, words: str) -> int:
    scope = agencies_in_scope(user, NOW.date())
    agency = user.acting_agency
    who = Audience(agency.pk if agency else None, None if scope is None else scope.values("agency"))
    return find(who, words, Filters(kinds=["inbox.comment"])).total


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
