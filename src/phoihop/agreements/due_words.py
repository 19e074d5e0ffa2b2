"""A due rule in the office's words: "ngày 25 hằng tháng"."""

from django.utils.translation import gettext as _

from phoihop.periods import DueRule, InvalidDueRule, format_day, parse_due_rule


def due_words(rule: str) -> str:
    """Return what a stored due rule says; "" for none, the text itself where it is no rule."""
    if not rule:
        return ""
    try:
        return rule_words(parse_due_rule(rule))
    except InvalidDueRule:
        return rule


def rule_words(rule: DueRule) -> str:
    """Return what a due rule says."""
    if rule.on is not None:
        return format_day(rule.on)
    words = {
        "monthly": _("day %(day)d of every month"),
        "quarterly": _("every quarter, day %(day)d of its last month"),
        "half_yearly": _("every six months, day %(day)d of the last month"),
        "yearly": _("day %(day)d/%(month)d of every year"),
        "days": _("%(day)d days after the beginning"),
        "working_days": _("%(day)d working days after the beginning"),
        "standing": _("standing"),
    }
    return words[rule.kind] % {"day": rule.number, "month": rule.month}
