"""``init``, ``new``, ``look``, ``schema`` and ``doctor``, as a person would use them."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from edition.commands.doctor import _lines
from edition.doctor import Part, examine

from .conftest import Edition


def test_init_says_what_to_do_next_and_takes_its_name_from_the_folder(
    tmp_path: Path, edition: Edition
) -> None:
    done = edition("init", "harbour-news", "--date", "2026-03-06", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "edition build" in done.stderr
    settings = tomllib.loads((tmp_path / "harbour-news/publication.toml").read_text("utf-8"))
    assert (settings["name"], settings["slug"]) == ("Harbour News", "harbour-news")


def test_the_schemas_fit_what_init_writes(paper: Path) -> None:
    for path in (paper / "publication.toml", *sorted(paper.glob("issues/*/*.toml"))):
        text = path.read_text("utf-8")
        first = text.splitlines()[0]
        assert first.startswith("#:schema ")
        schema = json.loads((path.parent / first.split(" ")[1]).read_text("utf-8"))
        settings = json.loads(json.dumps(tomllib.loads(text), default=str))
        jsonschema.validate(settings, schema)


def test_init_a_second_time_changes_nothing(paper: Path, edition: Edition) -> None:
    before = sorted(paper.rglob("*"))
    done = edition("init", paper, folder=paper.parent)
    assert done.returncode == 8
    assert "not empty" in done.stderr
    assert sorted(paper.rglob("*")) == before


def test_new_counts_on_from_the_last_number(paper: Path, edition: Edition) -> None:
    settings = paper / "issues/2026-03-06/issue.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("number = 1", "number = 41\nvolume = 3"), "utf-8"
    )
    done = edition("new", "2026-03-13", folder=paper / "issues")
    assert done.returncode == 0, done.stderr
    assert "2026-03-13/first-story.md" in done.stdout.splitlines()
    made = tomllib.loads((paper / "issues/2026-03-13/issue.toml").read_text("utf-8"))
    assert (made["number"], made["volume"]) == (42, 3)
    assert made["section"] == [{"title": "Then", "articles": ["first-story"]}]
    assert (paper / "issues/2026-03-13/images").is_dir()


def test_new_begins_the_next_volume_with_the_year(paper: Path, edition: Edition) -> None:
    settings = paper / "issues/2026-03-06/issue.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("number = 1", "number = 1\nvolume = 3"), "utf-8"
    )
    edition("new", "2027-01-08", folder=paper)
    made = tomllib.loads((paper / "issues/2027-01-08/issue.toml").read_text("utf-8"))
    assert made["volume"] == 4


def test_new_puts_an_issue_where_the_others_are(paper: Path, edition: Edition) -> None:
    (paper / "issues/2026-03-06").rename(paper / "2026-03-06")
    edition("new", "2026-03-13", folder=paper)
    assert (paper / "2026-03-13/issue.toml").is_file()


def test_new_does_not_touch_an_issue_that_is_there(paper: Path, edition: Edition) -> None:
    done = edition("new", "2026-03-06", folder=paper)
    assert done.returncode == 8
    assert "there already" in done.stderr


def test_look_lists_every_file_and_where_it_is_from(paper: Path, edition: Edition) -> None:
    done = edition("look", folder=paper)
    assert done.returncode == 0
    lines = [line.split("  ")[0].rstrip() for line in done.stdout.splitlines()]
    assert "styles/publication.css" in lines
    assert "templates/blocks/figure.xhtml.j2" in lines
    assert f"1 of {len(lines) - 1} files are your own." == lines[-1]
    assert "styles/publication.css, in place of the shared one" in done.stdout


def test_look_in_json(paper: Path, edition: Edition) -> None:
    entries = json.loads(edition("look", "--json", folder=paper).stdout)
    own = [one for one in entries if one["from"] != "shared"]
    assert own == [
        {
            "kind": "styles",
            "name": "publication.css",
            "from": "styles/publication.css",
            "replaces": 1,
        }
    ]


def test_look_copies_into_the_publication_or_into_an_issue_that_is_named(
    paper: Path, edition: Edition
) -> None:
    name = "blocks/figure.xhtml.j2"
    done = edition("look", "--copy", name, folder=paper)
    assert done.stdout == f"templates/{name}\n"
    done = edition("look", "2026-03-06", "--copy", name, folder=paper)
    assert done.stdout == f"issues/2026-03-06/templates/{name}\n"
    assert edition("look", "--diff", name, folder=paper).stdout == ""
    assert edition("look", "--copy", name, folder=paper).returncode == 6


def test_init_shows_a_folder_with_blanks_as_a_shell_takes_it(
    tmp_path: Path, edition: Edition
) -> None:
    done = edition("init", "Ålesund News", folder=tmp_path)
    assert "  cd 'Ålesund News'\n" in done.stderr


def test_init_wants_a_language_there_is(tmp_path: Path, edition: Edition) -> None:
    done = edition("init", "paper", "--language", "German", folder=tmp_path)
    assert done.returncode == 5
    assert "Did you mean" in done.stderr
    assert list(tmp_path.glob("paper")) == []


def test_a_date_in_another_order_is_told_how(paper: Path, edition: Edition) -> None:
    done = edition("new", "13.3.2026", folder=paper)
    assert done.returncode == 2
    assert "2026-03-06" in done.stderr and "%" not in done.stderr


def test_look_says_so_when_nothing_differs(paper: Path, edition: Edition) -> None:
    done = edition("look", "--diff", "blocks/figure.css", folder=paper)
    assert (done.returncode, done.stdout) == (0, "")
    assert "as the shared file has it" in done.stderr


def test_look_names_every_file_a_short_name_could_mean(paper: Path, edition: Edition) -> None:
    done = edition("look", "--copy", "figure.css", folder=paper)
    assert done.returncode == 6
    assert "blocks/figure.css or print/figure.css" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("build", "--only", "pdf"), "“pdf” is none of epub, print, replica"),
        (("build", "--jobs", "0"), "“0” is no whole number from 1 to 1000"),
        (("build", "--jobs", "many"), "“many” is no whole number from 1 to 1000"),
        (("check", "--format", "xml"), "“xml” is none of text, plain, json, sarif, github"),
        (("new", "tomorrow"), "Write year, month and day like this"),
    ],
)
def test_wrong_words_are_told_in_plain_ones(
    tmp_path: Path, edition: Edition, words: tuple[str, ...], said: str
) -> None:
    done = edition(*words, folder=tmp_path)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert "Value error" not in done.stderr and "Input should" not in done.stderr


def test_a_file_where_the_schemas_should_go_is_told(tmp_path: Path, edition: Edition) -> None:
    (tmp_path / "taken").write_text("a note")
    done = edition("schema", "taken", folder=tmp_path)
    assert done.returncode == 8
    assert done.stderr == (
        "taken is a file, so no folder can stand there.\n    Name another folder.\n"
    )


def test_schema_writes_json_that_a_tool_can_use(tmp_path: Path, edition: Edition) -> None:
    done = edition("schema", "schemas", folder=tmp_path)
    written = sorted(Path(line).name for line in done.stdout.splitlines())
    assert "publication.schema.json" in written and "issue.schema.json" in written
    for name in written:
        schema = json.loads((tmp_path / "schemas" / name).read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)


def test_the_doctor_finds_this_machine_in_health(tmp_path: Path, edition: Edition) -> None:
    done = edition("doctor", folder=tmp_path)
    assert done.returncode == 0, done.stdout
    assert "Everything needed is here." in done.stdout
    for name in ("Python", "Pango", "WeasyPrint", "libvips", "fonts"):
        assert f"\n{name} " in done.stdout


def test_the_doctor_names_what_is_missing_and_the_command_that_gets_it() -> None:
    for part in examine():
        gone = Part(part.name, None, part.use or "x", part.remedies, part.needed)
        for system in ("debian", "fedora", "macos"):
            if part.name != "edition":
                said = "\n".join(_lines(gone, system))
                assert f"get it with: {dict(part.remedies)[system]}" in said
        if part.name == "Pango":
            assert "sudo apt install libpango-1.0-0" in "\n".join(_lines(gone, "debian"))
            assert "Fedora: sudo dnf install pango" in "\n".join(_lines(gone, "other"))


def test_a_library_that_does_not_load_is_a_sentence(tmp_path: Path, edition: Edition) -> None:
    """A broken Pango stands first on the loader's path, as after a bad upgrade."""
    (tmp_path / "libpango-1.0.so.0").write_bytes(b"not a library")
    done = edition("doctor", folder=tmp_path, LD_LIBRARY_PATH=str(tmp_path))
    assert done.returncode == 3
    assert "Pango             missing: WeasyPrint sets type with it" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_the_cache_says_what_it_holds_and_clear_empties_it(
    tmp_path: Path, edition: Edition
) -> None:
    entry = tmp_path / "kept" / "pages" / "aa" / ("a" * 64)
    entry.parent.mkdir(parents=True)
    entry.write_bytes(bytes(2_000_000))
    foreign = tmp_path / "kept" / "mine.txt"
    foreign.write_text("not the program's", "utf-8")
    cache = {"EDITION_CACHE": str(tmp_path / "kept")}
    assert "2.0 MB" in edition("cache", folder=tmp_path, **cache).stdout
    assert edition("cache", "clear", folder=tmp_path, **cache).returncode == 0
    assert not entry.exists() and foreign.exists()
    assert "2.0 MB" not in edition("cache", folder=tmp_path, **cache).stdout
