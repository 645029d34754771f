"""The links between facts: what a decision holds by id."""

from __future__ import annotations

from evaluation.exchange.task import LINKS, Record, Task


def link(facts: list[Record], old: Record, task: Task, notes: list[str]) -> None:
    """Write the links of the tool into the decisions; ids of other documents stay."""
    if task.links is None:
        return
    links = []
    for each in task.links:
        ends = (task.regions[each.source].kind, task.regions[each.target].kind)
        if ends == ("decisions", LINKS[each.name]):
            links.append(each)
        else:
            labels = (task.regions[each.source].label, task.regions[each.target].label)
            notes.append(f"{task.place}: left out a link of {each.name} from {labels[0]} to {labels[1]}")
    ours = {fact["id"] for kind in set(LINKS.values()) for fact in old.get(kind) or () if fact.get("id")}
    for index, region in enumerate(task.regions):
        if region.kind != "decisions":
            continue
        for name in LINKS:
            targets = [facts[link.target] for link in links if link.source == index and link.name == name]
            ids = [_id(target, facts, name) for target in targets]
            before = facts[index].get(name)
            held = [before] if isinstance(before, str) else before or []
            kept = [each for each in held if each not in ours or each in ids]
            after = [*kept, *(each for each in ids if each not in kept)]
            if name in facts[index] or after:
                facts[index][name] = (after[-1] if after else None) if name == "proposal" else after


def _id(fact: Record, facts: list[Record], name: str) -> str:
    if not fact.get("id"):
        taken = {other.get("id") for other in facts}
        letter = LINKS[name][0]
        fact["id"] = next(each for n in range(1, len(facts) + 2) if (each := f"{letter}{n}") not in taken)
    return str(fact["id"])


def unlink(record: Record, old: Record) -> None:
    """Take the ids of deleted facts out of the decisions that held them."""
    for name, kind in LINKS.items():
        there = {fact.get("id") for fact in record.get(kind) or ()}
        gone = {fact["id"] for fact in old.get(kind) or () if fact.get("id")} - there
        for decision in record.get("decisions") or ():
            held = decision.get(name)
            if isinstance(held, list) and gone.intersection(held):
                decision[name] = [each for each in held if each not in gone]
            elif isinstance(held, str) and held in gone:
                decision[name] = None
