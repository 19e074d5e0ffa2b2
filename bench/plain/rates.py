"""Per cents as offices write them."""


def percent(met: int, of: int) -> str:
    """94,4 for 17 of 18, half up; "" of nothing."""
    if not of:
        return ""
    tenths = (2000 * met + of) // (2 * of)
    return f"{tenths // 10},{tenths % 10}"
