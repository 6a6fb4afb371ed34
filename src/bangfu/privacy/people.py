"""People: a personal name gives way to the role it is named with (张总 → 企业负责人, 市长张某 → 市长)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from bangfu.privacy.lexicon import Lexicon
from bangfu.privacy.names import Form, fold
from bangfu.privacy.surnames import NOT_GIVEN, SURNAMES, WORDS

LEADER = "联点领导"
SOMEBODY = "有关人员"
MANAGER = "企业负责人"
ENGINEER = "技术人员"

_HAN = "[\u4e00-\u9fff]"
_GIVEN = f"(?![{NOT_GIVEN}]){_HAN}"
_FOREIGN = f"{_HAN}{{1,6}}·{_HAN}{{1,8}}"
_NO_PERSON = "企业|项目|拟入规|公司|单位|集团|[年月日地市州县区镇乡村厂个些种类]"
_SOME = f"{SURNAMES}某{{1,2}}(?!{_NO_PERSON})"
_FULL = f"{SURNAMES}{_HAN}{{1,2}}|{_FOREIGN}"
_RANK = "(?:常务|第一)?(?:副|代)?"
_OFFICE = (
    "秘书长|检察长|巡视员|调研员|书记|省长|市长|州长|盟长|县长|区长|镇长|乡长|村长|厅长|局长|处长|科长|股长|部长|主席|主任|"
    "行长|校长|院长|所长|站长|队长|组长|专员"
)
_POST = (
    "总经理|董事长|总工程师|总会计师|总经济师|工程师|经济师|总监|总裁|总工|副总|会计师|会计|出纳|厂长|经理|监事|主管|律师|教授|"
    "负责人|股东"
)
_ADDRESS = "先生|女士|小姐|老板|师傅|老师|同志"
_TITLE = f"(?:{_RANK}(?:{_OFFICE}|{_POST})|{_ADDRESS})"
_LABELS = (
    "联系人|联络人|联络员|经办人|承办人|对接人|申请人|报送人|填报人|审核人|责任人|负责人|法定代表人|法人代表|法人|"
    "实际控制人|股东"
)
_LABEL = f"(?:{_LABELS})(?:姓名)?"
_SHORT = "[总工董]"
_BEHIND_SHORT = (  # 张总来电, and no 总量, 工程, 董事
    "(?=$|电话|负责|指出|指示)|(?<=总)(?![结量体额数部理经计之是共会裁书监需值产工统而则括览揽参务局署线院装承包投面规长价分负成人用库站厂"
    "公店行支社台代资收利税销供电干调指预决方目任路队教编图机闸阀管控平评概])"
    "|(?<=工)(?![程业作厂人资会商地期艺伤具时序种装信农学友头段区])|(?<=董)(?![事监会秘])"
)
_END = "(?=$|[^\u4e00-\u9fff·]|电话|手机|联系|反映|表示|来电)"
_LIKELY = (f"{_OFFICE}|{_POST}|{_ADDRESS}|{_LABELS}|某|·", f"{SURNAMES}{_SHORT}")
"""Without any of these there is nobody to be found. Words alone are quick to look for."""
_ROLES = {"总": MANAGER, "董": MANAGER, "副总": MANAGER, "老板": MANAGER, "工": ENGINEER, "总工": ENGINEER}
_ROLES |= dict.fromkeys(("先生", "女士", "小姐", "师傅", "老师", "同志"), SOMEBODY)
_BODY = (
    "人大常委会|人大|政府|政协|纪委监委|纪委|监委|政法委|党委|党组|党工委|委|管委会|园区|开发区|经开区|高新区|组织部|宣传部|"
    "统战部|办公室|办公厅|工信局|工信厅|发改委|工商联"
)
_FIELD = (
    "工业和信息化|工业|信息化|商务|商贸|外贸|农业|农村|科技|科教|教育|文化|旅游|卫生|医药|交通|住建|城建|建设|财政|金融|税务|招商|园区|"
    "开发区|国资|民营经济|县域经济|经济|中小企业|企业|能源|矿业|生态|环保|安全生产|应急|发展改革|人力资源|组织|宣传|统战|政法|常务"
)
_DUTY = f"(?:(?:分管|主管|协管|联系)(?:(?:{_FIELD})(?:[、和及与]?(?:{_FIELD}))*)?(?:工作|方面)?的?)"
"""What an official is in charge of (分管工业的副市长), by fields known by name, since a word may be a name."""
_ROLE = f"{_DUTY}?(?:常委(?!会)|党组成员|委员|[省市州县区镇乡]?领导|{_RANK}(?:{_OFFICE}))"
_OFFICIAL = rf"(?:[省市州县区镇乡]?(?:{_BODY})){{0,6}}(?:[省市州县区镇乡]级)?{_ROLE}"
_BETWEEN = r"[、，,；;/（）()\s]+"


class People:
    """Finds people in texts: by surname and title, by the label before them, and those who are known by name.

    Args:
        places: the names of cities, which are not taken for people (岳阳市长).
    """

    def __init__(self, places: Iterable[str]) -> None:
        self._places = sorted(filter(None, places), key=len, reverse=True)
        self._known = Lexicon(SOMEBODY)

    def know(self, name: str, city: str, role: str) -> None:
        """Has the name replaced by `role` wherever it stands."""
        self._known.add(Form(fold(name).text, sure=True), city, role)

    def without_names(self, text: str, city: str = "") -> str:
        """`text`, of a ledger of `city`, with its personal names replaced by the roles they are named with."""
        if any(re.search(words, text) for words in _LIKELY):
            text = self._named.sub(_role_in, text)
        pieces, at = [], 0
        for start, end, role in self._known.find(text, city):
            beside = re.search(f"(?:{_TITLE}|{_LABEL})[:：（( ]?$", text[:start]) or re.match(_TITLE, text[end:])
            pieces += [text[at:start], "" if beside else role]
            at = end
        return "".join([*pieces, text[at:]])

    def labelled(self, text: str) -> Iterator[tuple[str, str]]:
        """The full names that a text gives behind a label (联系人：张建国), each with the label."""
        for match in self._named.finditer(text) if re.search(_LABELS, text) else ():
            name = match["behind"] or match["within"] or match["next"]
            if name and "某" not in name and name[-1] not in NOT_GIVEN:
                yield name, str(match["label"])

    def role_of(self, leader: str) -> str:
        """What `leader` of an enterprise says of the office: 市长张某 → 市长; 联点领导 where it names a person alone.

        Whatever is not known to be an office is left out.
        """
        return "、".join(dict.fromkeys(self._official.findall(leader))) or LEADER

    def is_office(self, leader: str) -> bool:
        """Whether `leader` of an enterprise gives offices and nothing else."""
        return not any(re.split(_BETWEEN, self._official.sub(" ", leader)))

    def names_in(self, leader: str) -> Iterator[str]:
        """The personal names that `leader` of an enterprise holds."""
        for part in re.split(_BETWEEN, self._official.sub(" ", leader)):
            if re.fullmatch(_FULL, part) and "某" not in part and part[-1] not in NOT_GIVEN:
                yield part

    @cached_property
    def _official(self) -> re.Pattern[str]:
        places = "|".join(map(re.escape, self._places)) or "(?!)"
        return re.compile(f"(?:{places})?{_OFFICIAL}")

    @cached_property
    def _named(self) -> re.Pattern[str]:
        places = "|".join(map(re.escape, self._places)) or "(?!)"
        return re.compile(
            rf"(?P<label>{_LABEL})(?:[:：]\s*(?P<behind>{_SOME}|{_FULL}|(?!{_HAN}*[{NOT_GIVEN}](?!{_HAN})){_HAN}{{2,4}}){_END}"
            rf"|[（(]\s*(?P<within>{_SOME}|{_FULL})\s*[）)]|[为是\s]?(?P<next>{_SOME}|{_FULL}){_END})"
            rf"|(?P<post>{_TITLE})(?:[:：（(]?(?:{_SOME})|[:：\s]\s*(?:{_FULL}){_END}|[（(](?:{_FULL})(?=[）)]))[）)]?"
            rf"|(?P<word>(?:{places})(?=[市州县区]|地区|{_TITLE})|{WORDS}|(?<={_HAN})任(?={_TITLE}))"
            rf"|(?:{SURNAMES}(?:{_GIVEN}){{0,2}}?|{_SOME}|{_FOREIGN})(?P<title>{_TITLE})"
            rf"|{SURNAMES}(?P<short>{_SHORT})(?:{_BEHIND_SHORT})"
            rf"|{_SOME}"
        )


def _role_in(match: re.Match[str]) -> str:
    if match["word"]:
        return match["word"]
    title = match["title"] or match["short"]
    return match["label"] or match["post"] or (_ROLES.get(title, title) if title else SOMEBODY)
