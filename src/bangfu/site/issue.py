"""An issue's page: its facts and its time line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bangfu.bulletin.wording import listing, tidy
from bangfu.lifecycle.replay import State
from bangfu.lifecycle.walk import walk
from bangfu.merge.book import Case
from bangfu.model.event import Event, OutcomeState
from bangfu.site.document import Fact, IssuePage, Link, Stage
from bangfu.site.frame import frame
from bangfu.site.material import HOME, Held, Material, linked, up


def issue_page(
    material: Material, held: Held, city_page: str, category_page: str | None, pages: Mapping[str, str]
) -> IssuePage:
    """The page of an issue.

    Args:
        material: the material.
        held: the issue.
        city_page, category_page: the lists it stands in, from the top of the site.
        pages: the page of each issue by its id.
    """
    case, state = held.case, held.state
    said = held.delay[0]
    late = "逾期办结" if state.resolved and state.late else ""
    return IssuePage(
        frame=frame(
            material,
            f"{case.issue.id} {tidy(case.issue.title)}",
            (tidy(case.issue.title),),
            crumbs=(Link("全省", up(HOME)), linked(case.city.name, city_page), Link(case.issue.id)),
            script=False,
            shape="issue",
        ),
        status=state.status.value,
        said=listing(filter(None, (said or late, state.satisfaction))),
        tone=held.urgency.colour if held.urgency else "",
        facts=tuple(_facts(material, case, state, city_page, category_page)),
        detail=_paragraphs(case.issue.detail),
        stages=tuple(_stages(case, state, pages)),
    )


def _facts(material: Material, case: Case, state: State, city_page: str, category_page: str | None) -> Iterator[Fact]:
    """What is known of the issue on the day; what is not known has no line."""
    issue, paired = case.issue, case.enterprise
    field = material.province.field_of(issue.category)

    def fact(name: str, *words: object, page: str | None = None) -> Iterator[Fact]:
        text = listing(tidy(str(word)) for word in words if word)
        if text:
            yield Fact(name, linked(text, page))

    yield from fact("编号", issue.id)
    yield from fact("市州", case.city.name, page=f"{city_page}#issues")
    yield from fact("企业", paired.name if paired else issue.enterprise)
    if paired:
        yield from fact("类型", paired.kind.value, paired.tier, paired.district, paired.chain)
        yield from fact("联点领导", paired.leader)
        yield from fact("帮扶单位", paired.department)
        yield from fact("服务站", paired.station)
        yield from fact("专班", paired.team)
    yield from fact("类别", f"{issue.category}（{field}）" if field else issue.category, page=category_page)
    yield from fact("反映渠道", state.via)
    yield from fact("责任单位", state.department)
    yield from fact("协办单位", *state.departments[1:])
    yield from fact("反映日期", state.reported)
    yield from fact("办理期限", state.due)
    if state.days is not None:
        yield from fact("办理天数", f"{state.days}天")
    yield from fact("督办", f"{state.supervised}次" if state.supervised else None)
    yield from fact("重开", f"{state.reopened}次" if state.reopened else None)
    yield from fact("企业评价", state.satisfaction)
    yield from fact("典型案例", "是" if issue.case else None)
    yield from fact("曾用编号", *issue.was)
    yield from fact("来源", issue.source)
    yield from fact("台账位置", f"{issue.file}:{issue.line}")


def _stages(case: Case, state: State, pages: Mapping[str, str]) -> Iterator[Stage]:
    for stride in walk(case.issue.events):
        event = stride.event
        if event.date <= state.as_of:
            wrong = "" if stride.legal else "此步不应出现在这里，不计入"
            yield Stage(
                event.date.isoformat(), event.type.value, tuple(_carried(event, pages)), _paragraphs(event.note), wrong
            )


def _carried(event: Event, pages: Mapping[str, str]) -> Iterator[Fact]:
    """What an event carries, but for its note."""
    if event.to:
        lead, *others = event.to
        yield Fact("责任单位", Link(tidy(lead)))
        if others:
            yield Fact("协办单位", Link(listing(map(tidy, others))))
    if event.via:
        yield Fact("渠道", Link(tidy(event.via)))
    if event.due:
        yield Fact("期限", Link(event.due.isoformat()))
    if event.satisfaction:
        yield Fact("评价", Link(event.satisfaction.value))
    if event.into:
        yield Fact("并入", linked(event.into, pages.get(event.into)))
    if event.number:
        yield Fact("文号", Link(tidy(event.number)))
    for each in event.outcomes:
        how = "" if each.state is OutcomeState.REALISED else each.state.value
        yield Fact("成效", Link(f"{how}{each.kind}{each.value.display()}"))
    if event.source:
        yield Fact("来源", Link(tidy(event.source)))


def _paragraphs(text: str | None) -> tuple[str, ...]:
    """A block's paragraphs: its lines, empty ones left out."""
    return tuple(filter(None, (tidy(line) for line in (text or "").splitlines())))
