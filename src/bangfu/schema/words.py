"""What an editor says of keys and words: the title and the meaning of each key, by record.

docs/format.md and docs/format.zh-CN.md say the same in their tables; a test holds them together.
"""

from __future__ import annotations

from collections.abc import Mapping

from bangfu.i18n import mark

KEYS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "Part": {
        "city": (mark("city"), mark("the city's name, the same as in `bangfu.yaml`")),
        "opening": (mark("opening figures"), mark("期初数, counts carried in")),
        "enterprises": (mark("paired enterprises"), mark("帮扶对象, what is paired")),
        "issues": (mark("issues"), mark("问题 with their 办理记录")),
        "measures": (mark("measures"), mark("工作举措, what was done")),
        "outcomes": (mark("effects"), mark("成效, effects with a quantity")),
        "assertions": (mark("figures stated elsewhere"), mark("figures stated elsewhere, to be proved")),
        "visits": (mark("visits to enterprises"), mark("visits made to enterprises")),
        "surveys": (mark("surveys"), mark("questionnaires and their results")),
        "commitments": (mark("commitments"), mark("what an enterprise or the government promised")),
        "policies": (mark("policies delivered"), mark("policies of bangfu.yaml brought to enterprises")),
        "stages": (mark("stages of projects"), mark("the stages that projects came to")),
    },
    "Opening": {
        "date": (mark("date"), mark("the day as of which the counts stand")),
        "scope": (mark("scope"), mark("the part of the city they are about (a district, a park, a department)")),
        "category": (mark("category"), mark("the issue category they are about")),
        "source": (mark("source"), mark("where the counts come from")),
        "enterprises": (mark("enterprises"), mark("enterprises (企业) paired")),
        "projects": (mark("projects"), mark("projects (项目) paired")),
        "prospects": (mark("prospects"), mark("prospects (拟入规企业) paired")),
        "leaders": (mark("leaders"), mark("leaders paired with them")),
        "departments": (mark("departments"), mark("departments paired with them")),
        "people": (mark("people (times)"), mark("people sent or mobilised (人次)")),
        "visits": (mark("visits"), mark("visits made")),
        "reported": (mark("collected"), mark("issues that had come to that step or beyond it")),
        "verified": (mark("verified"), mark("issues that had come to that step or beyond it")),
        "rejected": (mark("sent back"), mark("issues that had come to that step or beyond it")),
        "assigned": (mark("assigned"), mark("issues that had come to that step or beyond it")),
        "resolved": (mark("resolved"), mark("issues that had come to that step or beyond it")),
        "closed": (mark("struck off"), mark("issues that had come to that step or beyond it")),
    },
    "Enterprise": {
        "name": (mark("name"), mark("its full name; one name stands once in a city")),
        "uscc": (
            mark("unified social credit code"),
            mark("its 统一社会信用代码 (GB 32100-2015): 18 characters whose check digit is verified"),
        ),
        "kind": (
            mark("kind of pairing"),
            mark("企业, 项目 (a project), 拟入规企业 (a prospect: about to come within statistics)"),
        ),
        "tier": (mark("tier"), mark("a word of the province's own, such as 重点骨干; figures can be grouped by it")),
        "district": (mark("district"), mark("its 区县 or 园区")),
        "chain": (mark("industrial chain"), mark("its 产业链")),
        "leader": (mark("paired leader"), mark("联点领导, by role: 市长")),
        "department": (mark("department in charge"), mark("责任单位: the department paired with it")),
        "station": (mark("service station"), mark("its 企业服务站")),
        "team": (mark("team"), mark("the 攻坚组 or 帮扶小组 that looks after it")),
        "stage": (mark("stage"), mark("of a project: 前期, 在建, 试生产, 竣工达产")),
        "aliases": (mark("aliases"), mark("earlier or short names; references by them are understood")),
        "since": (mark("paired since"), mark("paired from this day on; without it, always")),
        "until": (mark("paired until"), mark("no longer paired from this day on")),
        "source": (mark("source"), mark("where the entry comes from")),
    },
    "Issue": {
        "id": (
            mark("id"),
            mark(
                "made by bangfu: the city's prefix, the day and four characters, such as ZZ-190305-7K3M; "
                "or the bureau's own: ASCII letters, digits and hyphens, at most 32"
            ),
        ),
        "enterprise": (mark("enterprise"), mark("who raised it: a name or alias of the city's `enterprises`")),
        "title": (mark("title"), mark("the issue in a few words")),
        "category": (mark("issue category"), mark("one of the `categories` of bangfu.yaml")),
        "detail": (mark("detail"), mark("the issue at length")),
        "case": (mark("typical case"), mark("a typical case (典型案例), told in the bulletin")),
        "was": (mark("earlier ids"), mark("ids it had before a merge changed them")),
        "source": (mark("source"), mark("where the entry comes from")),
        "events": (mark("events"), mark("its events, at least the 反映")),
    },
    "Measure": {
        "date": (mark("date"), mark("when; a bulletin takes the measures of its period")),
        "section": (mark("section"), mark("one of the `sections` of bangfu.yaml: the heading it comes under")),
        "scope": (mark("scope"), mark("the part of the city it is about")),
        "text": (mark("text"), mark("the sentence as it is to be read; it may hold placeholders")),
        "case": (mark("typical case"), mark("a typical case")),
        "source": (mark("source"), mark("where it comes from")),
    },
    "Outcome": {
        "date": (mark("date"), mark("when")),
        "kind": (mark("kind"), mark("what: 授信, 供地, 减负 … ; outcomes of one kind are added up")),
        "scope": (mark("scope"), mark("the part of the city")),
        "enterprises": (mark("number of enterprises"), mark("how many enterprises it reached")),
        "value": (mark("value"), mark("how much")),
        "state": (
            mark("state"),
            mark("计划 (planned), 预计 (expected), 实现 (realised); the three are never added together"),
        ),
        "source": (mark("source"), mark("where it comes from")),
    },
    "Visit": {
        "date": (mark("date"), mark("when, or the last day of several")),
        "scope": (mark("scope"), mark("who went: a district, a park, a department")),
        "enterprises": (mark("number of enterprises"), mark("how many enterprises were visited")),
        "people": (mark("number of people"), mark("how many people went")),
        "visited": (mark("enterprises visited"), mark("which enterprises, by name")),
        "source": (mark("source"), mark("where it comes from")),
    },
    "Survey": {
        "date": (mark("date"), mark("when it was evaluated")),
        "scope": (mark("scope"), mark("the part of the city")),
        "responses": (mark("responses"), mark("how many came back")),
        "positive": (mark("favourable share"), mark("the share that answered favourably, `95.5%`")),
        "source": (mark("source"), mark("where it comes from")),
    },
    "Commitment": {
        "date": (mark("date"), mark("when it was promised")),
        "by": (mark("promised by"), mark("企业 or 政府")),
        "party": (mark("party"), mark("which enterprise, which department")),
        "text": (mark("content"), mark("what was promised")),
        "due": (mark("time limit"), mark("until when")),
        "kept": (mark("kept on"), mark("when it was kept")),
        "source": (mark("source"), mark("where it comes from")),
    },
    "Delivery": {
        "date": (mark("date"), mark("when")),
        "policy": (mark("policy"), mark("the `id` of a policy in bangfu.yaml")),
        "delivered": (mark("enterprises told"), mark("to which enterprises, by name")),
        "source": (mark("source"), mark("where it comes from")),
    },
    "Milestone": {
        "date": (mark("date"), mark("when")),
        "project": (mark("project"), mark("which project, by name")),
        "stage": (mark("stage"), mark("前期, 在建, 试生产, 竣工达产")),
        "text": (mark("text"), mark("what was reached")),
        "source": (mark("source"), mark("where it comes from")),
    },
    "Event": {
        "date": (mark("date"), mark("when")),
        "type": (mark("type"), mark("the step: 反映, 核实, 退回, 交办, 办理, 督办, 延期, 办结, 评价, 销号 or 重开")),
        "to": (mark("departments in charge"), mark("the departments: the lead first, then those that help")),
        "via": (mark("channel"), mark("the channel; of a 反映, how it came in")),
        "due": (mark("due date"), mark("by when")),
        "into": (mark("issue repeated"), mark("the id of the issue that this one repeats")),
        "satisfaction": (mark("satisfaction"), mark("满意, 基本满意, 不满意")),
        "note": (mark("note"), mark("the reason, the result, or what was done")),
        "outcomes": (mark("effects"), mark("what the 办结 brought")),
        "number": (
            mark("number of the letter"),
            mark(
                "the number of the letter, 交办函, 催办函 or 督办函, such as 帮扶督办〔2019〕3号; `bangfu letter` "
                "gives the year's next"
            ),
        ),
        "source": (mark("source"), mark("where the entry comes from")),
    },
    "Result": {
        "kind": (mark("kind"), mark("what")),
        "value": (mark("value"), mark("how much")),
        "state": (mark("state"), mark("计划, 预计, 实现")),
    },
    "Province": {
        "format": (mark("version of the format"), mark("the version of this format")),
        "province": (mark("province"), mark("the province's name")),
        "issuer": (mark("issuing office"), mark("who issues the bulletin (发文机关)")),
        "recipients": (mark("recipients"), mark("to whom (主送机关)")),
        "campaign": (mark("campaign"), mark("the campaign's name, part of the bulletin's title")),
        "language": (
            mark("language of messages"),
            mark("the language of messages; ledgers and bulletins are always Chinese"),
        ),
        "layout": (
            mark("place of new issues"),
            mark("where new issues are written: the city's file, or a file each in its part folder"),
        ),
        "demo": (mark("demonstration"), mark("the data are invented, and what is printed says so")),
        "public_secret": (
            mark("secret of de-identification"),
            mark("the secret of `--public`: long, random, never changed"),
        ),
        "cities": (mark("cities"), mark("the cities, in the official order that every table follows")),
        "categories": (mark("issue categories"), mark("demand fields (需求领域), each with its issue categories")),
        "channels": (mark("channels"), mark("the words that `via` takes")),
        "sections": (
            mark("sections"),
            mark("the words that `section` takes: the headings of the bulletin's first part"),
        ),
        "limits": (mark("time limits"), mark("days within which a step is due")),
        "roster": (mark("roster of key enterprises"), mark("重点企业名录: the enterprises that must be paired")),
        "policies": (mark("policies"), mark("the policies that cities bring to enterprises")),
        "teams": (mark("teams"), mark("攻坚组, 专班, 专家组: the teams that issues of their categories belong to")),
        "scoring": (mark("weights of the score"), mark("the weight of each rate in the yearly score")),
        "bulletin": (mark("bulletin"), mark("the bulletin's fixed words")),
    },
    "City": {
        "slug": (mark("slug"), mark("the name of its ledger file")),
        "name": (mark("name"), mark("市州")),
        "prefix": (mark("prefix"), mark("the beginning of its issues' ids")),
        "code": (mark("administrative code"), mark("its GB/T 2260 code")),
        "source": (mark("source"), mark("where the entry comes from")),
    },
    "Limits": {
        "unit": (mark("unit"), mark("what a day is: any day of the calendar, or a working day")),
        "reply": (mark("reply"), mark("反映 to the first reply: 核实, 退回, 交办, or 办结 on the spot")),
        "assign": (mark("assignment"), mark("核实 to 交办")),
        "resolve": (mark("resolution"), mark("交办 to 办结, where no `due` is given to the command")),
        "progress": (mark("progress"), mark("the latest event of an issue that is 办理中 to the next")),
        "visit": (mark("visit"), mark("one visit that names a paired enterprise to the next")),
        "deliver": (mark("delivery"), mark("the day on which a policy fits an enterprise to its delivery")),
        "holidays": (
            mark("holidays"),
            mark("with 工作日: days off that chinesecalendar does not have, or has as working days"),
        ),
        "workdays": (
            mark("working days"),
            mark("with 工作日: days worked that chinesecalendar does not have, or has as days off"),
        ),
    },
    "RosterEntry": {
        "name": (mark("name of the enterprise"), mark("the enterprise's name")),
        "city": (mark("city"), mark("the city that must pair it")),
        "source": (mark("source"), mark("where the entry comes from")),
    },
    "Policy": {
        "id": (mark("id"), mark("what `policy` in a ledger refers to")),
        "title": (mark("title"), mark("its title")),
        "tags": (mark("for categories"), mark("the categories it helps with")),
        "tiers": (mark("for tiers"), mark("the enterprises' tiers it is for")),
        "kinds": (mark("for kinds"), mark("the kinds it is for: 企业, 项目, 拟入规企业")),
        "chains": (mark("for chains"), mark("the industrial chains it is for")),
        "districts": (mark("for districts"), mark("the districts it is for")),
        "since": (mark("in force since"), mark("in force from this day")),
        "source": (mark("source"), mark("where the entry comes from")),
    },
    "Team": {
        "name": (mark("name"), mark("its name, such as 融资攻坚组")),
        "city": (mark("city"), mark("the city it works for; without it, every city that has none of its own")),
        "department": (mark("department"), mark("the department that leads it")),
        "categories": (mark("categories"), mark("the issue categories, or whole demand fields, that are its own")),
        "source": (mark("source"), mark("where the entry comes from")),
    },
    "BulletinWords": {
        "title": (
            mark("title"),
            mark(
                "the title; `{period}` is filled in. A `|` ends a line of it; without one it is broken where the "
                "sense allows"
            ),
        ),
        "number": (mark("document number"), mark("the document number; `{year}` and `{n}` are filled in")),
        "opening": (mark("opening paragraph"), mark("the paragraph before part one")),
        "outlook": (mark("work required next"), mark("下一步工作要求: each a text, or an entry with a heading")),
        "outlooks": (
            mark("work required by kind of period"),
            mark("下一步工作要求 of one kind of period, in place of `outlook`"),
        ),
        "contact": (mark("notes"), mark("附注: whom to ask")),
        "templates": (
            mark("templates"),
            mark(
                "the folder of the repository's own templates, for Markdown, HTML and PDF; a .docx is made without "
                "templates"
            ),
        ),
        "headings": (
            mark("run-in headings"),
            mark(
                "how run-in headings are written: 1、 in bold, as provincial notices have them, or （一） in 楷体, as "
                "GB/T 9704-2012 has them"
            ),
        ),
        "seal": (
            mark("seal"),
            mark("the signature is placed for a seal: over the date, which ends four characters from the right"),
        ),
        "colophon": (
            mark("colophon"),
            mark("版记, at the foot of the last page; the day of printing is the day of issue"),
        ),
    },
    "ColophonWords": {
        "copies": (mark("copies to"), mark("抄送机关: who gets copies")),
        "office": (mark("printing office"), mark("印发机关: the office that prints it")),
    },
    "Outlooks": {
        "week": (mark("weekly report"), mark("of the weekly report, which has none without it")),
        "month": (mark("month"), mark("of the month")),
        "quarter": (mark("quarter"), mark("of the quarter")),
        "half": (mark("half-year"), mark("of the half-year")),
        "year": (mark("year"), mark("of the year")),
    },
    "Outlook": {
        "heading": (mark("run-in heading"), mark("its run-in heading")),
        "text": (mark("text"), mark("the paragraph")),
    },
}
"""Of an `Assertion`, what an `Opening` says."""

WORDS: Mapping[str, str] = {
    "企业": mark("an enterprise"),
    "项目": mark("a project"),
    "拟入规企业": mark("a prospect: about to come within statistics"),
    "前期": mark("being prepared"),
    "在建": mark("being built"),
    "试生产": mark("producing on trial"),
    "竣工达产": mark("completed and producing as planned"),
    "满意": mark("satisfied"),
    "基本满意": mark("fairly satisfied"),
    "不满意": mark("dissatisfied: the issue may not be struck off, it is reopened"),
    "计划": mark("planned"),
    "预计": mark("expected"),
    "实现": mark("realised"),
    "政府": mark("the government: a department or an office"),
}
"""What the words mean that a key takes; of an event's type the table of transitions says it."""
