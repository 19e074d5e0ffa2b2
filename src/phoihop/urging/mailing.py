"""Mail on its way: written as a row, sent by a job, tried again, given up with the reason.

Two programs cannot agree that a mail was taken at the same moment as the row says so: a process
that dies just then sends this one mail once more, under the same Message-ID.
"""

import smtplib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Office
from phoihop.audit import services as audit
from phoihop.jobs.registry import Progress
from phoihop.urging.models import Mail, MailChoice

SALT = "urging.unsubscribe"
# After the first, second, third failure that may pass; then it is given up.
RETRY_AFTER = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4))
# Longer than any server keeps us waiting for one mail.
_TAKEN_FOR = timedelta(minutes=10)
# A list of what was to be done some days ago helps nobody.
_GOOD_FOR = timedelta(days=2)
_AT_ONCE = 200
_FOR_GOOD = 500
_DEAD_AFTER = 2
_LONGEST_ERROR = 500


def waiting(real_at: datetime) -> Iterator[Mail]:
    """Mails that may be sent now, the oldest first, each taken by this process."""
    last = 0
    while True:
        free = Q(taken_until=None) | Q(taken_until__lte=real_at)
        rows = list(
            Mail.objects.filter(free, sent_at=None, failed_at=None, pk__gt=last)
            .select_related("user")
            .order_by("pk")[:_AT_ONCE]
        )
        if not rows:
            return
        for mail in rows:
            last = mail.pk
            mine = Mail.objects.filter(free, pk=mail.pk, sent_at=None, failed_at=None)
            if mine.update(taken_until=real_at + _TAKEN_FOR):
                yield mail


def send_waiting(on_at: datetime, real_at: datetime, progress: Progress | None = None) -> int:
    """Send what waits; return how many mails wait for another try.

    on_at: the office's moment: what is out of date by it is given up. A server that twice in a
    row cannot be reached ends the run: every mail would find the same.
    """
    total = Mail.objects.filter(sent_at=None, failed_at=None).count()
    line = _Line()
    try:
        for done, mail in enumerate(waiting(real_at), start=1):
            if (reason := _hopeless(mail, on_at)) is not None:
                give_up(mail, reason, real_at)
            else:
                line.send(mail, real_at)
            if progress is not None:
                progress(done, max(total, done))
            if line.is_dead:
                break
    finally:
        line.close()
    return Mail.objects.filter(sent_at=None, failed_at=None).count()


class _Line:
    """A connection to the server, opened when the first mail needs it and again when it broke."""

    def __init__(self) -> None:
        self._connection: Any = None
        self._broke = 0

    @property
    def is_dead(self) -> bool:
        """Twice in a row nobody answered."""
        return self._broke >= _DEAD_AFTER

    def send(self, mail: Mail, real_at: datetime) -> None:
        """Send this mail, or note why it was not."""
        try:
            if self._connection is None:
                self._connection = get_connection()
                self._connection.open()
            message_of(mail, self._connection).send()
        except OSError as error:  # what smtplib raises is one
            _failed(mail, error, real_at)
            if _is_of_the_line(error):
                self.close()
                self._broke += 1
        except ValueError as error:  # an address or a subject that no mail can have
            mail.attempts += 1
            why = str(error)[:_LONGEST_ERROR]
            give_up(mail, _("It cannot be written as a mail: %(why)s") % {"why": why}, real_at)
        else:
            _sent(mail, real_at)
            self._broke = 0

    def close(self) -> None:
        """Say goodbye; a server that is gone does not matter any more."""
        if self._connection is not None:
            with suppress(OSError):
                self._connection.close()
            self._connection = None


def _is_of_the_line(error: OSError) -> bool:
    """Whether the server failed, not this one mail."""
    if isinstance(error, smtplib.SMTPConnectError | smtplib.SMTPAuthenticationError):
        return True
    return not isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused)


def _hopeless(mail: Mail, on_at: datetime) -> str | None:
    """Why this mail cannot be sent at all; None where it can."""
    smtp = settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")
    if smtp and not settings.EMAIL_HOST:
        return _("No mail server is set (PHOIHOP_EMAIL_HOST).")
    if timezone.localtime(on_at).date() - mail.day > _GOOD_FOR:
        return _("Out of date before it could be sent.")
    return None


