"""Exports of content systems: WordPress, Ghost, folders of Markdown, feeds."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from edition.importers import feed, ghost, markdown_site, wordpress
from edition.importers.found import Found, Story, UnreadableError
from edition.importers.markdown import MarkdownWriter, figure_line
from edition.importers.sample import HEAD, Sample
from edition.importers.selection import Selection
from edition.importers.sources import find
from edition.model import Box, CodeBlock, Crosshead, Figure, PullQuote, figures_in

from .made_files import picture, wordpress_export, wordpress_item

LONG = "The reel weighs as much as a small car and runs out in eleven minutes. " * 3


ALL = Selection()


def sample(path: Path) -> Sample:
    with path.open("rb") as file:
        return Sample(path, path.name, file.read(HEAD))


def written(path: Path, data: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def text_of(story: Story) -> str:
    def figure(one: Figure) -> str:
        return figure_line(one.name, alt=one.alt, caption=str(one.caption or ""))

    return MarkdownWriter(lambda address: address, figure).body(story.body, story.notes)


# WordPress ----------------------------------------------------------------------------------------

CATEGORY = '<category domain="category" nicename="press">Pressroom</category>'
TAG = '<category domain="post_tag" nicename="paper">paper</category>'
UPLOADS = "https://forme.example/wp-content/uploads/2026/03"


def wordpress_found(path: Path, *items: str, selection: Selection = ALL) -> Found:
    export = written(path / "export.xml", wordpress_export(*items))
    assert wordpress.recognises(sample(export))
    return wordpress.read(sample(export), selection)


def attachment(number: int, name: str, **more: str) -> str:
    address = f"<wp:attachment_url>{UPLOADS}/{name}</wp:attachment_url>"
    excerpt, alt = more.get("caption", ""), more.get("alt", "")
    return wordpress_item(
        number, name, "", kind="attachment", status="inherit", excerpt=excerpt, more=address,
        meta={"_wp_attachment_image_alt": alt, "_media_credit": more.get("credit", "")},
    )  # fmt: skip


def test_a_post_of_blocks(tmp_path: Path) -> None:
    content = (
        f"<!-- wp:paragraph --><p>{LONG}</p><!-- /wp:paragraph -->"
        '<!-- wp:heading --><h2 class="wp-block-heading">Eleven minutes</h2><!-- /wp:heading -->'
        '<!-- wp:image {"id":9} --><figure class="wp-block-image size-large">'
        f'<img src="{UPLOADS}/reel-1024x683.jpg" alt="" class="wp-image-9"/></figure>'
        "<!-- /wp:image -->"
        '<!-- wp:pullquote --><figure class="wp-block-pullquote"><blockquote><p>Nobody sleeps here.'
        "</p><cite>The night shift</cite></blockquote></figure><!-- /wp:pullquote -->"
        f"<!-- wp:paragraph --><p>{LONG}</p><!-- /wp:paragraph -->"
    )
    written(tmp_path / "wp-content/uploads/2026/03/reel.jpg", picture("red"))
    found = wordpress_found(
        tmp_path,
        wordpress_item(7, "The night shift", content, terms=CATEGORY + TAG, excerpt="Ink and tea."),
        attachment(9, "reel.jpg", caption="A full reel.", alt="A reel", credit="Photo: Tom Reel"),
    )
    (story,) = found.stories
    assert story.headline.value == "The night shift" and story.slug == "story-7"
    assert story.bylines and story.bylines.value == ("Ada Quoin",)
    assert story.standfirst and story.standfirst.value == "Ink and tea."
    assert story.section and story.section.value == "Pressroom"
    assert story.tags and story.tags.value == ("paper",)
    assert story.published and story.published.value == date(2026, 3, 4)
    (figure,) = figures_in(story.body)
    assert (figure.caption, figure.credit, figure.alt) == (
        "A full reel.", "Photo: Tom Reel", "A reel",
    )  # fmt: skip
    (one,) = story.pictures
    assert one.file is not None and one.file.read() == picture("red")
    assert any(isinstance(block, Crosshead) for block in story.body)
    assert any(isinstance(block, PullQuote) for block in story.body)


def test_a_post_of_the_classic_editor(tmp_path: Path) -> None:
    content = (
        f"{LONG}\n\nSecond <strong>paragraph</strong>,\nbroken line.\n\n"
        f'[caption id="attachment_9" width="300"]<img src="{UPLOADS}/reel-300x200.jpg" /> '
        "A reel in the hall. Photo: Tom Reel[/caption]\n\n"
        '[quote]We stop for nobody.[/quote]\n\n[newsletter_form id="3"]\n\nHe said so [sic].'
    )
    (story,) = wordpress_found(tmp_path, wordpress_item(7, "Night", content)).stories
    text = text_of(story)
    assert "Second **paragraph**" in text and "\nSecond" in text
    assert "> We stop for nobody." in text and "[sic]" in text.replace("\\", "")
    assert "newsletter" not in text and [one.code for one in story.doubts] == ["IMP-013"]
    assert [one.text for one in story.dropped if one.kind == "shortcode"] == [
        '[newsletter_form id="3"]'
    ]
    (figure,) = figures_in(story.body)
    assert (figure.caption, figure.credit) == ("A reel in the hall.", "Photo: Tom Reel")
    assert story.pictures[0].file is None and story.pictures[0].address.endswith("/reel.jpg")


def test_a_gallery_and_a_picture_of_the_post(tmp_path: Path) -> None:
    for name in ("one.jpg", "two.jpg", "head.jpg"):
        written(tmp_path / "uploads" / name, picture("red") + name.encode())
    found = wordpress_found(
        tmp_path,
        wordpress_item(7, "Night", f'{LONG}\n\n[gallery ids="1,2"]', meta={"_thumbnail_id": "3"}),
        attachment(1, "one.jpg", caption="First."), attachment(2, "two.jpg", caption="Second."),
        attachment(3, "head.jpg", caption="The hall."),
    )  # fmt: skip
    (story,) = found.stories
    assert [one.caption for one in figures_in(story.body)] == ["The hall.", "First.", "Second."]
    assert all(one.file is not None for one in story.pictures)


def test_only_what_is_out_and_wanted_is_taken(tmp_path: Path) -> None:
    items = (
        wordpress_item(1, "Old", LONG, day="2026-02-01"),
        wordpress_item(2, "Draft", LONG, status="draft"),
        wordpress_item(3, "A page", LONG, kind="page"),
        wordpress_item(4, "New", LONG, day="2026-03-05", terms=CATEGORY),
        wordpress_item(5, "New, elsewhere", LONG, day="2026-03-06"),
    )
    since = Selection(since=date(2026, 3, 1))
    named = [
        one.headline.value for one in wordpress_found(tmp_path, *items, selection=since).stories
    ]
    assert named == ["New", "New, elsewhere"]
    (note,) = wordpress_found(tmp_path, *items, selection=since).findings
    assert (note.code, note.message) == (
        "IMP-010", "A story in export.xml is not among those asked for.",
    )  # fmt: skip
    pressroom = Selection(since=date(2026, 3, 1), categories=("pressroom",))
    named = [
        one.headline.value for one in wordpress_found(tmp_path, *items, selection=pressroom).stories
    ]
    assert named == ["New"]


def test_entities_of_an_export_are_not_opened(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE rss [<!ENTITY a "hahahaha"><!ENTITY b "&a;&a;&a;&a;">]>'
    export = wordpress_export(wordpress_item(1, "Night", LONG + "&b;")).replace(
        "<rss", laughs + "<rss", 1
    )
    path = written(
        tmp_path / "export.xml", export.replace("<title><![CDATA[Night]]>", "<title>&b;")
    )
    found = wordpress.read(sample(path), Selection())
    assert "haha" not in "".join(f"{one.headline.value}{text_of(one)}" for one in found.stories)


# Ghost --------------------------------------------------------------------------------------------


def ghost_export(**post: object) -> str:
    usual = {
        "id": "p1", "title": "The night shift", "slug": "the-night-shift", "type": "post",
        "status": "published", "published_at": "2026-03-04T18:30:00.000Z",
        "html": f"<p>{LONG}</p>", "custom_excerpt": "Ink and tea.",
    }  # fmt: skip
    data = {
        "posts": [usual | post],
        "posts_meta": [{"post_id": "p1", "feature_image_alt": "A reel",
                        "feature_image_caption": "A full reel. Photo: Tom Reel"}],
        "tags": [{"id": "t1", "name": "Pressroom"}, {"id": "t2", "name": "#hidden"}],
        "posts_tags": [{"post_id": "p1", "tag_id": "t1", "sort_order": 0},
                       {"post_id": "p1", "tag_id": "t2", "sort_order": 1}],
        "users": [{"id": "u1", "name": "Ada Quoin"}],
        "posts_authors": [{"post_id": "p1", "author_id": "u1", "sort_order": 0}],
        "settings": [{"key": "url", "value": "https://forme.example"},
                     {"key": "locale", "value": "en"}],
    }  # fmt: skip
    return json.dumps({"db": [{"meta": {"version": "5.0"}, "data": data}]})


def test_a_post_of_ghost(tmp_path: Path) -> None:
    card = (
        '<div class="kg-card kg-callout-card"><div class="kg-callout-text">One reel holds eighteen '
        "kilometres of paper, and is gone in eleven minutes.</div></div>"
    )
    written(tmp_path / "content/images/2026/03/reel.jpg", picture("red"))
    export = ghost_export(
        html=f"<p>{LONG}</p>{card}<h2>Tea</h2><p>{LONG}</p>",
        feature_image="__GHOST_URL__/content/images/2026/03/reel.jpg",
    )
    path = written(tmp_path / "ghost.json", export)
    assert ghost.recognises(sample(path)) and not feed.recognises(sample(path))
    (story,) = ghost.read(sample(path), Selection()).stories
    assert story.section and story.section.value == "Pressroom" and story.tags is None
    assert story.bylines and story.bylines.value == ("Ada Quoin",)
    assert story.standfirst and story.standfirst.value == "Ink and tea."
    (figure,) = figures_in(story.body)
    assert (figure.caption, figure.credit, figure.alt) == (
        "A full reel.", "Photo: Tom Reel", "A reel",
    )  # fmt: skip
    assert story.pictures[0].file is not None
    assert any(isinstance(one, Box) for one in story.body)


@pytest.mark.parametrize("status", ["draft", "page"])
def test_drafts_of_ghost_stay_behind(tmp_path: Path, status: str) -> None:
    post = {"type": "page"} if status == "page" else {"status": status}
    path = written(tmp_path / "ghost.json", ghost_export(**post))
    assert ghost.read(sample(path), Selection()).stories == ()


def test_a_broken_export_of_ghost_is_named(tmp_path: Path) -> None:
    path = written(tmp_path / "ghost.json", ghost_export()[:-40])
    with pytest.raises(UnreadableError, match="damaged"):
        ghost.read(sample(path), Selection())


# Folders of Markdown ------------------------------------------------------------------------------


def markdown_story(path: Path, text: str) -> Story:
    assert markdown_site.recognises(sample(written(path, text)))
    (story,) = markdown_site.read(sample(path), Selection()).stories
    return story


def test_a_post_of_jekyll(tmp_path: Path) -> None:
    written(tmp_path / "_config.yml", "title: The Small Forme\n")
    written(tmp_path / "assets/images/reel.jpg", picture("red"))
    story = markdown_story(
        tmp_path / "_posts/2026-03-04-the-night-shift.md",
        f"""---
