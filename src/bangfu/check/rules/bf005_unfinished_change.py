"""A change to several ledgers was interrupted. / 对多本台账的一次修改中途断了。

What: ledgers/.bangfu-undo is there, the journal of a command that was killed while it changed several files.

Why: some ledgers are as they were before that command and some as they would be after it. No figure is printed from
such a mixture. The next command that writes takes the change back; then give it again.

Remedy: run `bangfu fmt`, which takes the change back.

是什么：ledgers/ 里留有 .bangfu-undo，是一条命令正在修改多本台账时被强行中断留下的记录。

为什么：有的台账已经改了，有的还没有改，这时出的数不可靠，所以不出数。下一条写台账的命令会先把这次修改全部撤回，
撤回后把原来的命令再执行一遍即可。

怎么改：运行 `bangfu fmt`，把这次修改撤回。

Wrong: ledgers/.bangfu-undo is there, left by a command that was killed.

Right: it is not; a command that ends, in whatever way, takes it away itself.

错误写法：留着 ledgers/.bangfu-undo，是被强行中断的命令留下的。

正确写法：没有这个文件；命令不论怎样结束，都会自己删掉它。
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF005", "unfinished-change")
