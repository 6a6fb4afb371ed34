"""An entry is dated in a published period and came after it. / 补记了已通报时期的内容。

What: an issue, an event, an opening or another dated entry that the revision of `check --against` does not have is
dated within a period that is sealed there, or before it.

Why: it changes figures that have been published. A late entry is better than none, and the next bulletin has to say
so (补报).

Remedy: none, where the date is right: `bangfu report` puts the restated figures into the next bulletin.

是什么：`check --against` 拿来比较的那个版本里没有的问题、办理记录、期初数或其他有日期的条目，日期却在那时已经封账的
时期以内或者更早。

为什么：通报过的数会因此改变。晚报总比不报好，但下一期通报要写明“补报”。

怎么改：日期没有写错的，不用改：`bangfu report` 会把变动后的数写进下一期通报。

Wrong: seals/2019-06.yaml is there, and a 办结 dated 2019-06-28 is entered in July.

Right: what happened in June is entered before June is sealed.

错误写法：已经有 seals/2019-06.yaml，七月里又补记一条 2019-06-28 的办结。

正确写法：六月的事，在六月封账以前记完。
"""

from __future__ import annotations

from bangfu.check.rule import Rule
from bangfu.model.diagnostic import Severity

RULE = Rule("BF624", "back-dated", Severity.WARNING)
