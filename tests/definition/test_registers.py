import pytest

from surveys.definition.formats.registers import PROGRAMS, registers


@pytest.mark.parametrize(
    ("code", "count", "first", "last"),
    [
        ("COUNTRY", 249, ("TR", "Türkiye", "Türkiye"), ("ZW", "Zimbabve", "Zimbabwe")),
        ("PROVINCE", 81, ("01", "Adana", "Adana"), ("81", "Düzce", "Düzce")),
        ("NACE", 21, ("A", "Tarım, ormancılık ve balıkçılık", "Agriculture, forestry and fishing"), None),
        ("ISCO08", 10, ("1", "Yöneticiler", "Managers"), ("0", "Silahlı kuvvetlerle ilgili meslekler", "Armed forces occupations")),
    ],
)
def test_a_register_is_whole_and_in_order(code, count, first, last):
    options = registers()[code].options()
    named = [(option.code, option.label.tr, option.label.en) for option in options]
    assert (len(named), len({code for code, _tr, _en in named}), named[0]) == (count, count, first)
    assert last in (None, named[-1])


def test_every_register_has_a_name_a_source_and_both_languages():
    for code, register in registers().items():
        assert (register.code, bool(register.name.tr), bool(register.name.en), bool(register.source)) == (code, True, True, True)
        assert [o.code for o in register.options() if not (o.label.tr and o.label.en)] == []


def test_sections_and_major_groups_have_the_codes_of_their_standards():
    assert "".join(o.code for o in registers()["NACE"].options()) == "ABCDEFGHIJKLMNOPQRSTU"
    assert sorted(o.code for o in registers()["ISCO08"].options()) == list("0123456789")


def test_programs_are_in_no_document():
    assert PROGRAMS not in registers()
