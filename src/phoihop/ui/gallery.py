"""Invented content for the gallery of components."""

from datetime import date
from typing import Any

from phoihop.ui.templatetags.ui import ICONS, STATES

TODAY = date(2026, 11, 18)


def gallery_context() -> dict[str, Any]:
    """What `ui/components.html` shows."""
    return {"states": list(STATES), "icons": sorted(ICONS - {"logo"}), "gallery_today": TODAY}
