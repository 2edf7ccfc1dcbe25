"""What users read of corrections that could not be put in."""

from __future__ import annotations

MESSAGES = {
    "report-not-here": "更正所指的报告不在这次运行里",
    "report-value": "报告的更正值“{value}”不能用：{why}，没有采用",
    "measure-unknown": "指标库里没有“{measure}”，补充的事实没有采用",
    "fact-not-here": "更正所指的事实（{measure}）不在报告读出的事实里，没有采用",
    "fact-without-value": "更正（{measure}）没有给出值，没有采用",
    "fact-without-quote": "补充的事实（{measure}）没有引文，没有采用",
    "quote-not-here": "引文“{quote}”不在报告原文里，没有采用",
    "quote-several": "引文“{quote}”在报告里不止一处，没有采用",
    "override-unit": "改分所指的单位“{unit}”不在这次运行里，没有采用",
    "override-criterion": "单位“{unit}”没有指标“{criterion}”，改分没有采用",
    "override-range": "单位“{unit}”指标“{criterion}”的复核分 {points} 不在 0 到 {full} 之间，没有采用",
}
WHY = {
    "unit": "没有写单位名称",
    "unit_type": "不是单位类型",
    "year": "不是四位数的年份",
    "group": "没有写组别",
}
HELP = {
    "report-not-here": "请核对复核文件是不是这次运行的",
    "report-value": "请改正复核文件中的更正值",
    "measure-unknown": "请按“证据”表中的指标编号或名称填写",
    "fact-not-here": "请核对复核文件是不是这次运行的",
    "fact-without-value": "请填写更正值",
    "fact-without-quote": "请填写报告原文中的引文",
    "quote-not-here": "请从报告原文复制，一字不差",
    "quote-several": "请把引文取长一些，使它只出现一处",
    "override-unit": "请核对复核文件是不是这次运行的",
    "override-criterion": "请核对指标编号",
    "override-range": "请填写 0 到满分之间的数，或“不适用”",
}
