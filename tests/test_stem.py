import unicodedata

import pytest

from pipeline.stem import sort_key, stem, stems


@pytest.mark.parametrize(
    "forms",
    [
        "nämnden nämndens nämnder nämnderna nämndernas",
        "beslut beslutet besluten beslutets",
        "förbund förbundet förbundets förbunden",
        "budget budgeten budgetens",
        "driftbudget driftbudgeten",
        "kommun kommunen kommuner kommunernas kommunens",
        "uppdrag uppdraget uppdragen",
        "kostnad kostnaden kostnader kostnaderna",
        "skola skolan skolor skolorna skolans",
        "verksamhetsplan verksamhetsplanen verksamhetsplaner",
        "insats insatsen insatser insatserna",
        "konsekvens konsekvensen konsekvenser",
        "ärende ärendet ärenden ärendena",
        "yrkande yrkandet yrkanden yrkandena",
        "ordförande ordföranden ordförandens",
        "revisor revisorn revisorer revisorerna",
    ],
)
def test_the_forms_of_a_word_meet(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(("a", "b"), [("får", "far"), ("mål", "mal"), ("föra", "fora"), ("säng", "sång")])
def test_letters_are_not_folded(a: str, b: str) -> None:
    assert stem(a) != stem(b)
    assert sort_key(a) != sort_key(b)


def test_composed_and_decomposed_are_one() -> None:
    assert stems("Åtgärder för äldre") == stems(unicodedata.normalize("NFD", "Åtgärder för äldre"))
    assert sort_key("Ängö") == sort_key(unicodedata.normalize("NFD", "Ängö"))


def test_the_swedish_alphabet() -> None:
    names = [
        "Öberg",
        "Ärlig",
        "Åberg",
        "Zorn",
        "Wik",
        "Vik",
        "Vin",
        "Lind",
        "Lindén",
        "Linder",
        "Müller",
        "Mys",
    ]
    assert sorted(names, key=sort_key) == [
        "Lind", "Lindén", "Linder", "Müller", "Mys", "Vik", "Vin", "Wik", "Zorn", "Åberg", "Ärlig", "Öberg",
    ]  # fmt: skip
