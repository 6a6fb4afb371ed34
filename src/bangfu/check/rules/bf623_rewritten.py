"""What bears on a published period was changed. / 已通报时期的内容改了。

What: an event, an opening or another dated entry of a period that is sealed, or of the time before it, reads
otherwise than in the revision that `check --against` compares with; or the period was sealed again.

Why: figures have been published that rest on it. The correction is legitimate, but it changes what was said: the next
bulletin has to say so (更正).

Remedy: none, where the correction is meant: `bangfu report` puts the restated figures into the next bulletin.

是什么：已封账时期（或者更早）的办理记录、期初数或其他有日期的条目，与 `check --against` 拿来比较的那个版本写得不一
样；或者这个时期重新封了账。

为什么：通报过的数是按原来的内容算的。更正可以，但说过的数会变，下一期通报要写明“更正”。

怎么改：确实要更正的，不用改：`bangfu report` 会把更正后的数写进下一期通报。

Wrong: seals/2019-06.yaml is there, and the day of a 办结 in June is changed in July.

Right: nothing dated up to 30 June is changed after that.

错误写法：已经有 seals/2019-06.yaml，七月里又改了六月的一条办结的日期。

正确写法：封账以后，6月30日以前的内容不再改动。
"""

from __future__ import annotations

from bangfu.check.rule import Rule
from bangfu.model.diagnostic import Severity

RULE = Rule("BF623", "rewritten", Severity.WARNING)
