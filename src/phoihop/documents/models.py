"""The register of documents, their files and what they cite."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, Official
from phoihop.documents.citation_models import Citation, CitationClue, Relation, SourceSpan
from phoihop.documents.incoming_models import ArrivalBook, Duty, Instruction
from phoihop.documents.milestone_models import Milestone, MilestoneDay, MilestoneRule, ReviewKind
from phoihop.documents.querysets import DocumentQuerySet

__all__ = [
    "ArrivalBook",
    "Citation",
    "CitationClue",
    "Document",
    "DocumentFile",
    "DocumentViewer",
    "Duty",
    "FileText",
    "Instruction",
    "Kind",
    "Milestone",
    "MilestoneDay",
    "MilestoneRule",
    "NumberSeries",
    "Recipient",
    "Regime",
    "Register",
    "Relation",
    "ReviewKind",
    "Secrecy",
    "SourceSpan",
    "StoredFile",
    "Urgency",
]


class StoredFile(models.Model):
    """Bytes as they came, kept once under their SHA-256 and never altered.

    A redaction takes the bytes away and leaves the row: `path` is then empty, and the same bytes
    are not taken in again.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    # By content, not by name: "pdf", "docx", "png", ...
    format = models.CharField(max_length=10)
    path = models.CharField(max_length=120, blank=True)
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="stored_file_has_bytes_or_was_removed",
                condition=Q(removed_at=None) & ~Q(path="")
                | Q(removed_at__isnull=False) & Q(path=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]}.{self.format}"


class FileText(models.Model):
    """Derived: the words of a stored file, or why it has none. Made anew whenever it is missing."""

    file = models.OneToOneField(
        StoredFile, models.CASCADE, primary_key=True, related_name="read_text"
    )
    text = models.TextField(blank=True)
    # A code of reader.files: "no_text_layer", "damaged", ...
    refusal = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return self.refusal or self.text[:80]


class Register(models.TextChoices):
    """Which book a document stands in."""

    INCOMING = "incoming", _("Incoming")
    OUTGOING = "outgoing", _("Outgoing")
    REFERENCE = "reference", _("Reference")


class Regime(models.TextChoices):
    """Whose rules a paper's number and form follow; never mixed in one document."""

    PARTY = "party", pgettext_lazy("regime", "Party")
    STATE = "state", pgettext_lazy("regime", "State")


