"""Which page of the guide belongs to which screen."""

# Beginnings of view names, the longer before the shorter; slugs as in the names of the files.
_PAGES = (
    ("workspace:search", "tim-kiem"),
    ("workspace:saved", "tim-kiem"),
    ("workspace:intake", "nhap-van-ban"),
    ("workspace:hand_over", "vang-mat-ban-giao"),
    ("workspace:redaction", "go-noi-dung"),
    ("workspace:inbox", "trao-doi-thong-bao"),
    ("workspace:", "hom-nay"),
    ("tasks:programme", "phoi-hop"),
    ("tasks:assign_items", "phoi-hop"),
    ("tasks:talk", "trao-doi-thong-bao"),
    ("lists:", "lam-viec-voi-nhieu-nhiem-vu"),
    ("tasks:", "nhiem-vu"),
    ("terms:", "phien-ban-nam-so-ket"),
    ("agreements:talk", "trao-doi-thong-bao"),
    ("agreements:", "phoi-hop"),
    ("documents:milestone", "so-ket-tong-ket-bieu-do"),
    ("documents:add_milestone", "so-ket-tong-ket-bieu-do"),
    ("documents:move_milestone", "so-ket-tong-ket-bieu-do"),
    ("documents:close_milestone", "so-ket-tong-ket-bieu-do"),
    ("documents:drop_milestone", "so-ket-tong-ket-bieu-do"),
    ("documents:reopen_milestone", "so-ket-tong-ket-bieu-do"),
    ("documents:take_up_milestone", "so-ket-tong-ket-bieu-do"),
    ("pictures:", "so-ket-tong-ket-bieu-do"),
    ("reviews:", "so-ket-tong-ket-bieu-do"),
    ("documents:instruct", "van-ban-den"),
    ("documents:talk", "trao-doi-thong-bao"),
    ("documents:", "van-ban"),
    ("incoming:", "van-ban-den"),
    ("calendars:", "lich"),
    ("dossiers:", "ho-so"),
    ("succession:", "ke-thua-giai-the"),
    ("agencies:", "co-quan-can-bo"),
    ("accounts:absence", "vang-mat-ban-giao"),
    ("accounts:user", "quan-tri"),
    ("accounts:membership", "quan-tri"),
    ("accounts:scope", "quan-tri"),
    ("accounts:", "dang-nhap"),
    ("account_", "dang-nhap"),
    ("mfa_", "dang-nhap"),
    ("urging:", "don-doc-kiem-tra"),
    ("setup:", "thiet-lap"),
    ("safekeeping:", "sao-luu"),
    ("imports:", "nhap-tu-excel"),
    ("inbox:", "trao-doi-thong-bao"),
)


def slug_for(view_name: str) -> str:
    """The page about this screen, "" for the guide as a whole."""
    return next((slug for start, slug in _PAGES if view_name.startswith(start)), "")
