"""Hostile and mistaken templates are refused in their place, before anything is run."""

from __future__ import annotations

import random
import re
import time

import pytest
from jinja2 import TemplateError, Undefined

from tests.report.samples import REFERRAL, summary, templates
from triage.errors import PackError
from triage.report.layouts import LAYOUTS
from triage.report.render import MOST_OUTPUT, filled
from triage.report.safe_text import visible
from triage.report.sandbox import Sandbox
from triage.report.templates import MOST_CHARACTERS, template_problems

FILE = "content/templates/summary.md.j2"

HOSTILE = [
    # calls
    "{{ title.upper() }}",
    "{{ title() }}",
    "{{ range(9) }}",
    "{{ lipsum(200000) }}",
    "{{ cycler('a', 'b').next() }}",
    "{{ joiner(',')() }}",
    "{{ dict(a=1) }}",
    "{{ self.__init__() }}",
    "{{ outcomes.append(1) }}",
    # attributes of Python's objects
    "{{ ''.__class__ }}",
    "{{ title.__class__.__mro__[1].__subclasses__() }}",
    "{{ title['__class__'] }}",
    "{{ outcomes.__class__ }}",
    "{{ ().__class__.__base__ }}",
    "{{ outcomes[0].steps.__len__ }}",
    "{{ title.format }}",
    "{{ title.format_map }}",
    "{{ title|attr('__class__') }}",
    "{{ title|attr('format') }}",
    "{{ outcomes|map(attribute='__class__')|list }}",
    # formats
    "{{ '%s' % title }}",
    "{{ '{0.__class__}'.format(title) }}",
    "{{ title|format(1) }}",
    # globals of Jinja
    "{{ namespace(a=1) }}",
    "{{ namespace }}",
    "{{ lipsum }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ self }}",
    "{{ self._TemplateReference__context }}",
    "{{ loop }}",
    "{{ config }}",
    "{{ request.application.__globals__ }}",
    "{% for answer in answers %}{{ loop.index }}{% endfor %}",
    "{% for loop in answers %}{{ loop }}{% endfor %}",
    # arithmetic, and all that grows
    "{{ 'a' * 10**9 }}",
    "{{ 10**(10**7) }}",
    "{{ 1 + 1 }}",
    "{{ title * 9 }}",
    "{{ 9 // 2 }}",
    "{{ -1 }}",
    "{{ 'x'|center(1000000000) }}",
    "{{ title|wordwrap(1) }}",
    "{{ title|urlize }}",
    "{{ title|indent(99999999) }}",
    "{{ {'a': 1}|xmlattr }}",
    "{{ 1e308 }}",
    "{{ 99999999999 }}",
    "{{ '" + "x" * 81 + "' }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
    "{% for a in answers %}" * 3 + "x" + "{% endfor %}" * 3,
    "{% for a in answers %}x{% endfor %}" * 41,
    "{% for a in outcomes recursive %}{{ loop(outcomes) }}{% endfor %}",
    "{% for a in outcomes recursive %}x{% endfor %}",
    "{% for a in title %}x{% endfor %}",
    "{% for a in 'xxxx' %}x{% endfor %}",
    "{% for a, b in outcomes %}x{% endfor %}",
    "{% for a in [1, 2] %}x{% endfor %}",
    # other templates, and state
    "{% include 'summary.txt.j2' %}",
    "{% include '/etc/passwd' %}",
    "{% import 'x' as y %}",
    "{% from 'x' import y %}",
    "{% extends 'x' %}",
    "{% block a %}x{% endblock %}",
    "{% macro a() %}x{% endmacro %}",
    "{% call title() %}x{% endcall %}",
    "{% set a = 1 %}",
    "{% set a %}x{% endset %}",
    "{% with a = 1 %}x{% endwith %}",
    "{% filter upper %}x{% endfilter %}",
    "{% autoescape false %}x{% endautoescape %}",
    "{% do 1 %}",
    "{% debug %}",
    "{% trans %}x{% endtrans %}",
    "{% break %}",
    # structures and shapes
    "{{ [title] }}",
    "{{ {'a': title} }}",
    "{{ (title, title) }}",
    "{{ title[0] }}",
    "{{ title[0:2] }}",
    "{{ outcomes }}",
    "{{ outcomes[0] }}",
    "{{ referral }}",
    "{{ outcomes[number] }}",
    "{{ title if referral }}",
    "{{ title if referral else 1 }}",
    "{{ title ~ outcomes }}",
    "{{ outcomes[0] == outcomes[1] }}",
    "{{ 'a' in title }}",
    "{{ title is callable }}",
    "{{ title is sameas title }}",
    "{{ title is divisibleby(2) }}",
    "{{ outcomes|each('__class__')|joined(',') }}",
    "{{ outcomes|joined(',') }}",
    "{{ safety|joined(between=',') }}",
    "{{ safety|joined(title) }}",
    "{{ safety|joined(*safety) }}",
    "{{ safety|joined }}",
    "{{ title|underlined(1) }}",
    # broken or monstrous texts
    "{% if referral %}",
    "{{ title",
    "{% endfor %}",
    "{{ " + "(" * 3_000 + "title" + ")" * 3_000 + " }}",
    "{{ " + "not " * 3_000 + "title }}",
    "{{ " + "9" * 5_000 + " }}",
    "{{ 0x" + "f" * 5_000 + " }}",
    "{% if referral %}" * 60 + "x" + "{% endif %}" * 60,
    "{{ title" + " ~ title" * 5_000 + " }}",
    "{{ title }}" * 5_000,
    "x" * (MOST_CHARACTERS + 1),
    "\x1b]52;c;eA==\x07",
    "{{ title }}\u202e",
    "{# \x00 #}",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_template_is_refused_in_its_place(text: str) -> None:
    """Each is refused as an invalid pack, quickly, naming the file and the line."""
    start = time.perf_counter()
    with pytest.raises(PackError) as raised:
        filled("first line\n" + text, FILE, summary(REFERRAL), LAYOUTS["md"])
    assert time.perf_counter() - start < 5
    for problem in raised.value.problems:
        assert re.match(rf"{re.escape(FILE)}:[12]:1: \S", str(problem))
        assert visible(str(problem)) == str(problem)
        assert "\n" not in str(problem)


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("{{ title if referral else 'none' }}", "Referral summary"),
        ("{{ 'a' ~ 1 ~ title }}", "a1Referral summary"),
        ("{% raw %}{{ title() }}{% endraw %}", "{{ title() }}"),
        ("{# a comment with {{ title() }} #}x", "x"),
        ("{% if title is defined and not title is none %}x{% endif %}", "x"),
        ("{{ outcomes|count }} of {{ safety|joined(', ') }}", "2 of "),
        ("{% if outcomes|count > 1 %}x{% elif referral %}y{% else %}z{% endif %}", "x"),
        ("{{ outcomes[0]['title'] }}", "Tell the lead officer today"),
        ("{{ safety[1]|sentence }}", "Do not wait."),
        ("{% for x in outcomes if x.certain %}{{ x.number }}{% else %}none{% endfor %}", "12"),
        ("no code at all, not even {a} %s", "no code at all, not even {a} %s"),
    ],
)
def test_a_plain_template_is_filled_in(text: str, gives: str) -> None:
    """What the language has works as its words say."""
    assert template_problems(text, FILE) == ()
    assert filled(text, FILE, summary(REFERRAL), LAYOUTS["txt"]).startswith(gives)


