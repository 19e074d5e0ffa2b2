"""Words, figures and small marks of the screens."""

from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from django import template
from django.template.context import Context
from django.templatetags.static import static
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

register = template.Library()

NARROW_SPACE = "\u202f"
SPRITE = Path(__file__).parent.parent / "static" / "ui" / "icons.svg"
# What the parser of our own file says is what a template may name.
ICONS = frozenset(
    str(symbol.get("id")).removeprefix("i-")
    for symbol in ET.parse(SPRITE).getroot()  # noqa: S314 -- our own file
    if symbol.get("id")
)

# Key of a state: its class, its icon, its words.
STATES = {
    "late": ("late", "late", gettext_lazy("Overdue")),
    "soon": ("soon", "soon", gettext_lazy("Due soon")),
    "go": ("go", "go", gettext_lazy("On track")),
    "wait": ("wait", "wait", gettext_lazy("Awaiting confirmation")),
    "back": ("back", "back", gettext_lazy("Returned")),
    "done": ("done", "done", gettext_lazy("Done on time")),
    "donelate": ("donelate", "donelate", gettext_lazy("Done late")),
    "none": ("none", "none", gettext_lazy("No due date")),
    "paused": ("off", "off", gettext_lazy("Suspended")),
    "withdrawn": ("off", "out", gettext_lazy("Withdrawn")),
}
MESSAGE_ICONS = {"success": "done", "warning": "warn", "error": "late"}
FILE_ICONS = {
    "pdf": "pdf",
    "png": "img",
    "jpg": "img",
    "jpeg": "img",
    "webp": "img",
    "xlsx": "xls",
    "xls": "xls",
    "ods": "xls",
    "csv": "xls",
    "docx": "docs",
    "doc": "docs",
    "odt": "docs",
    "txt": "text",
}


@register.simple_tag
@cache
def icon(name: str, kind: str = "") -> SafeString:
    """The icon `name` of icons.svg, never without words beside it. Raises for an unknown name."""
    if name not in ICONS:
        raise template.TemplateSyntaxError(f"there is no icon {name!r} in icons.svg")
    return format_html(
        '<svg class="i{}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        f" {kind}" if kind else "",
        static("ui/icons.svg"),
        name,
    )


@register.simple_tag
@cache
def logo() -> SafeString:
    """Two interlocked loops: a link of the chain."""
    return format_html(
        '<svg viewBox="0 0 32 32" aria-hidden="true"><use href="{}#logo"/></svg>',
        static("ui/icons.svg"),
    )


@register.simple_tag
def state(key: str, text: str = "") -> SafeString:
    """The badge of a derived state; `text` may be more exact than the label, never shorter."""
    css, name, label = STATES[key]
    words = text or label
    return _badge(css, name, words if isinstance(words, str) else str(words))


# The marks of a table are few and stand in every row: each is put together once. `typed`, because
# safe and unsafe text of the same letters are not the same.
_kept = lru_cache(maxsize=4096, typed=True)


@_kept
def _badge(css: str, name: str, words: str) -> SafeString:
    return format_html('<span class="st st-{}">{}{}</span>', css, icon(name), words)


@register.simple_tag
def progress(percent: int, kind: str = "") -> SafeString:
    """A bar with its figure. kind: "late", "done" or nothing."""
    if not kind and percent == 100:  # noqa: PLR2004 -- per cent
        kind = "done"
    return _bar(percent, kind, _("Progress"))


@_kept
def _bar(percent: int, kind: str, words: str) -> SafeString:
    return format_html(
        '<div class="pg{}"><progress max="100" value="{}" aria-hidden="true"></progress>'
        '<span><span class="vh">{} </span>{}</span></div>',
        f" pg-{kind}" if kind else "",
        percent,
        words,
        percent_words(percent),
    )


