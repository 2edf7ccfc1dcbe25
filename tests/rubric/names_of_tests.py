"""A small vocabulary for tests of the rubric language, so that they do not move with the measure library."""

from __future__ import annotations

from scoring.vocabulary import Entry, Vocabulary

_MEASURES = (
    ("appearance_rate", "出庭应诉率", "ratio", "rate", "up"),
    ("loss_rate", "败诉率", "ratio", "rate", "down"),
    ("appearances", "出庭应诉件数", "件", "count", "none"),
    ("cases", "应诉案件数", "件", "count", "none"),
    ("lost_cases", "败诉件数", "件", "count", "down"),
    ("study", "学法次数", "次", "count", "up"),
    ("meetings", "专题研究次数", "次", "count", "up"),
)
_PRACTICES = (("catalogue", "公布决策目录"), ("adviser", "法律顾问制度"), ("participation", "公众参与"))
_REPORTS = (
    ("report.plan_section", "载明下年安排", "有无", "count", "up"),
    ("report.contents_count", "五项内容齐备数", "项", "count", "up"),
)

VOCABULARY = Vocabulary(
    tuple(
        sorted(
            (
                *(Entry(*measure, "measure") for measure in _MEASURES),
                *(Entry(id_, name, "", "count", "up", "practice") for id_, name in _PRACTICES),
                *(Entry(*report, "report") for report in _REPORTS),
            ),
            key=lambda entry: entry.id,
        )
    )
)
