"""What is typed into the form of a document, and what a page says."""

from typing import Any

PDF = b"%PDF-1.7\n%%EOF\n"


LIST = "/van-ban/"


def entry(**changes: object) -> dict[str, Any]:
    """What the form sends for a plain incoming plan."""
    sent: dict[str, Any] = {
        "form_key": "5f3c0e4e-7a43-4f35-9a0c-2f8f1a6d1c11",
        "register": "incoming",
        "kind": "KH",
        "regime": "party",
        "code": "14-KH/BTGHU",
        "subject": "về tuyên truyền phòng, chống đuối nước",
        "issuer": "Ban Tuyên giáo Huyện ủy An Lạc",
        "issued_on": "01/03/2019",
        "arrived_on": "4/3/2019",
        "urgency": "normal",
        "secrecy": "open",
        "cites-TOTAL_FORMS": "3",
        "cites-INITIAL_FORMS": "0",
        **{f"cites-{n}-relation": "based_on" for n in range(3)},
        **{f"cites-{n}-cited": "" for n in range(3)},
    }
    return sent | changes


def words(response: Any) -> str:
    text: str = response.content.decode()
    return text
