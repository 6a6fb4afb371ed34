"""Personal names, and the roles that stand for them."""

from __future__ import annotations

import pytest

from bangfu.privacy.people import People

NAMED = [
    ("张总反映用地问题", "企业负责人反映用地问题"),
    ("请张总协调用地，刘董也知道", "请企业负责人协调用地，企业负责人也知道"),
    ("李经理说", "经理说"),
    ("王建国董事长", "董事长"),
    ("张副总带队", "企业负责人带队"),
    ("王副市长带队", "副市长带队"),
    ("请陈工确认", "请技术人员确认"),
    ("市长张某调研", "市长调研"),
    ("李某某来电", "有关人员来电"),
    ("赵女士", "有关人员"),
    ("联系人：王某", "联系人"),
    ("联系人：仉建国，电话", "联系人，电话"),
    ("联系人王小明。", "联系人。"),
    ("法定代表人为欧阳锋", "法定代表人"),
    ("负责人（赵六）", "负责人"),
    ("买买提·艾力厂长", "厂长"),
    ("市长 张建国，", "市长，"),
]
NOBODY = [
    "担任总经理", "由市长任组长", "本周总结会", "双方总额", "石总量、高总产值", "王工程", "施工，", "开工、竣工",
    "岳阳市长", "岳阳市市长", "常务副市长", "分管副市长", "项目经理", "股东大会", "负责人：市工信局", "市长要求加快",
    "工程师15人", "高新区区长", "有关部门", "向某企业BCDFG发函", "逐企过问", "于某年某月", "",
]  # fmt: skip
OFFICES = [
    ("市长", "市长"),
    ("市长张某", "市长"),
    ("张建国市长", "市长"),
    ("市委常委、副市长 张建国", "市委常委、副市长"),
    ("王伟市委副书记", "市委副书记"),
    ("岳阳市常务副市长", "岳阳市常务副市长"),
    ("分管工业的副市长", "分管工业的副市长"),
    ("市委常委、分管商务和科技工作的副市长张建国", "市委常委、分管商务和科技工作的副市长"),
    ("分管副市长张某", "分管副市长"),
    ("分管张建国的副市长", "副市长"),
    ("市人大常委会副主任李四", "市人大常委会副主任"),
    ("高新区管委会主任", "高新区管委会主任"),
    ("长沙市芦淞区区长", "区长"),
    ("省级领导", "省级领导"),
    ("张建国", "联点领导"),
    ("仉某", "联点领导"),
]


@pytest.fixture
def people() -> People:
    return People(["岳阳市", "岳阳", "张家界市", "张家界"])


@pytest.mark.parametrize(("text", "masked"), NAMED)
def test_a_name_gives_way_to_its_role(people: People, text: str, masked: str) -> None:
    assert people.without_names(text, "zhuzhou") == masked
    assert people.without_names(masked, "zhuzhou") == masked


@pytest.mark.parametrize("text", NOBODY)
def test_what_is_no_name_stays(people: People, text: str) -> None:
    assert people.without_names(text, "zhuzhou") == text


@pytest.mark.parametrize(("leader", "role"), OFFICES)
def test_a_leader_is_an_office(people: People, leader: str, role: str) -> None:
    assert people.role_of(leader) == role


def test_whoever_is_known_is_known_everywhere(people: People) -> None:
    assert [*people.labelled("联系人：王小明，负责人：市工信局")] == [("王小明", "联系人")]
    assert [*people.names_in("市委常委、副市长 张建国，芦淞区")] == ["张建国"]
    people.know("张建国", "zhuzhou", "副市长")
    assert people.without_names("张建国主持，副市长张建国部署", "zhuzhou") == "副市长主持，副市长部署"
    people.know("张建国", "changsha", "局长")
    assert people.without_names("张建国主持", "yueyang") == "有关人员主持"
