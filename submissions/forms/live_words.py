"""What the form says of its own result."""

from __future__ import annotations

from standards.text import Phrase, phrase

OUTCOMES: dict[str, Phrase] = {
    "named": phrase("达标", "Up to standard"),
    "conditional": phrase("限期整改", "To be corrected by a date"),
    "failed": phrase("未达标", "Not up to standard"),
    "refused": phrase("不予命名", "Not to be named"),
    "not_judged": phrase("不予评定", "Not judged"),
}
STATES: dict[str, Phrase] = {
    "met": phrase("● 达到", "● met"),
    "partly": phrase("◐ 部分达到", "◐ partly met"),
    "unmet": phrase("○ 未达到", "○ not met"),
    "unanswered": phrase("– 未回答", "– not answered"),
    "invalid": phrase("✕ 填写无效", "✕ cannot be read"),
    "not_applicable": phrase("· 不适用", "· not applicable"),
    "unproven": phrase("△ 无佐证", "△ no evidence"),
}
COLOURS = {
    "partly": "some",
    "unmet": "none",
    "unanswered": "open",
    "invalid": "none",
    "unproven": "some",
}
"""State -> how its points and its words change."""
LOST = phrase("，差 ", ", short by ")
TAKEN = phrase("，扣 ", ", takes ")
POINTS = phrase(" 分", " points")
TOTAL = phrase("总分", "Total")
PART = phrase("本部分", "This part")
FAULTS = phrase(" 格填写有误，未计分", " cells cannot be read and do not count")
NO_REASON = phrase("请用文字写明不适用的理由", "Write in words why it does not apply")
ANSWERED = phrase(
    "已作答，以答案为准；只留其一", "There is an answer, and it counts; keep only one"
)
ROOM = "◐ 部分达到，差 10.5 分"
"""A state as long as they usually are."""

APPLICANT = phrase("（未填申报单位名称）", "(applicant's name not filled in)")
COVERAGE = phrase("作答率", "Coverage")
WHY = phrase("前提条件", "Preconditions")
NO_REASON_WHY = phrase("均已满足", "all met")
UNMET_GATE = phrase("不符合基本条件：", "gate not met: ")
OPEN_GATE = phrase("基本条件未回答：", "gate not answered: ")
FIRED_VETO = phrase("一票否决：", "veto: ")
OPEN_VETO = phrase("涉及一票否决，尚未回答：", "may be a veto, not answered: ")
TOO_LITTLE = phrase("作答率不足 {}%", "coverage below {} %")
NOTHING = phrase("没有适用的指标", "no criterion applies")
NEXT = phrase("离更高等级", "To the next grade")
DAY = phrase("评定日", "Day of judgement")
FILLING = phrase("填写情况", "Filling in")
NO_FAULT = phrase("没有无法识别的填写", "No cell is unreadable")
SEE_SHEETS = phrase(
    " 格无法识别，未计分：各页中标红并注明",
    " cells cannot be read and do not count: marked on their sheets",
)
BEST = phrase("已达到最高等级", "The best grade is reached")
BLOCKED = phrase(
    "分数和条件均已满足，只受前提条件限制", "Score and conditions are met; the preconditions decide"
)
SHORT = phrase("差 {0} 分达到“{1}”", '{0} points short of "{1}"')
OTHERS = phrase("，另有 {0} 项条件未满足", ", and {0} more conditions not met")
ONLY_OTHERS = phrase("“{1}”还有 {0} 项条件未满足", '{0} conditions of "{1}" not met')
AUTOMATIC = phrase(
    "本页随填报自动计算，不需填写。最终以验收考评为准。",
    "This sheet works itself out while you fill in the others. The assessment decides.",
)

PARTS = phrase("各部分得分", "Score by part")
GAPS = phrase("差距最大的指标", "The largest gaps")
CONDITIONS = phrase("评定条件", "Conditions")
FIGURES = phrase("测算", "Figures")
CHECKS = phrase("数据核对", "Consistency")
PART_HEADS = (
    phrase("编号", "No."),
    phrase("部分", "Part"),
    phrase("得分", "Score"),
    phrase("满分", "Of"),
    phrase("得分率", "Share"),
)
GAP_HEADS = (
    phrase("编号", "No."),
    phrase("指标", "Criterion"),
    phrase("可增", "To gain"),
    phrase("现得分", "Now"),
    phrase("怎样提高", "What to do"),
)

NO_GAP = phrase("没有失分", "No points are lost")
SUM = phrase("总分", "Total")
GATE = phrase("基本条件", "Gate")
VETO = phrase("一票否决", "Veto")
MINIMUM = phrase("最低要求", "Minimum")
ENOUGH = phrase("作答率不低于 {}%", "Coverage of at least {} %")
HOLDS = phrase("● 满足", "● met")
FAILS = phrase("○ 不满足", "○ not met")
OPEN = phrase("– 未回答", "– not answered")
QUIET = phrase("● 未触发", "● not triggered")
FIRED = phrase("✕ 触发", "✕ triggered")
SHORT_BY = phrase("○ 差 ", "○ short by ")
CONSISTENT = phrase("● 一致", "● consistent")
CHECK_IT = phrase("✕ 请核对", "✕ please check")
AT_LEAST = phrase("“{}”得分不低于 {}%", '"{}" at least {} %')
EFFECTS = {
    "refused": phrase("不予命名", "not to be named"),
    "lower_grade": phrase("降低一档", "one grade lower"),
    "zero_part": phrase("所在部分记 0 分", "its part earns nothing"),
}
