"""What stands behind published figures has changed. / 通报所依据的内容变了。

What: issues, events or other entries dated up to the end of a sealed period are not what they were, and no figure
of the seal has changed by it.

Why: a bulletin also prints titles, departments, measures and outcomes. They do not change in silence either.

Remedy: see whether the change is meant. If so, nothing: once the next period is sealed the finding goes.

是什么：已封账的时期，期末以前的问题、办理记录或其他条目与封账时不一样了，不过封账的各项数都没有变。

为什么：通报里还印有问题名称、责任单位、工作举措和成效，这些也不能不声不响地变。

怎么改：看一看是不是确实要改。是的，不用处理：下一期封账以后，这条提示就没有了。

Wrong: 2019-06 is sealed, and the text of a measure of June was changed after that.

Right: nothing dated up to 30 June is changed after June was sealed.

错误写法：2019年6月已经封账，后来又改了六月的一条工作举措。

正确写法：封账以后，6月30日以前的内容不再改动。
"""

from __future__ import annotations

from bangfu.check.rule import Rule
from bangfu.model.diagnostic import Severity

RULE = Rule("BF612", "sealed-record", Severity.WARNING)
