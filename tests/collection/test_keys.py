import stat

import pytest
from nacl.public import PrivateKey

from surveys.collection import keys


def test_keys_are_readable_by_their_owner_only(tmp_path):
    private = tmp_path / "private"  # on a new server nothing has made it yet
    public = keys.make(wave_id=7, folder=private)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [private, *private.rglob("*")]}
    assert modes == {"private": 0o700, "wave-keys": 0o700, "7.key": 0o600, "7.drafts": 0o600}
    assert bytes(keys.private_key(wave_id=7, public_key=public, folder=private).public_key) == public


def test_a_missing_key_and_the_key_of_another_wave_are_told_apart(tmp_path):
    public = keys.make(wave_id=7, folder=tmp_path)
    with pytest.raises(keys.KeyMissing):
        keys.private_key(wave_id=8, public_key=public, folder=tmp_path)
    with pytest.raises(keys.KeyOfAnotherWave):
        keys.private_key(wave_id=7, public_key=bytes(PrivateKey.generate().public_key), folder=tmp_path)
    (tmp_path / "wave-keys" / "7.key").write_bytes(b"cut short")
    with pytest.raises(keys.KeyOfAnotherWave):
        keys.private_key(wave_id=7, public_key=public, folder=tmp_path)


def test_destroying_leaves_nothing_and_may_be_repeated(tmp_path):
    keys.make(wave_id=7, folder=tmp_path)
    keys.make(wave_id=8, folder=tmp_path)
    assert [keys.destroy(wave_id=7, folder=tmp_path), keys.destroy(wave_id=7, folder=tmp_path)] == [True, False]
    assert sorted(path.name for path in (tmp_path / "wave-keys").iterdir()) == ["8.drafts", "8.key"]


def test_a_recovery_copy_gives_the_key_back_to_whoever_holds_the_recovery_key(tmp_path):
    recovery = PrivateKey.generate()
    public = keys.make(wave_id=7, folder=tmp_path, recovery_key=bytes(recovery.public_key))
    sealed = (tmp_path / "wave-keys" / "7.recovery").read_bytes()
    assert bytes(PrivateKey(keys.recover(sealed=sealed, recovery_private_key=bytes(recovery))).public_key) == public


def test_the_key_of_drafts_depends_on_the_wave_and_on_the_server(tmp_path):
    for wave_id in (7, 8):
        keys.make(wave_id=wave_id, folder=tmp_path)
    made = {keys.sitting_key(wave_id=w, folder=tmp_path, token_key=k) for w in (7, 8) for k in ("one", "two")}
    assert len(made) == 4
