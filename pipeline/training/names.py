"""Names and numbers for the templates: people, municipalities, invented places, letters.

`sources` gives one function a slot. Names of people are drawn by frequency, evenly from the whole
list, and built from parts, so that the model learns the shape of names and not a list of them.
Every tenth name and municipality is used only for validation.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate

from faker.providers.person.sv_SE import Provider as FakerNames

from pipeline import gazetteers
from pipeline.training.grammar import is_held_out

_FRONT = (
    "Berg Lind Sand Sjö Ek Björk Gran Ny Holm Ström Hed Dal Lund Mark Ång Back Åker Hög Söder Norr Öst "
    "West Rosen Ceder Hammar Kvarn Ljung Malm Palm Stål Sten Sund Skog Åker Älv Fors Frid Gyllen Silfver "
    "Ny Apel Ask Bäck Elm Fall Glad Hall Lager Lilje Lövy Mell Nord Rydh Sven Tall Törn Wahl Wall Wik Öhr"
).split()
_BACK = (
    "ström gren kvist berg lund man qvist stedt holm dahl blad feldt mark vall wall in én ell ner ander "
    "elius sten fors ling blom rud bom hult hammar sjö vik"
).split()
_ABROAD = (
    "Hassan Ahmed Ali Mohammed Hussein Nguyen Jovanović Petrović Hadžić Kovačević Yılmaz Öztürk Demir Kaya "
    "Rahimi Karimi Haddad Khalil Saleh Abdi Warsame Tesfaye Haile Virtanen Korhonen Niemi Mäkinen Laine "
    "Hansen Nielsen Larsen Olsen Müller Schmidt Schneider Kowalski Nowak Garcia Lopez Rodriguez Gonzalez "
    "Silva Rossi Popescu Ivanova Petrova Shevchenko Begovic Selimović Krasniqi Berisha Aziz Osman Farah "
    "Omar Ibrahim Yusuf Hosseini Moradi Tahiri Amiri Singh Kaur Kumar Chen Wang Kim Tran Pham Svensen "
    "Lehtonen Koskinen Heikkinen Rautio Juntti Kemi Labba Sarri Gebremariam Mohamud Abdullahi Hashemi"
).split()
_PLACE_FRONT = (
    "Norr Söder Öster Väster Björk Gran Hammar Ljung Kvarn Sten Sand Berg Sjö Älv Lin Ek Al Hag Svart Vit "
    "Rå Tall Ås Bäck Fors Grön Hed Häll Kråk Lax Mör Ny Ore Ram Silver Stor Trå Ulv Varg Ytter Över Åker"
).split()
_PLACE_BACK = (
    "dal by berg sjö vik fors hult torp stad köping ås näs bruk holm ryd backa mo träsk sund hamn boda "
    "eda arp inge lösa hov tuna rum mark ared äng myra"
).split()
_ONSETS = "b d f g h j k l m n p r s t v br dr fr gr kr st sk tr bj hj kh ch sh z".split()
_CODAS = ("", "", "", "", "n", "r", "l", "s", "t", "k", "ck", "ng", "rd", "m", "ll", "ss", "nd")
_PARTIES = ("S", "M", "SD", "C", "V", "KD", "L", "MP")
_PARTY_WEIGHTS = (30, 20, 16, 10, 9, 7, 6, 5)
_LOCAL_PARTIES = (
    "D SoL SOL FP FI SPI SJVP NM AFS LPO VTP KP BP OP ALT ÖP RP TP HP MED KV Bp Kp VOX KL LB DEM PF UP NP "
    "FV RF Opol - UBP"
).split()
_PARTICLES = ("von", "af", "de", "van", "Von", "al", "El", "van der", "von der", "de la", "van den")
_LETTERS = "ABCDEFGHIKLMNOPRSTUV"
_ENDS_OF_BODIES = ("N", "N", "N", "N", "F", "F", "S", "R", "AU", "AU", "NAU", "U", "K")
_NOT_ACRONYMS = frozenset({"OBS", "SFS", "PDF", "TKR", "SEK", "DNR", "KL", "AB", "HB", "ID", "IN", "ET"})


def sources(held_out: bool) -> dict[str, Callable[[random.Random], str]]:
    """Functions that draw a slot's words; from the kept-apart tenth when `held_out`."""
    keep = partial(_keep, held_out=held_out)
    weights = gazetteers.given_names()
    listed = keep([name for name in weights if weights[name] >= 60])
    frequent = keep([name for name in weights if weights[name] >= 2500])
    cumulative = list(accumulate(weights[name] for name in frequent))
    surnames = keep(sorted(gazetteers.surnames()))
    faker = keep(sorted(FakerNames.last_names))
    munis = keep(sorted(gazetteers.municipalities()))
    full = {name: muni.full_names for name, muni in gazetteers.municipalities().items()}
    agencies = keep(sorted(set(gazetteers.agencies().values())))
    letters = sorted(
        name for name in gazetteers.agencies() if len(name) <= 5 and name[1:].upper() == name[1:]
    )
    regions = sorted(set(gazetteers.regions().values()))
    regionfull = sorted(name for name in gazetteers.regions() if len(name) > 5)
    counties = [name.removeprefix("Region ") for name in regions]
    places = keep(sorted(gazetteers.places()))

    def given(rng: random.Random) -> str:
        first = rng.choices(frequent, cum_weights=cumulative)[0] if rng.random() < 0.6 else rng.choice(listed)
        chance = rng.random()
        if chance > 0.97:
            return _coined(rng)
        if chance < 0.06 and "-" not in first:
            return f"{first}-{rng.choices(frequent, cum_weights=cumulative)[0]}"
        return f"{first} {rng.choices(frequent, cum_weights=cumulative)[0]}" if chance < 0.09 else first

    def surname(rng: random.Random) -> str:
        chance = rng.random()
        if chance < 0.35:
            return rng.choice(faker)
        if chance < 0.65:
            return rng.choice(surnames)
        if chance < 0.75:
            return rng.choice(_ABROAD)
        return _coined(rng) if chance < 0.85 else _built(rng, _FRONT, _BACK)

    def name(rng: random.Random) -> str:
        last, chance = surname(rng), rng.random()
        if chance < 0.07:
            last = f"{last}-{surname(rng)}"
        elif chance < 0.16:
            last = f"{last} {surname(rng)}"
        elif chance < 0.18:
            last = f"{rng.choice(_PARTICLES)} {last}"
        elif chance < 0.21:
            last = f"{rng.choice(_LETTERS)}{rng.choice(('', '', '.'))} {last}"
        elif chance < 0.22:
            gap = rng.choice((" ", ". ", "-"))  # "P A Rudholm", "P-O Rudholm"
            return f"{rng.choice(_LETTERS)}{gap}{rng.choice(_LETTERS)}{gap.strip('-')} {last}".replace(
                "  ", " "
            )
        elif chance < 0.225:
            return f"{rng.choice(_LETTERS)}{rng.choice(('', '', '.'))} {given(rng)} {last}"
        return f"{given(rng)} {last}"

    def muni_full(rng: random.Random) -> str:
        return rng.choice(full[rng.choice(munis)])

    def email(rng: random.Random) -> str:
        return f"{given(rng)}.{surname(rng)}@{_built(rng, _PLACE_FRONT, _PLACE_BACK)}.se".lower().replace(
            " ", ""
        )

    return {
        "given": given,
        "surname": surname,
        "name": name,
        "munname": lambda rng: rng.choice(munis),
        "muniname": lambda rng: rng.choice(munis),
        "munifull": muni_full,
        "regionname": lambda rng: rng.choice(regions),
        "regionfull": lambda rng: rng.choice(regionfull),
        "regionshort": lambda rng: rng.choice(counties),
        "county": lambda rng: rng.choice(counties),
        "agencyname": lambda rng: rng.choice(agencies),
        "agencyabbr": lambda rng: rng.choice(letters),
        "realplace": lambda rng: rng.choice(places),
        "fictplace": lambda rng: _built(rng, _PLACE_FRONT, _PLACE_BACK),
        "party": _party,
        "partyact": _acting_party,
        "acro": _acronym,
        "bodyletters": _letters_of_a_body,
        "letter": lambda rng: rng.choice(_LETTERS),
        "email": email,
        **_numbers(),
    }