def test_every_problem_is_told_in_one_run() -> None:
    """A template with several mistakes tells all of them, each with its line and what to do."""
    text = "{{ titel }}\nfine\n{{ title() }}\n{% for x in outcomes %}{{ x.titles }}{% endfor %}\n"
    problems = template_problems(text, FILE)
    assert [problem.place.line for problem in problems] == [1, 3, 4]
    assert "Did you mean title?" in problems[0].fix
    assert "Did you mean title?" in problems[2].fix


@pytest.mark.parametrize("name", sorted(templates()))
def test_the_built_in_templates_pass(name: str) -> None:
    """Both templates of the built-in pack pass every check."""
    assert template_problems(templates()[name], name) == ()


def test_what_is_not_there_is_told_with_its_line() -> None:
    """An entry beyond the end of a list is told as a problem of the template, on its line."""
    for use in ("{{ outcomes[99].title }}", "{% if flows[9] %}x{% endif %}", "{{ safety[9] ~ 1 }}"):
        assert template_problems(use, FILE) == ()
        with pytest.raises(PackError) as raised:
            filled(f"a\nb\n{use}", FILE, summary(REFERRAL), LAYOUTS["txt"])
        assert str(raised.value).startswith(f"{FILE}:3:1: ")


def test_output_has_a_limit() -> None:
    """A template that prints too much is stopped."""
    text = "{% for a in answers %}{% for b in answers %}" + "x" * 3_000 + "{% endfor %}{% endfor %}"
    assert len(summary(REFERRAL).answers) ** 2 * 3_000 > MOST_OUTPUT
    with pytest.raises(PackError, match="too long"):
        filled(text, FILE, summary(REFERRAL), LAYOUTS["md"])


def test_time_has_a_limit() -> None:
    """A template that takes too long is stopped; the clock is passed in."""
    seconds = iter(range(99))
    with pytest.raises(PackError, match="too long to fill in"):
        filled("a{{ title }}b", FILE, summary(REFERRAL), LAYOUTS["md"], lambda: next(seconds))


def test_the_second_wall_stands_alone() -> None:
    """Even a template that was never checked reads no attribute and calls nothing."""
    sandbox = Sandbox(visible)
    assert isinstance(sandbox.getattr("x", "upper"), Undefined)
    assert isinstance(sandbox.getattr({}, "items"), Undefined)
    assert isinstance(sandbox.getitem([1], "append"), Undefined)
    for text in ("{{ ''.__class__.x }}", "{{ title.upper() }}", "{{ (1).real }}", "{{ lipsum() }}"):
        with pytest.raises(TemplateError):
            sandbox.from_string(text).render(title="x")
    assert not sandbox.globals
    assert sandbox.loader is None
    assert not sandbox.extensions


def test_no_change_of_a_template_surprises() -> None:
    """Templates cut and stirred at random are refused in words or filled in, never a crash."""
    chance = random.Random(7)
    original = templates()["summary.txt.j2"]
    pieces = re.split(r"(\W)", original)
    made = summary(REFERRAL)
    outcomes = {"refused": 0, "filled": 0}
    for _ in range(120):
        stirred = list(pieces)
        for _ in range(chance.randint(1, 4)):
            first, second = chance.randrange(len(stirred)), chance.randrange(len(stirred))
            stirred[first] = chance.choice([stirred[second], "", stirred[first] * 2])
        try:
            filled("".join(stirred), FILE, made, LAYOUTS["txt"])
        except PackError:
            outcomes["refused"] += 1
        else:
            outcomes["filled"] += 1
    assert min(outcomes.values()) > 10
