"""督查: what was pressed within the period and what came of it, and what must be put right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bangfu.bulletin.commentary import dissatisfied
from bangfu.bulletin.document import Paragraph, Text, text
from bangfu.bulletin.material import Material
from bangfu.bulletin.problems import by_city, past_limits, unreported
from bangfu.bulletin.sources import WHOLE, Sources
from bangfu.bulletin.supervision import Pressed, Reason
from bangfu.bulletin.together import shared
from bangfu.bulletin.wording import this, upto
from bangfu.lifecycle.replay import Step
from bangfu.model.event import EventType

_REMEDIES = {
    Reason.OVERDUE: ("清理逾期问题", "逾期未办结的问题", "，要逐件查明原因，落实责任人和完成日期，尽快办结"),
    Reason.UNANSWERED: ("限时答复企业", "超过时限没有回应的问题", "，要立即核实，把办理意见告知企业"),
    Reason.UNASSIGNED: ("尽快交办问题", "超过时限没有交办的问题", "，要确定牵头单位和办理期限，及时交办"),
    Reason.STALE: ("推动久办未结问题", "长时间没有进展的问题", "，要重新会商办法，如实记录进展"),
}


def inspection(material: Material, pressed: tuple[Pressed, ...]) -> Iterator[Paragraph]:
    """督办落实, 超过时限, 数据报送, without numbers; one paragraph without a heading where all is well."""
    found = [
        ("督办落实情况", _supervised(material)),
        ("部分问题超过时限", past_limits(material, pressed)),
        ("数据报送不完整", unreported(material)),
    ]
    if material.total.issues and not pressed:
        yield Paragraph(text(f"{upto(material.as_of)}，逐件记录的问题均未超过时限，没有需要督办的问题。"))
    elif not any(words for _, words in found):
        yield Paragraph(text(f"{upto(material.as_of)}，没有督办记录，也没有发现市州漏报数据等情况。"))
    for run_in, words in found:
        if words:
            yield Paragraph(words, run_in)


def _supervised(material: Material) -> Text:
    """The 督办 of the period, and how many of these issues have been resolved since."""
    times: dict[str, int] = {}
    pressed: dict[str, list[str]] = {}
    done: list[str] = []
    for case, state in material.states():
        count = sum(
            event.type is EventType.SUPERVISE and event.date in material.period and event.date <= material.as_of
            for event in case.issue.events
        )
        if count:
            name = case.city.name
            pressed.setdefault(name, []).append(case.issue.id)
            done += [case.issue.id] if Step.RESOLVED in state.entered else []
            times[name] = times.get(name, 0) + count
    now, whole = this(material.period), material.sources[WHOLE]
    issues = [issue for some in pressed.values() for issue in some]
    if not issues:
        return text(f"{now}没有督办记录。") if material.total.issues else ()
    about = whole.within(str(len(issues)), issues, "督办的问题")
    every = whole.within(str(sum(times.values())), issues, "督办次数")
    what = text("该问题" if len(issues) == 1 else "这些问题", _outcome(issues, done, whole))
    if len(times) == 1:
        (name,) = times
        return text(f"{now}，{name}对", about, "个问题督办", every, "次，", what, "。")
    counts = [
        (name, material.sources[name].within(str(count), pressed[name], "督办次数")) for name, count in times.items()
    ]
    return text(f"{now}，各市州对", about, "个问题督办", every, "次，其中", shared(counts, "次"), "；", what, "。")


def _outcome(issues: Sequence[str], done: Sequence[str], whole: Sources) -> Text:
    """How many of the issues pressed have been resolved, in words for all and for none."""
    if len(done) == len(issues):
        return text("均已办结" if len(issues) > 1 else "已办结")
    if not done:
        return text("尚无办结" if len(issues) > 1 else "尚未办结")
    return text("已办结", whole.standing(str(len(done)), done, "督办后办结"), "个")


def rectification(material: Material, pressed: Sequence[Pressed]) -> Iterator[Paragraph]:
    """What follows from the figures, a paragraph a kind, each naming its cities; nothing where all is well."""
    for reason, (heading, what, remedy) in _REMEDIES.items():
        if counts := [*by_city(material, [each for each in pressed if reason in each.reasons], reason).items()]:
            yield Paragraph(text(f"{what}（", shared(counts, "个"), f"）{remedy}。"), heading)
    if named := shared(dissatisfied(material), "件"):
        yield Paragraph(text("企业评价不满意的（", named, "），要重新办理并再次征求企业意见。"), "回访不满意企业")
    if unreported(material):
        yield Paragraph(
            text("上述台账未报送、未更新或者数据不全的市州，要核对后及时补报，做到有事必记、数出有据。"), "补报台账数据"
        )