layout: post
title: "The night shift: *ink* and tea"
author: Ada Quoin
categories: [pressroom, paper]
tags: reel, tea
image:
  path: /assets/images/reel.jpg
  caption: A full reel.
---
{LONG}

{{% include figure.html src="/assets/images/hall.jpg" alt="The hall" caption="The hall at six" %}}

## Tea
{{: .no_toc}}

See [the other one]({{% post_url 2026-03-03-the-sheet %}}) and {{{{ site.title }}}}.

{{% highlight python %}}
print("ink")
{{% endhighlight %}}
""",
    )
    assert story.headline.value == "The night shift: <em>ink</em> and tea"
    assert story.slug == "the-night-shift"
    assert story.published and story.published.value == date(2026, 3, 4)
    assert story.section and story.section.value == "Pressroom"
    assert story.tags and story.tags.value == ("reel", "tea")
    figures = list(figures_in(story.body))
    assert [one.caption for one in figures] == ["A full reel.", "The hall at six"]
    files = {one.address: one.file for one in story.pictures}
    assert [file is not None for file in files.values()] == [True, False]
    text = text_of(story)
    assert "no_toc" not in text and "{{" not in text and "{%" not in text
    assert any(isinstance(one, CodeBlock) for one in story.body)
    assert [one.text for one in story.dropped] == ["{{ site.title }}"]


def test_a_bundle_of_hugo(tmp_path: Path) -> None:
    written(tmp_path / "hugo.toml", 'title = "The Small Forme"\n')
    for name in ("one", "two"):
        written(tmp_path / f"content/posts/{name}/cover.jpg", picture("red") + name.encode())
    story = markdown_story(
        tmp_path / "content/posts/two/index.md",
        f"""+++
