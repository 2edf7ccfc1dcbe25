"""The frame of every page: head, policy, style and script inline. Nothing is fetched, and only what stands here runs."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from scoring.messages.pages import PAGE
from scoring.pages.markup import Html, element, together
from scoring.results import Run

_ASSETS = Path(__file__).resolve().parent / "assets"


@cache
def asset(name: str) -> str:
    """A file of the assets folder, with `\\n` line ends whatever the checkout made of them."""
    return (_ASSETS / name).read_text(encoding="utf-8")


def page(title: str, body: Html, run: Run, *, kind: str, public: bool) -> str:
    """A whole HTML page. `kind` names the style and the script beside the shared ones: evidence or overview.

    The content security policy allows nothing but this style and this script, by their hashes: nothing can be loaded, no
    event handler, inline style or other script works, no form can be sent.
    """
    style = asset("page.css") + asset(f"{kind}.css")
    script = asset(f"{kind}.js")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        *(() if public else (element("meta", name="robots", content="noindex"),)),
        element("title", title),
        element("style", Html(style)),
    )
    footer = element(
        "footer",
        element("p", PAGE["missing_is_not_undone"]),
        element(
            "p",
            PAGE["footer"].format(title=run.rubric.title, engine=run.engine, rubric=run.rubric.sha256[:12]),
        ),
    )
    document = element(
        "html", head, element("body", body, footer, element("script", Html(script)), class_=kind), lang="zh-CN"
    )
    return f"<!DOCTYPE html>\n{document}\n"


def edition(public: bool) -> Html:
    """Which edition the page is: what must not be published says so at the top."""
    return element("p", PAGE["public" if public else "internal"], class_="edition" + ("" if public else " internal"))


def skip_links(*links: tuple[str, str]) -> Html:
    """Links to the parts of the page, seen once the keyboard reaches them."""
    return element("nav", together(element("a", words, href=f"#{target}") for target, words in links), class_="skip")


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
