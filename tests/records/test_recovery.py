"""The recovery code: read however it is typed, and no mistake of a hand passes."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mneedle_gui.records.errors import MistypedRecoveryCode
from mneedle_gui.records.recovery import code_of, group_of, secret_of, signs_of

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET = bytes.fromhex("00112233445566778899aabbccddeeff")
CODE = code_of(SECRET)


@given(st.binary(min_size=16, max_size=16))
def test_every_code_gives_its_secret_back(secret: bytes) -> None:
    code = code_of(secret)
    assert secret_of(code) == secret
    assert [len(group) for group in code.split("-")] == [6] * 6
    assert set(code) <= set(SIGNS) | {"-"}


@pytest.mark.parametrize("length", [0, 15, 17])
def test_a_secret_has_sixteen_bytes(length: int) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        code_of(bytes(length))


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        CODE.replace("-", ""),
        CODE.replace("-", "  "),
        f"  {CODE}\n",
        CODE.replace("-", "–"),
        CODE.replace("-", "\u2011"),
        CODE.replace("-", "\u200b-\u00a0"),
        CODE.replace("0", "O").replace("1", "l"),
        CODE.replace("0", "o").replace("1", "I"),
        "".join(chr(ord(sign) + 0xFEE0) for sign in CODE),
    ],
)
def test_K05_the_code_is_read_however_it_is_typed(typed: str) -> None:
    assert secret_of(typed) == SECRET


def mistakes(code: str) -> list[tuple[int, str]]:
    """Every single wrong sign and every two neighbours that changed places, with the group."""
    plain = code.replace("-", "")
    made = []
    for at, right in enumerate(plain):
        made += [(at, plain[:at] + wrong + plain[at + 1 :]) for wrong in SIGNS if wrong != right]
    for at in range(35):
        one, two = plain[at], plain[at + 1]
        if one != two:
            made.append((at, plain[:at] + two + one + plain[at + 2 :]))
    return [(at // 6 + 1, text) for at, text in made]


def test_K05_every_single_mistake_is_found_in_its_group() -> None:
    found = mistakes(CODE)
    assert len(found) > 1100
    for group, typed in found:
        with pytest.raises(MistypedRecoveryCode) as caught:
            secret_of(typed)
        assert caught.value.group == group


def test_S07_no_two_wrong_signs_give_another_secret() -> None:
    chance = random.Random(7)  # noqa: S311 - the same mistakes each time
    plain = CODE.replace("-", "")
    for _ in range(20_000):
        typed = list(plain)
        for at in chance.sample(range(36), 2):
            typed[at] = chance.choice(SIGNS)
        if "".join(typed) != plain:
            with pytest.raises(MistypedRecoveryCode):
                secret_of("".join(typed))


@pytest.mark.parametrize(
    ("typed", "group"),
    [
        ("", 0),
        (CODE[:-1], 0),
        (CODE + "0", 0),
        (CODE[:8] + "U" + CODE[9:], 2),
        (CODE[:8] + "$" + CODE[9:], 2),
        ("ß" * 36, 0),
    ],
)
def test_K05_what_cannot_be_a_code_is_told_with_the_group(typed: str, group: int) -> None:
    with pytest.raises(MistypedRecoveryCode) as caught:
        secret_of(typed)
    assert caught.value.group == group
    assert ("group" in dict(caught.value.sentence.values)) is bool(group)


def test_right_groups_that_do_not_belong_together_are_no_code() -> None:
    other = code_of(bytes(reversed(SECRET)))
    mixed = "-".join((*CODE.split("-")[:3], *other.split("-")[3:]))
    with pytest.raises(MistypedRecoveryCode) as caught:
        secret_of(mixed)
    assert caught.value.group == 0


def test_a_group_can_be_asked_for_and_compared() -> None:
    assert group_of(CODE, 3) == CODE.split("-")[2]
    assert signs_of(f" {group_of(CODE, 3).lower()} ") == group_of(CODE, 3)
