"""Words of the wiring: what a run leaves out, and why."""

MESSAGES = {
    "no-report-of-year": "{unit} 没有 {year} 年度的报告（有 {years} 年度的），不参加排名",
    "previous-not-used": "作为上一年度给出的报告没有用上：{unit} {year} 年度",
}

HELP = {
    "no-report-of-year": "补上该年度的报告，或改用 --year",
    "previous-not-used": "上一年度指本年度减一；检查报告的年度和单位名称是否认对(scoring read)",
}

YEAR_UNKNOWN = "未写明"

# How the command stands in results: what was read is listed with hashes, so no path and no order of arguments.
REPORTS = "报告"
FILE = "文件"
