"""How a signed agreement stands on a day, by hand."""

from datetime import date

from phoihop.agreements.models import Agreement

_STATES = {
    "signed": ("done", "Đã ký, chưa có hiệu lực"),
    "in_force": ("go", "Đang có hiệu lực"),
    "expired": ("paused", "Hết hạn"),
    "renewed": ("done", "Đã ký tiếp"),
    "ended": ("withdrawn", "Đã chấm dứt"),
}


def state_of(agreement: Agreement, on: date) -> str:
    """The state of one that is signed and amends no other."""
    if agreement.ended_on and agreement.ended_on <= on:
        return "ended"
    if agreement.renewed_on and agreement.renewed_on <= on:
        return "renewed"
    if agreement.valid_from and on < agreement.valid_from:
        return "signed"
    return "expired" if agreement.valid_to and agreement.valid_to < on else "in_force"


def badge_of(state: str) -> tuple[str, str]:
    """Class and words."""
    return _STATES[state]


def first_year(agreement: Agreement) -> int:
    """Of its term."""
    first = agreement.valid_from or agreement.signed_on
    return first.year if first else 0


def is_of_several_years(agreement: Agreement) -> bool:
    """Its contents are settled year by year."""
    return agreement.valid_to is None or agreement.valid_to.year > first_year(agreement)
