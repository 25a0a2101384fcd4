"""What a report says reaches the page as text, whatever it says."""

from __future__ import annotations

import pytest

from dashboard import markup

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'single'"


def test_text_is_escaped() -> None:
    assert markup.text(HOSTILE) == (
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quoted&quot; &#x27;single&#x27;"
    )


def test_no_mark_turns_a_reports_digits_round() -> None:
    assert markup.text("\u202e91 dead\u202c, \u2067three\u2069") == "91 dead, three"


def test_marks_stand_at_the_offsets_of_the_unescaped_text() -> None:
    assert markup.highlighted("a < b, c > d", [(7, 12)]) == (
        '<div class="sl-text">a &lt; b, <mark>c &gt; d</mark></div>'
    )


def test_marks_never_nest() -> None:
    assert markup.merge_spans([(5, 9), (0, 4), (3, 6), (20, 99)], 30) == [(0, 9), (20, 30)]
    assert markup.merge_spans([(4, 4), (9, 2), (-5, 2)], 30) == [(0, 2)]


def test_excerpt_is_cut_at_spaces_and_keeps_the_evidence_whole() -> None:
    body = "one two three four five six seven"
    assert markup.excerpt(body, (8, 18), around=5) == (
        "<blockquote>… two <mark>three four</mark> five …</blockquote>"
    )


def test_excerpt_stays_in_its_paragraph() -> None:
    body = "Before.\n\nHe was seen here.\n\nAfter."
    start = body.index("seen")
    assert markup.excerpt(body, (start, start + 4)) == (
        "<blockquote>He was <mark>seen</mark> here.</blockquote>"
    )


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://", "http://["]
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert "<a" not in markup.link(url)


def test_a_link_is_escaped_and_tells_nobody_where_it_was_clicked() -> None:
    assert markup.link('https://example.org/a?b="c"&d') == (
        '<a href="https://example.org/a?b=&quot;c&quot;&amp;d" target="_blank" rel="noopener noreferrer">'
        "example.org</a>"
    )


def test_labels_hold_no_markdown() -> None:
    assert markup.literal("![x](http://e.x/y) :red[a] $1$ **b**") == (
        r"\!\[x\]\(http\://e\.x/y\) \:red\[a\] \$1\$ \*\*b\*\*"
    )
