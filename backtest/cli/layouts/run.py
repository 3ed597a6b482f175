"""What runs showed, printed: their numbers, what stands beside them, and where their files are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from backtest.app.batch_outcome import BatchOutcome, FinishedRun
from backtest.cli.layouts.common import said_once
from backtest.cli.layouts.headline import comparison_table, headline_table
from backtest.cli.layouts.other_indices import other_indices_table
from backtest.cli.layouts.run_table import print_runs
from backtest.cli.output import print_json, print_table, say
from backtest.result.benchmark import benchmark_sentence
from backtest.result.other_indices import against_others
from backtest.result.run_folder import PAGE
from backtest.result.several import several_sentences
from data_sources.language.text import Text, both, joined, said
from strategies.contract.strategy import HINDSIGHT_NOTE

if TYPE_CHECKING:
    from backtest.vectorbt_bridge import BookCheck
    from strategies.library.library import Library

SIMULATED = both("SIMULATED market: no price in it is real", "模拟(SIMULATED)行情：其中没有任何真实价格")


def show(
    outcome: BatchOutcome,
    *,
    as_json: bool,
    wide: bool = False,
    index: Path | None = None,
    checks: Mapping[str, BookCheck] | None = None,
    advice: str = "",
    known: Library | None = None,
) -> None:
    """Print what the runs showed and where their files are.

    ``wide`` shows every column whatever the terminal, ``index`` is the page that leads to theirs, ``checks`` what a
    second book-keeper said, by name, ``advice`` what to do next; ``known`` as for ``print_json``.
    """
    sentences = {name: books.sentence for name, books in (checks or {}).items()}
    finished = outcome.finished
    if as_json:
        more = {"index": index, "checks": sentences}
        print_json(outcome.document() | {name: value for name, value in more.items() if value}, known)
        return
    if any(run.result.simulated for run in finished):
        say(SIMULATED)
    if any(run.result.hindsight for run in finished):
        note = said(HINDSIGHT_NOTE, "zh")
        say(both(f"{HINDSIGHT_NOTE}; the part before is no evidence", f"{note}；此前的部分不构成证据"))
    if len(finished) == 1:
        _print_one(outcome, finished[0], sentences)
    elif finished:
        _print_several(outcome, sentences, wide=wide)
    if advice and finished:
        say()
        say(advice)
    if index and finished:
        say()
        say(both(f"All pages: {index}", f"全部页面：{index}"))


def _print_one(outcome: BatchOutcome, run: FinishedRun, checks: Mapping[str, str]) -> None:
    """Print the numbers of a run by itself and everything that is said of it."""
    print_table(headline_table(run.result, run.verdict))
    if others := against_others(run.result):
        say()
        say(both("against other indices, on which no verdict rests:", "相对其他指数（结论不以此为据）："))
        print_table(other_indices_table(others))
    _print_together(outcome)
    seen, name = run.verdict, run.result.name
    say()
    badge, headline = seen.badge_words, seen.headline
    say(both(f"{name}: {badge}. {headline}", f"{name}：{badge.zh}。{said(headline, 'zh')}"))
    for line in (seen.reason, *_caveats(run), *seen.sentences, *_notes(run), *_checked(run, checks)):
        if line:
            say(joined(("  ", line), "", ""))
    _print_files([run])


def _print_several(outcome: BatchOutcome, checks: Mapping[str, str], *, wide: bool) -> None:
    """Print runs side by side, then what several of them have in common once, then their pages."""
    runs = outcome.finished
    print_runs(runs, wide=wide)
    _print_together(outcome)
    say()
    for kind in (_caveats, _reasons, lambda run: _checked(run, checks)):
        for line in said_once({run.result.name: kind(run) for run in runs}):
            say(line)
    _print_notes(runs)
    say()
    say(both("On what each verdict rests, its page says:", "各结论的依据见其页面："))
    _print_files(runs)


def _print_notes(runs: Sequence[FinishedRun]) -> None:
    """Print the notes of more than one run, and where those of a single one are."""
    notes = {run.result.name: _notes(run) for run in runs}
    times = Counter(str(note) for own in notes.values() for note in own)
    shared = {name: [note for note in own if times[note] > 1] for name, own in notes.items()}
    for line in said_once(shared):
        say(line)
    single = sum(count == 1 for count in times.values())
    if single:
        page = "its page and --json have it" if single == 1 else "their pages and --json have them"
        say(both(f"notes of one run alone: {single}; {page}", f"仅涉及单个回测的注：{single} 条，见其页面与 --json"))


def _print_together(outcome: BatchOutcome) -> None:
    """Print what the runs show beside one another."""
    for sentence in several_sentences(outcome.several) if outcome.several else ():
        say()
        say(sentence)
    for name, rows in outcome.beside_plain.items():
        say()
        say(
            both(
                f"What the rule of {name} added to its names after publication, on this one history:",
                f"{name} 的规则在发布之后给名单带来的增减（仅此一段历史）：",
            )
        )
        print_table(comparison_table(rows))


def _reasons(run: FinishedRun) -> list[str]:
    return [each for each in (run.verdict.reason, benchmark_sentence(run.verdict.benchmark)) if each]


def _caveats(run: FinishedRun) -> list[Text]:
    return [both(f"but: {each.sentence}", f"但：{said(each.sentence, 'zh')}") for each in run.result.caveats]


def _notes(run: FinishedRun) -> list[Text]:
    return [both(f"note: {note}", f"注：{said(note, 'zh')}") for note in run.result.notes]


def _checked(run: FinishedRun, checks: Mapping[str, str]) -> list[Text]:
    words = checks.get(run.result.name)
    return [both(f"check: {words}", f"核对：{said(words, 'zh')}")] if words else []


def _print_files(runs: Sequence[FinishedRun]) -> None:
    """Print the page of each run, and once the files beside it."""
    for run in runs:
        say(both(f"  page: {run.folder / PAGE}", f"  页面：{run.folder / PAGE}"))
    for names in dict.fromkeys(tuple(name for name in run.files if name != PAGE) for run in runs):
        say(both(f"  files: {', '.join(names)}", f"  文件：{', '.join(names)}"))