title = "Second"
date = 2026-03-04T18:30:00Z
draft = false
authors = ["Ada Quoin", "Tom Reel"]
description = "Ink and tea."
+++
{LONG}

{{{{< figure src="cover.jpg" alt="A reel" caption="A full reel." attr="Photo: Tom Reel" >}}}}

{{{{< youtube abc123 >}}}}
""",
    )
    assert story.slug == "two" and story.standfirst and story.standfirst.value == "Ink and tea."
    assert story.bylines and story.bylines.value == ("Ada Quoin", "Tom Reel")
    (figure,) = figures_in(story.body)
    assert (figure.caption, figure.credit) == ("A full reel.", "Photo: Tom Reel")
    (one,) = story.pictures
    assert one.file is not None and one.file.read() == picture("red") + b"two"
    assert [each.kind for each in story.dropped] == ["shortcode"]


def test_plain_markdown_with_html_in_it(tmp_path: Path) -> None:
    story = markdown_story(
        tmp_path / "night.md",
        f"""# The night shift

{LONG}[^a]

<figure><img src="reel.jpg" alt="A reel"><figcaption>A full reel.</figcaption></figure>

<script>alert(1)</script><p onclick="x()">Last <a href="javascript:x()">words</a>.</p>

[^a]: The log says so.
""",
    )
    assert (story.headline.value, story.headline.certainty) == ("The night shift", "read")
    text = text_of(story)
    assert "[^1]: The log says so." in text and "alert" not in text and "javascript" not in text
    assert [one.caption for one in figures_in(story.body)] == ["A full reel."]


def test_drafts_and_read_me_are_no_stories(tmp_path: Path) -> None:
    draft = written(tmp_path / "draft.md", "---\ntitle: Not yet\ndraft: true\n---\nWords.\n")
    assert markdown_site.read(sample(draft), Selection()).stories == ()
    assert not markdown_site.recognises(sample(written(tmp_path / "README.md", "# Words")))


def test_a_picture_outside_the_site_is_not_taken(tmp_path: Path) -> None:
    written(tmp_path / "secret.jpg", picture("red"))
    written(tmp_path / "site/_config.yml", "title: x\n")
    story = markdown_story(
        tmp_path / "site/_posts/2026-03-04-a.md", f"# A\n\n{LONG}\n\n![x](../../secret.jpg)\n"
    )
    assert [one.file for one in story.pictures] == [None]


# Feeds --------------------------------------------------------------------------------------------

RSS = """<?xml version="1.0"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>The Small Forme</title>
<language>en-gb</language><item><title>Night &amp;amp; tea</title><link>https://forme.example/7/</link>
<pubDate>Wed, 04 Mar 2026 18:30:00 GMT</pubDate><dc:creator>Ada Quoin</dc:creator>
<category>Pressroom</category><description>Ink and tea.</description>
<media:content url="https://forme.example/reel.jpg" medium="image"/><media:description>A full reel.
</media:description><media:credit>Tom Reel</media:credit>
<content:encoded><![CDATA[<p>{text}</p><script>alert(1)</script>]]></content:encoded></item>
<item><title>Only a promise</title><link>https://forme.example/8/</link>
<description>The beginning […]</description></item></channel></rss>"""


def test_a_feed_of_rss(tmp_path: Path) -> None:
    path = written(tmp_path / "feed.xml", RSS.replace("{text}", LONG))
    assert feed.recognises(sample(path)) and not wordpress.recognises(sample(path))
    promise, story = feed.read(sample(path), Selection()).stories
    assert story.headline.value == "Night &amp; tea"
    assert story.standfirst and story.standfirst.value == "Ink and tea."
    assert story.published and story.published.value == date(2026, 3, 4)
    (figure,) = figures_in(story.body)
    assert (figure.caption, figure.credit) == ("A full reel.", "Tom Reel")
    assert "alert" not in text_of(story)
    assert [one.code for one in promise.doubts] == ["IMP-012"] and not story.doubts


def test_a_feed_of_atom(tmp_path: Path) -> None:
    atom = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
<title>Die kleine Form</title><entry><title>Nachtschicht</title><id>urn:x:7</id>
<link href="https://forme.example/7/"/><updated>2026-03-04T18:30:00Z</updated>
<author><name>Ada Quoin</name></author><content type="html">&lt;p&gt;{LONG}&lt;/p&gt;</content>
</entry></feed>"""
    path = written(tmp_path / "feed.atom", atom)
    assert feed.recognises(sample(path))
    (story,) = feed.read(sample(path), Selection()).stories
    assert story.language and story.language.value == "de" and "reel weighs" in text_of(story)


