"""A seal is not as it was written. / 封账文件被改动过。

What: a file in seals/ is not to the letter what `bangfu seal` wrote: the digest in its last line does not fit, it is
called after another period, or it cannot be read.

Why: a seal says what was published. If it can be changed by hand it proves nothing.

Remedy: bring it back: `git checkout HEAD -- seals/…`. What is no seal does not belong in seals/. To seal a period
anew, with a reason that is kept: `bangfu seal PERIOD --replace REASON`.

是什么：seals/ 里的文件与 `bangfu seal` 写出的不是一字不差：最后一行的校验值对不上，文件名与时期不一致，或者读不出来。

为什么：封账记的是通报过的数；能随手改，就什么也证明不了。

怎么改：用 `git checkout HEAD -- seals/…` 恢复。不是封账的文件不要放在 seals/ 里。确需重新封账的，用
`bangfu seal 时期 --replace 理由`，理由会留下来。

Wrong: a figure in seals/2019-06.yaml was changed with an editor.

Right: the file is as `bangfu seal` wrote it.

错误写法：用编辑器改了 seals/2019-06.yaml 里的数。

正确写法：文件与 `bangfu seal` 写出的一字不差。
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF610", "seal-broken")
