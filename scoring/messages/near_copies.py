"""Words for near copies of reports, as they stand among the doubts."""

NEAR_COPY = {
    "last_year": "与本单位{year}年度的报告大段雷同：本报告有{share}的文字与其相同（数字不计）",
    "other_unit": "与{unit}{year}年度的报告大段雷同：本报告有{share}的文字与其相同（数字不计）",
}

PASSAGES = "；一字不差的有{count}段，最长的{length}字"
YEAR_UNKNOWN = "（年度未写明）"