def test_a_json_feed(tmp_path: Path) -> None:
    made = {
        "version": "https://jsonfeed.org/version/1.1", "title": "The Small Forme", "language": "en",
        "items": [{"id": "7", "url": "https://forme.example/7/", "title": "Night < tea",
                   "content_text": f"{LONG}\n\nSecond.", "date_published": "2026-03-04T18:30:00Z",
                   "authors": [{"name": "Ada Quoin"}], "tags": ["Pressroom"]}],
    }  # fmt: skip
    path = written(tmp_path / "feed.json", json.dumps(made))
    assert feed.recognises(sample(path)) and not ghost.recognises(sample(path))
    (story,) = feed.read(sample(path), Selection()).stories
    assert story.headline.value == "Night &lt; tea" and text_of(story).endswith("Second.\n")


def test_entities_of_a_feed_are_refused(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE rss [<!ENTITY a "haha">]>'
    laughs += '<rss version="2.0"><channel><title>&a;</title></channel></rss>'
    path = written(tmp_path / "feed.xml", laughs)
    with pytest.raises(UnreadableError, match="entities"):
        feed.read(sample(path), Selection())


def test_a_folder_of_everything_is_told_apart(tmp_path: Path) -> None:
    written(tmp_path / "a.xml", wordpress_export(wordpress_item(1, "One", LONG)))
    written(tmp_path / "b.json", ghost_export())
    written(tmp_path / "c.rss", RSS.replace("{text}", LONG))
    written(tmp_path / "d.md", f"# Four\n\n{LONG}\n")
    found = find([str(tmp_path)], Selection())
    assert [str(one.headline.value) for one in found.stories] == [
        "One", "The night shift", "Only a promise", "Night &amp; tea", "Four",
    ]  # fmt: skip
