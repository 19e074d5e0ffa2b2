"""The user guide: both languages have the same pages, and every link leads somewhere."""

import re
from html import unescape
from pathlib import Path

import polib
import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

import phoihop
from conftest import Cast
from phoihop.workspace import guide
from phoihop.workspace.guide import topics

LANGUAGES = ("vi", "en")


def test_both_languages_have_the_same_pages_in_the_same_order() -> None:
    vietnamese, english = ([topic.slug for topic in topics(code)] for code in LANGUAGES)

    assert vietnamese == english
    assert len(vietnamese) == len(set(vietnamese))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_title_summary_body_and_distinct_anchors(language: str) -> None:
    for topic in topics(language):
        anchors = [section.anchor for section in topic.sections]
        assert topic.title
        assert topic.summary
        assert topic.body
        assert len(anchors) == len(set(anchors)), topic.slug


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_inside_the_guide_lead_to_its_pages_and_sections(language: str) -> None:
    known = {
        reverse("workspace:guide_page", args=[topic.slug]): topic for topic in topics(language)
    }
    for topic in topics(language):
        for link in re.findall(r'href="([^"]*)"', topic.body):
            page, _, anchor = link.partition("#")
            target = known[page] if page else topic
            assert not anchor or anchor in {section.anchor for section in target.sections}, link


def test_an_unknown_language_gets_the_pages_of_the_program() -> None:
    assert [t.title for t in topics("fr")] == [t.title for t in topics("vi")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_shown_in_the_language_of_the_reader(
    client: Client, cast: Cast, language: str
) -> None:
    client.force_login(cast.partner)
    client.cookies["phoihop_language"] = language

    index = client.get(reverse("workspace:guide")).content.decode()
    for topic in topics(language):
        address = reverse("workspace:guide_page", args=[topic.slug])
        assert f'href="{address}"' in index
        page = client.get(address)
        assert page.status_code == 200
        assert topic.title in page.content.decode()


def test_a_page_that_does_not_exist_is_not_found(client: Client, cast: Cast) -> None:
    client.force_login(cast.partner)

    assert client.get(reverse("workspace:guide_page", args=["khong-co"])).status_code == 404


def test_the_guide_asks_for_log_in(client: Client, db: None) -> None:
    assert client.get(reverse("workspace:guide")).status_code == 302


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("No title\n\nText.\n", "title", id="without a title"),
        pytest.param("# Title\n\n- a list\n", "title", id="without a summary"),
    ],
)
def test_a_page_of_another_shape_is_refused(tmp_path: Path, text: str, wrong: str) -> None:
    file = tmp_path / "01-thu.md"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(ValueError, match=wrong):
        guide._read(file)


def test_raw_html_in_a_page_is_shown_as_text(tmp_path: Path) -> None:
    file = tmp_path / "01-thu.md"
    file.write_text("# Title\n\nWhat.\n\n<script>alert(1)</script>\n", encoding="utf-8")

    assert "<script>" not in guide._read(file).body


def test_what_the_guide_prints_bold_stands_on_the_screens() -> None:
    english, vietnamese = set[str](), set[str]()
    for catalogue in Path(phoihop.__file__).parent.glob("*/locale/vi/LC_MESSAGES/django.po"):
        for entry in polib.pofile(str(catalogue)):
            english |= {entry.msgid, entry.msgid_plural}
            vietnamese |= {entry.msgstr, *entry.msgstr_plural.values()}
    for language, words in (("en", english), ("vi", vietnamese)):
        for topic in topics(language):
            bold = {unescape(text) for text in re.findall(r"<strong>(.+?)</strong>", topic.body)}
            assert bold - words == set(), (language, topic.slug)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_of_the_guide_are_there_and_say_what_they_show(language: str) -> None:
    folder = Path(guide.__file__).parent.parent / "static" / "workspace" / "guide" / language
    used = set()
    for topic in topics(language):
        for tag in re.findall(r"<img [^>]*>", topic.body):
            [place], [said] = re.findall(r'src="([^"]+)"', tag), re.findall(r'alt="([^"]*)"', tag)
            assert finders.find(place.removeprefix("/static/")), (topic.slug, place)
            assert said, (topic.slug, place)
            used.add(place.rsplit("/", 1)[-1])

    assert used == {file.name for file in folder.glob("*.png")}
    assert len(used) >= 10
