"""What is told of a document when it is registered."""

from dataclasses import dataclass
from datetime import date

from phoihop.agencies.models import Agency, Official
from phoihop.documents.models import Kind, Regime, Register, Secrecy, Urgency


@dataclass(frozen=True, kw_only=True)
class DocumentFacts:
    """The fields of the register, as the paper says them.

    code: number and symbol as printed; number, symbol and regime are read from it where it has
    one of the two shapes. issuer_name, signer_name: as printed; where empty and an agency or
    official is linked, their name of today is kept, so that an old paper keeps the old name.
    arrival_number: None for an incoming paper with its day of arrival: the next of that year.
    is_draft: an outgoing paper without a number, which services.issue_document gives it.
    """

    register: str = Register.REFERENCE
    kind: str = Kind.OTHER
    subject: str = ""
    regime: str = Regime.PARTY
    code: str = ""
    ordinal: str = ""
    issuer: Agency | None = None
    issuer_name: str = ""
    place: str = ""
    issued_on: date | None = None
    signer: Official | None = None
    signer_name: str = ""
    signer_title: str = ""
    authority_mark: str = ""
    recipients_text: str = ""
    recipients: tuple[Agency, ...] = ()
    urgency: str = Urgency.NORMAL
    secrecy: str = Secrecy.OPEN
    text: str = ""
    arrived_on: date | None = None
    arrival_number: int | None = None
    for_instruction: bool = False
    answer_wanted: bool = False
    answer_due_on: date | None = None
    is_draft: bool = False


@dataclass(frozen=True)
class CitationFacts:
    """That a document cites another: a registered one, or words that nothing answers to yet.

    start, end: where the words stand in the text of the citing document, if they do.
    """

    relation: str
    target_id: int | None = None
    as_printed: str = ""
    start: int | None = None
    end: int | None = None