@register.simple_tag
def due(
    on: date | None, *, today: date, first: date | None = None, key: str = "", gap: str = ""
) -> SafeString:
    """The current due date, what is left of it, and the first one where they differ.

    key: the state; "late" and "soon" are coloured. gap: words in place of the computed gap; "-"
    for none, as for what is done.
    """
    if on is None:
        return format_html('<div class="due"><b>{}</b></div>', _("No due date"))
    words = "" if gap == "-" else gap or due_gap(on, today)
    css = f" due-{key}" if key in {"late", "soon"} else ""
    return _due(on, words, first if first != on else None, _("first due"), css)


@_kept
def _due(on: date, words: str, first: date | None, first_words: str, css: str) -> SafeString:
    parts = [format_html("<b>{}</b>", day_element(on))]
    if words:
        parts.append(format_html('<small class="gap">{}</small>', words))
    if first:
        parts.append(format_html("<small>{} {}</small>", first_words, day_element(first)))
    body = format_html_join(" ", "{}", ((part,) for part in parts))
    return format_html('<div class="due{}">{}</div>', css, body)


@register.filter
def due_gap(on: date | None, today: date) -> str:
    """How far a due date is: "còn 2 ngày", "hạn hôm nay", "quá 6 ngày"."""
    if on is None:
        return ""
    days = (on - today).days
    if days < 0:
        return ngettext("%(days)d day over", "%(days)d days over", -days) % {"days": -days}
    if days == 0:
        return _("due today")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


@register.filter
def day(value: date | None) -> str:
    """24/11/2026; a moment is taken in the office's zone."""
    if not value:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value:%d/%m/%Y}"


@register.filter
def moment(value: datetime | None) -> str:
    """24/11/2026 08:15 in the office's zone."""
    if not value:
        return ""
    return f"{timezone.localtime(value) if timezone.is_aware(value) else value:%d/%m/%Y %H:%M}"


@register.filter(name="day_element")
def day_element(value: date | None) -> SafeString:
    """The day as a <time> element."""
    if not value:
        return SafeString("")
    if isinstance(value, datetime):
        return format_html('<time datetime="{:%Y-%m-%d}">{}</time>', value, day(value))
    return _day_element(value)


@_kept
def _day_element(value: date) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', f"{value:%Y-%m-%d}", day(value))


@register.filter(name="moment_element")
def moment_element(value: datetime | None) -> SafeString:
    """The moment as a <time> element."""
    if not value:
        return SafeString("")
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), moment(value))


@register.filter(name="percent")
def percent_words(value: float | Decimal | None) -> str:
    """75 % with a narrow space that does not break; 96.7 is "96,7 %"."""
    return "" if value is None else f"{number(value)}{NARROW_SPACE}%"


@register.filter
def number(value: float | Decimal | None) -> str:
    """1.234,5 as Vietnamese writes it; decimals as given."""
    if value is None:
        return ""
    if isinstance(value, int) and 0 <= value < 1000:  # noqa: PLR2004 -- nothing to group: most
        return str(int(value))
    return str(formats.number_format(value, use_l10n=True, force_grouping=True))


@register.filter
def filesize(size: int | None) -> str:
    """1,8 MB; 64 KB."""
    if size is None:
        return ""
    if size < 1024:  # noqa: PLR2004 -- bytes in a kilobyte
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{number(round(size / 1024))} KB"
    return f"{number(round(size / 1024 / 1024, 1))} MB"


@register.filter
def file_icon(name: str) -> str:
    """The icon for a file of this name."""
    return FILE_ICONS.get(str(name).rpartition(".")[2].lower(), "clip")


@register.filter
def message_icon(level_tag: str) -> str:
    """The icon for a message of this level."""
    return MESSAGE_ICONS.get(level_tag, "info")


@register.filter
def message_kind(level_tag: str) -> str:
    """The class for a message of this level."""
    return {"success": "msg-ok", "warning": "msg-warn", "error": "msg-bad"}.get(level_tag, "")


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: Any) -> str:
    """The query string of this page with some values changed; None drops one.

    The place in a list (`after`, `before`) is dropped: another filter begins at its first page.
    """
    query = context["request"].GET.copy()
    for name, value in {"after": None, "before": None, **changes}.items():
        if value is None or value == "":
            query.pop(name, None)
        elif isinstance(value, list | tuple):
            query.setlist(name, [str(one) for one in value])
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"
