"""First guesses for a new record from its name; a person sees and may change them."""

from phoihop import vntext
from phoihop.agencies.models import AgencyKind, Level
from phoihop.agreements.models import AgreementKind

# Longest words first: "ban tuyên giáo huyện ủy" is a board, not a committee.
_KINDS = (
    ("uy ban kiem tra", AgencyKind.PARTY_BOARD),
    ("ban tuyen giao", AgencyKind.PARTY_BOARD),
    ("ban xay dung dang", AgencyKind.PARTY_BOARD),
    ("ban to chuc", AgencyKind.PARTY_BOARD),
    ("ban dan van", AgencyKind.PARTY_BOARD),
    ("van phong dang uy", AgencyKind.PARTY_BOARD),
    ("trung tam boi duong chinh tri", AgencyKind.PARTY_UNIT),
    ("trung tam chinh tri", AgencyKind.PARTY_UNIT),
    ("ubnd", AgencyKind.STATE_COMMITTEE),
    ("uy ban nhan dan", AgencyKind.STATE_COMMITTEE),
    ("hoi dong nhan dan", AgencyKind.STATE_ASSEMBLY),
    ("hdnd", AgencyKind.STATE_ASSEMBLY),
    ("toa an", AgencyKind.COURT),
    ("vien kiem sat", AgencyKind.PROCURACY),
    ("cong an", AgencyKind.ARMED_FORCES),
    ("quan su", AgencyKind.ARMED_FORCES),
    ("mat tran", AgencyKind.MASS_ORGANISATION),
    ("mttq", AgencyKind.MASS_ORGANISATION),
    ("hoi ", AgencyKind.MASS_ORGANISATION),
    ("doan thanh nien", AgencyKind.MASS_ORGANISATION),
    ("lien doan", AgencyKind.MASS_ORGANISATION),
    ("truong ", AgencyKind.SCHOOL),
    ("benh vien", AgencyKind.HEALTH),
    ("trung tam y te", AgencyKind.HEALTH),
    ("tram y te", AgencyKind.HEALTH),
    ("dai truyen thanh", AgencyKind.MEDIA),
    ("dai phat thanh", AgencyKind.MEDIA),
    ("bao ", AgencyKind.MEDIA),
    ("huyen uy", AgencyKind.PARTY_COMMITTEE),
    ("tinh uy", AgencyKind.PARTY_COMMITTEE),
    ("thanh uy", AgencyKind.PARTY_COMMITTEE),
    ("thi uy", AgencyKind.PARTY_COMMITTEE),
    ("quan uy", AgencyKind.PARTY_COMMITTEE),
    ("dang uy", AgencyKind.PARTY_COMMITTEE),
)
_LEVELS = (
    (("trung uong", "bo chinh tri", "ban bi thu"), Level.CENTRAL),
    (("xa ", "phuong ", "dac khu"), Level.COMMUNE),
    (("huyen", "thi uy", "thi xa", "quan uy", "thanh uy", "thanh pho"), Level.DISTRICT),
    (("tinh",), Level.PROVINCE),
)


def agency_kind(name: str) -> str:
    """What sort of body the name says it is."""
    folded = vntext.fold(name) + " "
    return next((kind for words, kind in _KINDS if words in folded), AgencyKind.OTHER)


def agency_level(name: str) -> str:
    """The level the name speaks of; the commune when it says none."""
    folded = vntext.fold(name) + " "
    for words, level in _LEVELS:
        if any(word in folded for word in words):
            return level
    return Level.COMMUNE


def agreement_kind(read: str) -> str:
    """The reader's kind as ours: the contents of a year belong to a programme."""
    return read if read in AgreementKind.values else AgreementKind.PROGRAMME