def _sent(mail: Mail, real_at: datetime) -> None:
    Mail.objects.filter(pk=mail.pk).update(
        sent_at=real_at, attempts=mail.attempts + 1, taken_until=None, error=""
    )


def _failed(mail: Mail, error: Exception, real_at: datetime) -> None:
    """Try again later what may pass; give up what the server refuses for good."""
    words = said(error)
    mail.attempts += 1
    if _is_final(error) or mail.attempts > len(RETRY_AFTER):
        give_up(mail, words, real_at)
        return
    Mail.objects.filter(pk=mail.pk).update(
        attempts=mail.attempts,
        error=words,
        taken_until=real_at + RETRY_AFTER[mail.attempts - 1],
    )


def give_up(mail: Mail, reason: str, real_at: datetime) -> None:
    """It will not be sent, unless an administrator puts it into the queue again."""
    Mail.objects.filter(pk=mail.pk).update(
        failed_at=real_at, attempts=mail.attempts, error=reason, taken_until=None
    )


def _is_final(error: Exception) -> bool:
    """Whether the server said so for good: codes from 500 on."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return False  # the password will be mended
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= _FOR_GOOD for code, _words in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= _FOR_GOOD


def said(error: Exception) -> str:
    """What the server answered, as a person can read it."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return _answer(code, words)
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    return _("The mail server cannot be reached: %(why)s") % {"why": str(error)[:_LONGEST_ERROR]}


def _answer(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {text}"[:_LONGEST_ERROR]


def message_of(mail: Mail, connection: Any = None) -> EmailMultiAlternatives:
    """The mail as it goes out: text, the same as HTML, and the way to have less of it."""
    leave = settings.PUBLIC_ADDRESS.rstrip("/") + unsubscribe_path(mail.user)
    office = Office.objects.values_list("name", flat=True).first() or "Phối Hợp"
    context = {
        "mail": mail,
        "body": mail.body,
        "base": settings.PUBLIC_ADDRESS.rstrip("/"),
        "leave": leave,
        "office": office,
    }
    with translation.override(mail.user.language or "vi"):
        text = render_to_string(f"urging/mail/{mail.kind}.txt", context)
        html = render_to_string(f"urging/mail/{mail.kind}.html", context)
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    message = EmailMultiAlternatives(
        " ".join(mail.subject.split()),  # a title may have lines, a header has none
        text,
        to=[mail.address],
        connection=connection,
        headers={
            "Message-ID": f"<{mail.kind}.{mail.pk}.{mail.day.isoformat()}@{host}>",
            "List-Unsubscribe": f"<{leave}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(html, "text/html")
    return message


def unsubscribe_path(user: User) -> str:
    """The address under which this person has less mail; it opens nothing else."""
    return reverse("urging:unsubscribe", args=[signing.dumps(user.pk, salt=SALT)])


def user_of(token: str) -> User | None:
    """Whose address it is; None for one that we did not sign."""
    try:
        key = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=key).first()


@transaction.atomic
def choose(user: User, *, only_duties: bool, by: User | None, at: datetime) -> MailChoice:
    """Have mail about duties only, or about everything; by: None for the address in a mail."""
    row, _made = MailChoice.objects.select_for_update().get_or_create(
        user=user, defaults={"changed_at": at}
    )
    before = row.only_duties
    if before != only_duties:
        row.only_duties, row.changed_at = only_duties, at
        row.save(update_fields=["only_duties", "changed_at"])
        changes = {"only_duties": (before, only_duties)}
        audit.record("mail.choice_changed", user, by=by, at=at, changes=changes)
    return row


@transaction.atomic
def try_again(mail: Mail, *, by: User, at: datetime) -> Mail:
    """Put a mail that was given up into the queue again. Raises PermissionDenied."""
    if not by.has_perm("urging.manage"):
        raise PermissionDenied
    mail = Mail.objects.select_for_update().get(pk=mail.pk)
    if mail.failed_at is not None:
        mail.failed_at, mail.taken_until, mail.attempts = None, None, 0
        mail.save(update_fields=["failed_at", "taken_until", "attempts"])
        audit.record("mail.tried_again", mail, by=by, at=at)
    return mail
