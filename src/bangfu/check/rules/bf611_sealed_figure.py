"""A published figure has changed. / 通报过的数变了。

What: the ledgers now give another figure for a sealed period than was published last. The finding names the city,
each figure with its published and its present value and, where git holds the commit that was sealed, the issues and
entries that make the difference.

Why: what has been published does not change in silence. A late report or a correction is legitimate; the next
bulletin says so (补报、更正) and shows the restated figures.

Remedy: see whether the change is meant. If so, nothing: once the next period is sealed, its bulletin having said
so, the finding goes.

是什么：已封账的时期，按现在的台账算出的数与最后一次通报的不一样。提示写明市州、每项数通报时和现在的值；
封账时的版本在 git 里找得到的，还列出造成差别的问题和条目。

为什么：通报过的数不能不声不响地变。补报、更正都可以，下一期通报会写明，并附更正后的数。

怎么改：看一看是不是确实要改。是的，不用处理：下一期通报写明、封账以后，这条提示就没有了。

Wrong: 株洲市 was published with 62 办结 for 2019-06, and an issue's 办结 of June was entered in July.

Right: the ledgers give what was published.

错误写法：2019年6月通报株洲市办结62个，七月里又补记了六月的一条办结。

正确写法：台账算出的数与通报的一致。
"""

from __future__ import annotations

from bangfu.check.rule import Rule
from bangfu.model.diagnostic import Severity

RULE = Rule("BF611", "sealed-figure", Severity.WARNING)
