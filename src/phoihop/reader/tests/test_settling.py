"""Instruments told in several sentences."""

from phoihop.reader.facts import Named
from phoihop.reader.settling import Draft, settled


def draft(at: int, *names: str) -> Draft:
    parties = tuple(Named(at, at + len(name), text=name, name=name) for name in names)
    return Draft("programme", (at, at + 9), parties, (2031, 2031))


def test_the_fuller_form_of_the_same_parties_is_kept() -> None:
    short = draft(0, "Hội Nông dân huyện", "Huyện đoàn")
    full = draft(90, "Hội Nông dân huyện Bình An", "Huyện đoàn Bình An")

    for drafts in ([short, full], [full, short]):
        (one,) = settled(drafts)
        assert [party.name for party in one.parties] == [party.name for party in full.parties]


def test_other_parties_do_not_pass_for_the_fuller_form() -> None:
    first = draft(0, "Hội Nông dân huyện", "Huyện đoàn")
    other = draft(90, "Hội Nông dân huyện Bình An", "Công an huyện Bình An")

    (one,) = settled([first, other])

    assert [party.name for party in one.parties] == [party.name for party in first.parties]


def test_names_spelt_out_are_kept_before_capitals() -> None:
    short = draft(0, "VKSND huyện", "TAND huyện")
    full = draft(90, "Viện Kiểm sát nhân dân huyện", "Tòa án nhân dân huyện")

    for drafts in ([short, full], [full, short]):
        (one,) = settled(drafts)
        assert [party.name for party in one.parties] == [party.name for party in full.parties]


def test_bodies_of_a_level_are_kept_before_the_same_without_one() -> None:
    short = draft(0, "Đoàn Thanh niên", "Bộ đội Biên phòng")
    full = draft(90, "Ban Thường vụ Tỉnh đoàn Ba", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh")

    for drafts in ([short, full], [full, short]):
        (one,) = settled(drafts)
        assert [party.name for party in one.parties] == [party.name for party in full.parties]


def test_a_name_in_capitals_alone_is_a_short_form() -> None:
    short = draft(0, "VTX", "Bình An")
    full = draft(90, "Hãng Tin Xa", "Sở Tin Bình An")

    for drafts in ([short, full], [full, short]):
        (one,) = settled(drafts)
        assert [party.name for party in one.parties] == [party.name for party in full.parties]
