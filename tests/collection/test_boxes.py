import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey

from surveys.collection.boxes import Submission, UnreadableBox, seal, unseal
from surveys.collection.padding import pad

KEY = PrivateKey.generate()
PUBLIC = bytes(KEY.public_key)
NUMBERS = st.none() | st.integers(1, 65_000)


@given(
    st.builds(
        Submission,
        st.integers(1, 2**31),
        NUMBERS,
        NUMBERS,
        NUMBERS,
        st.binary(max_size=300),
        st.dictionaries(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=300), max_size=4),
    )
)
def test_what_goes_in_comes_out(submission):
    assert unseal(seal(submission, public_key=PUBLIC), private_key=KEY) == submission


def test_a_box_tells_nothing_by_its_length():
    lengths = {len(seal(Submission(1, 2, 2020, None, b"x" * n, {"T": "ş" * n} if n % 2 else {}), public_key=PUBLIC)) for n in range(1, 300)}
    assert lengths == {1024 + 48}
    assert [len(pad(b"x" * n)) for n in (0, 1024, 1025, 4097, 70_000)] == [1024, 1024, 4096, 16_384, 262_144]


@pytest.mark.parametrize(
    "damage", [lambda box: box[:-1], lambda box: bytes(len(box)), lambda box: b"", lambda box: box[:50] + b"!" + box[51:]]
)
def test_a_damaged_box_is_said_to_be_unreadable(damage):
    box = seal(Submission(1, 2, 2020, None, b"record", {}), public_key=PUBLIC)
    with pytest.raises(UnreadableBox):
        unseal(damage(box), private_key=KEY)
