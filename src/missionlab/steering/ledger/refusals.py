"""Why a log cannot be read or added to: what, where, why, and the fix."""

from __future__ import annotations

from missionlab.base.findings import InputError, Place

RECIPE = (
    "Set MISSIONLAB_LEDGER=postgresql://USER@HOST/DATABASE and run `missionlab log setup` once; "
    "docs/how-to/ledger.md has the recipe."
)


def missing(place: str) -> InputError:
    return InputError(
        f"There is no log of decisions at {place}.",
        place=Place(place),
        why="It is made when the first decision is recorded.",
        fix="Record one with `missionlab decide`, or name the log with --ledger or the variable MISSIONLAB_LEDGER.",
    )


def not_a_ledger(place: str, detail: str) -> InputError:
    return InputError(
        f"{place} cannot be read as a log of decisions: {detail}.",
        place=Place(place),
        why="It is another kind of file, or it is damaged. Nothing was changed in it.",
        fix="Name the right file. If it is the right one, keep it as evidence, take the latest backup, and compare it "
        "with the heads in briefings: `missionlab log verify --head SEQ:HASH`.",
    )


def newer(place: str, found: int, known: int) -> InputError:
    return InputError(
        f"{place} is a log of schema {found}; this version of missionlab knows schemas up to {known}.",
        place=Place(place),
        why="A newer version wrote it, and an older one could misread it.",
        fix="Use the newer version of missionlab.",
    )


def locked(place: str, seconds: float) -> InputError:
    return InputError(
        f"{place} was locked for {seconds:g} seconds.",
        place=Place(place),
        why="Another program holds the log open for writing. Nothing was recorded.",
        fix="Wait until it is done, or end the program that holds it; then give the same command again.",
    )


def full(place: str) -> InputError:
    return InputError(
        f"There is no room to add to {place}.",
        place=Place(place),
        why="The disk is full, or a quota is used up. Nothing was recorded, and what was there is unchanged.",
        fix="Make room, then give the same command again.",
    )


def read_only(place: str) -> InputError:
    return InputError(
        f"{place} may be read, but not added to.",
        place=Place(place),
        why="The file, its folder or the database role permits no writing. Nothing was recorded.",
        fix="Use an account that may write there, or name another log with --ledger.",
    )


def unreadable(place: str) -> InputError:
    return InputError(
        f"{place} may not be read.",
        place=Place(place),
        why="The file or its folder gives this account no right to read it. Nothing was read or recorded.",
        fix="Use an account that may read it, or name another log with --ledger.",
    )


def failed(place: str, detail: str) -> InputError:
    return InputError(
        f"{place} failed: {detail}.",
        place=Place(place),
        why="The disk or the database refused to read or write. Nothing was recorded.",
        fix="Check the disk, the file's rights and the database, then give the same command again.",
    )


def on_a_network(place: str, kind: str) -> InputError:
    return InputError(
        f"{place} lies on a shared or network file system ({kind}).",
        place=Place(place),
        why="SQLite's write-ahead log does not work across machines: some shares report success and lose entries.",
        fix=f"Keep the log on a disk of this machine, or share one through PostgreSQL. {RECIPE}",
    )


def out_of_turn(place: str, detail: str) -> InputError:
    return InputError(
        f"{place} refused the entry: {detail}.",
        place=Place(place),
        why="The log only grows, at its end, with the hash of its last entry. Nothing was recorded.",
        fix="Run `missionlab log verify`.",
    )


def altered(place: str, seq: int) -> InputError:
    return InputError(
        f"The last entry of {place}, {seq}, does not fit its own hash.",
        place=Place(place),
        why="It was altered after it was written. Nothing was recorded: a log that is not whole does not grow.",
        fix="Keep the file as evidence, run `missionlab log verify`, and go on from the latest backup.",
    )


def not_set_up(place: str) -> InputError:
    return InputError(
        f"{place} holds no log of decisions yet.",
        place=Place(place),
        why="A shared log is set up once by the owner of the database, who is not one of its writers.",
        fix="As that owner, run `missionlab log setup`; docs/how-to/ledger.md has the recipe.",
    )


def no_driver(place: str) -> InputError:
    return InputError(
        "The package psycopg, which speaks with PostgreSQL, is not installed.",
        place=Place(place),
        why=f"The log is to lie in {place}.",
        fix="Run: pip install 'missionlab[postgres]'",
    )


def unreachable(place: str, detail: str) -> InputError:
    return InputError(
        f"{place} does not answer: {detail}.",
        place=Place(place),
        why="Nothing was read or recorded.",
        fix="Check that the server runs, and that host, port, database, user and password are right.",
    )
