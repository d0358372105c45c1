"""What the form workbook says to the people who fill it in."""

from __future__ import annotations

from standards.text import Phrase, phrase

COVER = phrase("填表说明", "How to fill in")
LISTS = "lists"
"""The hidden sheet with the words of the drop-downs."""
CALC = "calc"
"""The hidden sheet that works out the score."""
OVERVIEW = phrase("总览", "Overview")
OWN_SHEETS = (LISTS, CALC, OVERVIEW.zh, OVERVIEW.in_("en"))
"""Sheets in which nothing is filled in; a form's reader leaves them alone."""
BONUS = phrase("加分项", "Bonus")
PENALTY = phrase("减分项", "Penalty")
FORM = phrase("自评表", "Self-assessment form")

YES_NO = (phrase("否", "no"), phrase("是", "yes"))
"""By the number they are held as."""

APPLICANT = phrase("申报单位", "Applicant")
PEOPLE: dict[str, tuple[Phrase, Phrase]] = {
    "code": (
        phrase("代码", "Code"),
        phrase("统一的单位代码，按文本填写，如 441900-0001", "As issued, as text: 441900-0001"),
    ),
    "name": (phrase("名称", "Name"), phrase("全称", "In full")),
    "district": (phrase("所在地区", "District"), phrase("县（市、区）或镇街", "District or town")),
    "category": (phrase("类别", "Category"), phrase("没有分类的不填", "Leave empty if none")),
}
"""What is asked of the applicant: its name, and a hint."""
SHARED = phrase("基本数据", "Basic figures")

HOW: tuple[Phrase, ...] = (
    phrase(
        "先填本页的单位信息和基本数据，再逐页填各部分。只有浅色格可以填写，其余已锁定。",
        "Fill in the applicant and the figures on this sheet, then every further sheet."
        " Only the tinted cells can be written in.",
    ),
    phrase(
        "有下拉框的从中选择；数字只写数，单位已在旁边；日期写成 2026-03-01。",
        "Choose where there is a drop-down; write numbers without their unit;"
        " write dates as 2026-03-01.",
    ),
    phrase(
        "百分比直接写数：92.5 表示 92.5%。",
        "Write percentages as plain numbers: 92.5 means 92.5 %.",
    ),
    phrase(
        "没有的填 0，尚未统计的留空：留空按“未回答”处理，不会当作 0。",
        "Write 0 if there is none; leave it empty if it is not known: empty counts as"
        " unanswered, never as 0.",
    ),
    phrase(
        "允许“不适用”的指标在“不适用理由”栏写明理由，同时不要再作答。",
        "Where a criterion may be claimed as not applicable, give the reason in its column,"
        " and no answer.",
    ),
    phrase(
        "要求佐证材料的指标在“佐证材料”栏写文件名，一行一个或用分号隔开。",
        "Where evidence is required, name the papers, one a line or parted by semicolons.",
    ),
    phrase(
        "填完保存为 .xlsx 即可上交；用 WPS、LibreOffice 保存也可以。不要删改工作表。",
        "Save it as .xlsx and hand it in; WPS and LibreOffice will do. Do not delete sheets.",
    ),
)

HEADS: dict[str, Phrase] = {
    "number": phrase("编号", "No."),
    "title": phrase("考评内容", "Criterion"),
    "points": phrase("分值", "Points"),
    "rule": phrase("评分标准", "Rule"),
    "check": phrase("考评方式", "Checked by"),
    "answer": phrase("填报", "Answer"),
    "unit": phrase("单位", "Unit"),
    "score": phrase("得分", "Score"),
    "note": phrase("情况", "State"),
    "claim": phrase("不适用理由", "Not applicable because"),
    "evidence": phrase("佐证材料", "Evidence"),
}
COMPUTED = phrase("由首页数据计算", "from sheet 1")
CLAIM_WHEN = phrase("仅限：", "Only where: ")
EVIDENCE_ASKED = phrase("需提供：", "Needed: ")
RULE = phrase("评分标准：", "Rule: ")
OPEN_CLAIM = phrase("不适用时在此写明理由", "Where it does not apply, write the reason here")
PAGE = phrase("第 &P 页，共 &N 页", "Page &P of &N")
POINTS = phrase("分", "points")
EDITION = phrase("版本", "Edition")
FULL = phrase("满分", "Full points")

WRONG = phrase("填写有误", "Not allowed")
PICK = phrase("请从下拉框中选择。", "Choose from the list.")
PERCENT = phrase(
    "直接写百分数，92.5 表示 92.5%，不要写 0.925；1% 以下写成文字，前面加单引号：'0.8%。",
    "A plain number: 92.5 means 92.5 %, not 0.925; 1 % or less as text after an apostrophe: '0.8%.",
)
DATE = phrase("日期，如 2026-03-01", "A date such as 2026-03-01")
WHOLE = phrase("整数", "a whole number")
NUMBER = phrase("数", "a number")
REASON = phrase(
    "请用文字写明不适用的理由，以文字开头。",
    "Write the reason in words; it begins with a letter.",
)
LONG = phrase("最多 2000 字。", "At most 2,000 characters.")
BY_RULE = phrase("对照评分标准补足", "Mend it by the rule")