def _numbers() -> dict[str, Callable[[random.Random], str]]:
    return {
        "n": lambda rng: str(rng.randint(1, 999)),
        "nn": lambda rng: str(rng.randint(2, 99)),
        "nnn": lambda rng: str(rng.randint(100, 999)),
        "day": lambda rng: str(rng.randint(1, 28)),
        "mo": lambda rng: str(rng.randint(1, 12)),
        "mm": lambda rng: f"{rng.randint(1, 12):02}",
        "dd": lambda rng: f"{rng.randint(1, 28):02}",
        "hh": lambda rng: f"{rng.randint(8, 19):02}",
        "min": lambda rng: f"{rng.randrange(0, 60, 5):02}",
    }


def _keep(names: Sequence[str], held_out: bool) -> list[str]:
    return [name for name in names if is_held_out(name) == held_out]


def _built(rng: random.Random, front: Sequence[str], back: Sequence[str]) -> str:
    return rng.choice(front) + rng.choice(back)


def _coined(rng: random.Random) -> str:
    """A name nobody has listed, from syllables: "Virgen", "Balouk", "Tedekis"."""
    syllables = [
        rng.choice(_ONSETS) + rng.choice("aeiouåäöaeiou") + rng.choice(_CODAS)
        for _ in range(rng.choice((2, 2, 3)))
    ]
    return "".join(syllables).capitalize()


def _party(rng: random.Random) -> str:
    if rng.random() < 0.12:
        return rng.choice(_LOCAL_PARTIES)
    return rng.choices(_PARTIES, _PARTY_WEIGHTS)[0]


def _acting_party(rng: random.Random) -> str:
    """Letters of a party as the subject of a sentence: never the dash of those without one."""
    while True:
        letters = _party(rng)
        if letters.isalpha():
            return letters


def _acronym(rng: random.Random) -> str:
    while True:
        word = "".join(rng.choice(_LETTERS) for _ in range(rng.choice((2, 3, 3, 4, 4, 5))))
        if word not in _NOT_ACRONYMS:
            return word


def _letters_of_a_body(rng: random.Random) -> str:
    """Letters as organs have them: first letters of two fields and of "nämnd", "arbetsutskott" …: "SBN"."""
    fields = "".join(rng.choice(_LETTERS) for _ in range(rng.choice((1, 1, 2, 2, 3))))
    return fields + rng.choice(_ENDS_OF_BODIES)