class Urgency(models.TextChoices):
    """Độ khẩn (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

    NORMAL = "normal", _("Ordinary")
    URGENT = "urgent", _("Urgent")
    VERY_URGENT = "very_urgent", _("Very urgent")
    EXPRESS = "express", _("Express")


class Secrecy(models.TextChoices):
    """Độ mật. Content of anything but "open" may not be entered (Luật 117/2025/QH15)."""

    OPEN = "open", pgettext_lazy("secrecy", "Open")
    SECRET = "secret", _("Secret: paper reference only")


class Kind(models.TextChoices):
    """Kinds of documents with the letters of NĐ 30/2020 Phụ lục III and 399-QĐ/TW."""

    DIRECTIVE = "CT", _("Directive")
    RESOLUTION = "NQ", _("Resolution")
    DECISION = "QĐ", _("Decision")
    RULE = "QyĐ", _("Rule")
    CONCLUSION = "KL", _("Conclusion")
    PLAN = "KH", _("Plan")
    GUIDE = "HD", _("Guide")
    NOTICE = "TB", _("Notice")
    REPORT = "BC", _("Report")
    REGULATION = "QC", _("Regulation")
    PROGRAMME = "CTr", _("Programme")
    ACTION_PROGRAMME = "CTHĐ", _("Action programme")
    SCHEME = "ĐA", _("Scheme")
    LETTER = "CV", _("Official letter")
    PROPOSAL = "TTr", pgettext_lazy("document kind", "Proposal")
    LAW = "L", _("Law")
    ORDINANCE = "PL", _("Ordinance")
    DECREE = "NĐ", _("Decree")
    CIRCULAR = "TT", _("Circular")
    PARTY_CIRCULAR = "LT", _("Party circular")
    TELEGRAM = "CĐ", _("Telegram")
    MINUTES = "BB", _("Minutes")
    NEWS = "TIN", _("News report")
    OTHER = "other", _("Other")


class Document(models.Model):
    """A văn bản as one agency registered it."""

    owner = models.ForeignKey(Agency, models.PROTECT, related_name="registered_documents")
    register = models.CharField(_("register"), max_length=10, choices=Register)
    regime = models.CharField(_("regime"), max_length=5, choices=Regime, default=Regime.PARTY)
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    # What follows the number: "CT/TW", "2020/NĐ-CP".
    symbol = models.CharField(_("symbol"), max_length=40, blank=True)
    # Number and symbol as printed: "05-CTr/BTGHU".
    code = models.CharField(_("number and symbol"), max_length=60, blank=True)
    code_key = models.CharField(max_length=60, editable=False)
    # Known by session or congress only: "8/XI", "ĐH XIII".
    ordinal = models.CharField(_("session or congress"), max_length=20, blank=True)
    issuer = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="issued_documents"
    )
    issuer_name = models.CharField(_("issuer as printed"), max_length=250, blank=True)
    place = models.CharField(_("place"), max_length=80, blank=True)
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)
    subject = models.CharField(_("subject"), max_length=500)
    signer = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="signed_documents"
    )
    signer_name = models.CharField(_("signer as printed"), max_length=120, blank=True)
    signer_title = models.CharField(_("title of the signer"), max_length=200, blank=True)
    authority_mark = models.CharField(_("authority mark"), max_length=10, blank=True)
    recipients_text = models.TextField(_("recipients as printed"), blank=True)
    recipients = models.ManyToManyField(
        Agency, through="Recipient", related_name="received_documents"
    )
    urgency = models.CharField(_("urgency"), max_length=12, choices=Urgency, default=Urgency.NORMAL)
    secrecy = models.CharField(_("secrecy"), max_length=6, choices=Secrecy, default=Secrecy.OPEN)
    text = models.TextField(_("text"), blank=True)
    arrived_on = models.DateField(_("arrived on"), null=True, blank=True)
    arrival_number = models.PositiveIntegerField(_("arrival number"), null=True, blank=True)
    # Of the register in which the arrival number stands once; follows arrived_on.
    arrival_year = models.PositiveSmallIntegerField(null=True, editable=False)
    # To be laid before a leader, who writes an instruction on it.
    for_instruction = models.BooleanField(_("for a leader's instruction"), default=False)
    answer_wanted = models.BooleanField(_("answer wanted"), default=False)
    answer_due_on = models.DateField(_("answer due on"), null=True, blank=True)
    # An outgoing paper being written: no number, seen by its own agency only.
    is_draft = models.BooleanField(_("draft"), default=False)
    issued_at = models.DateTimeField(null=True, editable=False)
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    registered_at = models.DateTimeField(editable=False)
    registered_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    hidden_at = models.DateTimeField(null=True, editable=False)
    hidden_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    # A signed paper: its facts, text and files no longer change, and it cannot be hidden.
    frozen_at = models.DateTimeField(null=True, editable=False)
    # Of the form that made it: the same form posted twice by one person makes one document.
    form_key = models.UUIDField(null=True, editable=False)
    # The words the register is filtered by, as vntext.search_folded writes them.
    words = models.TextField(blank=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-pk"]
        indexes = [
            models.Index(fields=["code_key"], name="document_code_key"),
            models.Index(fields=["number"], name="document_number"),
            models.Index(fields=["ordinal"], condition=~Q(ordinal=""), name="document_ordinal"),
            models.Index(fields=["owner", "register", "-issued_on"], name="document_register"),
            models.Index(
                fields=["owner", "-arrived_on", "-id"],
                condition=Q(register="incoming"),
                name="document_arrivals",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "registered_by", "form_key"], name="document_form_key_once"
            ),
            models.UniqueConstraint(
                fields=["owner", "arrival_year", "arrival_number"], name="document_arrival_once"
            ),
            models.CheckConstraint(
                name="document_draft_has_no_number",
                condition=Q(is_draft=False)
                | Q(register="outgoing", code="", number=None, issued_at=None),
            ),
            models.CheckConstraint(
                name="document_issued_at_and_by_together",
                condition=Q(issued_at=None, issued_by=None)
                | Q(issued_at__isnull=False, issued_by__isnull=False),
            ),
            models.CheckConstraint(
                name="document_answer_due_is_wanted",
                condition=Q(answer_due_on=None) | Q(answer_wanted=True),
            ),
            models.CheckConstraint(
                name="document_only_arrivals_are_answered",
                condition=Q(register="incoming") | Q(answer_wanted=False, for_instruction=False),
            ),
            models.CheckConstraint(name="document_has_subject", condition=~Q(subject="")),
            models.CheckConstraint(
                name="document_secret_has_no_text",
                condition=Q(secrecy="open") | Q(text=""),
                violation_error_message=_(
                    "A secret paper's content must not be entered; keep its reference only."
                ),
            ),
            models.CheckConstraint(
                name="document_hidden_at_and_by_together",
                condition=Q(hidden_at=None, hidden_by=None)
                | Q(hidden_at__isnull=False, hidden_by__isnull=False),
            ),
            models.CheckConstraint(
                name="document_arrives_not_before_issue",
                condition=Q(arrived_on=None)
                | Q(issued_on=None)
                | Q(arrived_on__gte=F("issued_on")),
                violation_error_message=_("The day of arrival is before the date of issue."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.subject}".strip()

    def save(self, *args: object, **kwargs: object) -> None:
        self.set_keys()
        fields = kwargs.get("update_fields")
        if isinstance(fields, list):
            kwargs["update_fields"] = [*fields, "code_key", "words", "arrival_year"]
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments

    def get_absolute_url(self) -> str:
        return reverse("documents:detail", args=[self.pk])

    def set_keys(self) -> None:
        """Derive what is asked by: `save` does it, a bulk act must."""
        self.code_key = vntext.symbol_key(self.code)[:60]
        self.words = vntext.search_folded(
            f"{self.code} {self.subject} {self.issuer_name} {self.signer_name}"
        )
        if self.arrival_number is None:
            self.arrival_year = None
        elif self.arrived_on is not None:
            self.arrival_year = self.arrived_on.year

    @property
    def name(self) -> str:
        """How screens call it: its number and symbol, else its subject."""
        return self.code or self.subject

    @property
    def is_secret(self) -> bool:
        """Only its reference may be kept."""
        return self.secrecy != Secrecy.OPEN


class Recipient(models.Model):
    """An agency that a document was sent to, or for information."""

    document = models.ForeignKey(Document, models.CASCADE)
    agency = models.ForeignKey(Agency, models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "agency"], name="recipient_once")
        ]

    def __str__(self) -> str:
        return str(self.agency)


class DocumentFile(models.Model):
    """A file of a document, under the name it came with."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(_("file name"), max_length=200)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, editable=False)
    removed_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "file"], name="document_file_once"),
            models.CheckConstraint(
                name="document_file_removed_at_and_by_together",
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("documents:file", args=[self.document_id, self.pk])


class DocumentViewer(models.Model):
    """Derived: members of `agency` may see `document`. Kept by the services."""

    pk = models.CompositePrimaryKey("agency_id", "document_id")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    document = models.ForeignKey(Document, models.CASCADE, related_name="viewers")

    class Meta:
        indexes = [models.Index(fields=["document"], name="document_viewer_document")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.document_id}"


class NumberSeries(models.Model):
    """A run of numbers: one per kind and calendar year (State) or committee term (Party).

    Sources: NĐ 30/2020/NĐ-CP Điều 15; 36-HD/VPTW 1.3.
    """

    owner = models.ForeignKey(Agency, models.PROTECT, related_name="number_series")
    regime = models.CharField(max_length=5, choices=Regime)
    symbol = models.CharField(_("symbol"), max_length=40)
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"), null=True, blank=True)
    last_number = models.PositiveIntegerField(_("last number used"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "symbol", "first_day"], name="number_series_once"
            ),
            models.CheckConstraint(
                name="number_series_ends_after_start",
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
            ),
        ]

    def __str__(self) -> str:
        return self.symbol
