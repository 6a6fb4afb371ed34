"""How an issue is laid out in a ledger: as `bangfu fmt` writes it, or in one of the ways in which people write it."""

from __future__ import annotations

from invented import Issue, Step


def canonical(issue: Issue) -> str:
    """To the letter what `bangfu fmt` writes."""
    events = "".join(
        f"      - {{{', '.join(f'{key}: {value}' for key, value in _pairs(step))}}}\n" for step in issue.steps
    )
    return (
        f"  - id: {issue.id}\n    enterprise: {issue.enterprise}\n    title: {issue.title}\n"
        f"    category: {issue.category}\n    events:\n{events}"
    )


def by_hand(issue: Issue, serial: int) -> str:
    """With a comment, quotes, events as blocks, or keys in an order of its own, by turns; nothing of it canonical."""
    return (_commented, _quoted, _in_blocks, _reordered)[serial % 4](issue)


def _commented(issue: Issue) -> str:
    first, title, rest = canonical(issue).partition(f"    title: {issue.title}\n")
    return f"  # 演示：企业当面反映\n{first}{title[:-1]}  # 注\n{rest}"


def _quoted(issue: Issue) -> str:
    text = canonical(issue).replace(f"title: {issue.title}", f"title: '{issue.title}'")
    return text.replace(f"enterprise: {issue.enterprise}", f'enterprise: "{issue.enterprise}"')


def _in_blocks(issue: Issue) -> str:
    head, _events, _flow = canonical(issue).partition("    events:\n")
    events = ("\n        ".join(f"{key}: {value}" for key, value in _pairs(step)) for step in issue.steps)
    return f"{head}    events:\n" + "".join(f"      - {event}\n" for event in events)


def _reordered(issue: Issue) -> str:
    category = f"    category: {issue.category}\n"
    head, _category, events = canonical(issue).partition(category)
    first, _break, rest = head.partition("\n")
    return f"{first}\n{category}{rest}{events}"


def _pairs(step: Step) -> list[tuple[str, str]]:
    """Key and value of an event, in the order of the format."""
    pairs = [("date", f"{step.day}"), ("type", step.kind)]
    for key, value in step.details.items():
        pairs.append((key, value if isinstance(value, str) else f"[{', '.join(value)}]"))
    if step.outcome:
        pairs.append(("outcomes", f"[{{kind: 授信, value: {step.outcome}}}]"))
    return pairs
