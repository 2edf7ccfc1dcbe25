"""Small reports of every layout: headers, titles, openings, signatures, years, damage, with the metadata they must give."""

from __future__ import annotations

from metadata_cases import BODY, Case

LAYOUTS = (
    Case(
        # a line end parts the publisher's name
        "publisher_over_two_lines",
        "索引号：000014/2022-00012 发布机构：青柳县人民政府办\n公室 发布日期：2022-03-02\n\n青柳县2021年法治政府建设情况报告\n2021年，青柳县"
        + BODY,
        {"publisher": "青柳县人民政府办公室", "publish_date": "2022-03-02", "report_year": "2021"},
    ),
    Case(
        # year first in the title, unit after it
        "year_first",
        "2022年度青柳县交通运输局法治政府建设情况报告\n2022年，我局" + BODY,
        {"unit": "青柳县交通运输局", "unit_type": "department", "report_year": "2022"},
    ),
    Case(
        # the document wraps the report: the office issues, the county reports
        "wrapped_report",
        "青柳县人民政府办公室关于印发《青柳县2021年法治政府建设情况报告》的通知\n青政办发〔2022〕3号\n\n各乡镇人民政府：\n现将报告印发给你们。\n"
        "2022年1月20日\n",
        {
            "unit": "青柳县人民政府",
            "unit_type": "county",
            "report_year": "2021",
            "document_number": "青政办发〔2022〕3号",
            "document_date": "2022-01-20",
        },
    ),
    Case(
        # joint title of party and government: the government is the unit
        "joint_title",
        "中共泽山市临港区委临港区人民政府关于2023年度法治政府建设情况的报告\n2023年，临港区" + BODY,
        {"unit": "临港区人民政府", "unit_type": "county", "level": "区", "level_detail": "区", "report_year": "2023"},
    ),
    Case(
        # addressee first, no year in the title: 现将…
        "year_from_opening",
        "关于法治政府建设工作情况的报告\n县委、县人大常委会：\n现将2020年法治政府建设情况报告如下：县政府"
        + BODY
        + "青柳县人民政府\n2021年2月26日\n",
        {"unit": "青柳县人民政府", "report_year": "2020", "document_date": "2021-02-26", "unit_type": "county"},
    ),
    Case(
        # year only from the plan heading
        "year_from_plan",
        "青柳县司法局法治政府建设工作总结\n一年来，我局坚持依法办事。全年审核文件二十件。\n二、2020年工作计划\n继续抓好学法。\n",
        {"unit": "青柳县司法局", "report_year": "2019"},
    ),
    Case(
        # year inferred from the date of the page
        "year_inferred",
        "青柳县司法局法治政府建设工作总结\n发布时间：2018-01-22\n一年来，我局坚持依法办事。全年审核文件二十件。\n",
        {"unit": "青柳县司法局", "report_year": "2017", "publish_date": "2018-01-22"},
        ("year_inferred",),
    ),
    Case(
        # title and body disagree
        "year_conflict",
        "青柳县2023年法治政府建设情况报告\n2022年，县政府坚持依法行政。全年审核文件二十件。\n",
        {"report_year": "2023"},
        ("year_conflict",),
    ),
    Case(
        # the only year of the body is that of next year's plan
        "plan_of_next_year",
        "青柳县2023年法治政府建设情况报告\n全县坚持依法行政，审核文件二十件。\n四、下一步工作打算\n要抓好学法。\n2024年，县政府要抓好执法监督。\n",
        {"report_year": "2023"},
    ),
    Case(
        # or of what somebody intends, under no heading
        "intention_of_next_year",
        "青柳县2023年法治政府建设情况报告\n全县坚持依法行政，审核文件二十件。\n2024年，我县将继续抓好学法和执法监督。\n",
        {"report_year": "2023"},
    ),
    Case(
        # a part of plans ends at the next heading
        "plans_before_results",
        "青柳县2023年法治政府建设情况报告\n一、年初工作安排\n要抓好学法。\n二、主要成效\n2024年，县政府审核文件二十件。\n",
        {"report_year": "2023"},
        ("year_conflict",),
    ),
    Case(
        # done in the year after the title's: the title is wrong
        "title_of_last_year",
        "青柳县2023年法治政府建设情况报告\n全年工作计划全部完成。\n2024年，县政府将法治建设列入考核，审核文件二十件。\n",
        {"report_year": "2023"},
        ("year_conflict",),
    ),
    Case(
        # damaged signature date, good page date
        "damaged_signature",
        "青柳县2023年法治政府建设情况报告\n发布时间：2024-03-05 09:00\n2023年，县政府"
        + BODY
        + "青柳县人民政府\n  202431\n",
        {"publish_date": "2024-03-05", "document_date": None},
        ("damaged_date", "lost_characters"),
    ),
    Case(
        # page older than the signature
        "page_before_signature",
        "青柳县2023年法治政府建设情况报告\n发布时间：2024-03-01\n2023年，县政府"
        + BODY
        + "青柳县人民政府\n2024年3月9日\n",
        {"publish_date": "2024-03-01", "document_date": "2024-03-09"},
        ("date_conflict",),
    ),
    Case(
        # signature of another county
        "unit_conflict",
        "青柳县2023年法治政府建设情况报告\n2023年，县政府" + BODY + "临江县人民政府\n2024年3月9日\n",
        {"unit": "青柳县人民政府"},
        ("unit_conflict",),
    ),
    Case(
        # HTML leftovers around title, header and signature
        "html_leftovers",
        '<h1 class="t">青柳县<b>2022</b>年度法治政府建设情况报告</h1>\n<p>来源：县司法局&nbsp;&nbsp;发布时间：2023-01-30&nbsp;&nbsp;点击数：</p>\n'
        "<p>2022年，我县坚持依法行政。全年审核文件二十件。</p><p>青柳县人民政府<br>2023年1月28日</p>",
        {
            "unit": "青柳县人民政府",
            "title": "青柳县2022年度法治政府建设情况报告",
            "report_year": "2022",
            "publish_date": "2023-01-30",
            "document_date": "2023-01-28",
            "publisher": "县司法局",
        },
    ),
    Case(
        # labels and values on different lines; the page's clock is no date
        "labels_above_values",
        "今天是：2024年6月3日 星期一\n  • 索引号：\n\n    52330011/2024-0107\n  • 主题分类：\n\n  • 发文机构：\n\n    青柳县司法局\n"
        "  • 发布日期：\n\n    2024年02月20日 08:15\n  • 内容概述：\n\n青柳县司法局2023年度法治政府建设年度报告\n2023年，我局"
        + BODY,
        {
            "unit": "青柳县司法局",
            "index_number": "52330011/2024-0107",
            "publish_date": "2024-02-20",
            "publisher": "青柳县司法局",
            "title": "青柳县司法局2023年度法治政府建设年度报告",
        },
    ),
    Case(
        # glued labels, one line, no line ends
        "one_line",
        "临港区2020年法治政府建设情况报告 点击量:信息来源: 区司法局发布时间:2021-03-29 11:30 2020年，临港区坚持依法行政。审核文件二十件。"
        " 临港区人民政府 2021年3月20日 【打印】 【关闭】",
        {
            "unit": "临港区人民政府",
            "report_year": "2020",
            "publish_date": "2021-03-29",
            "document_date": "2021-03-20",
            "publisher": "区司法局",
            "title": "临港区2020年法治政府建设情况报告",
        },
    ),
    Case(
        # nothing inside: the file name tells
        "file_name_only",
        "一年来坚持依法办事，制度不断健全。全年审核文件二十件，培训三次。\n",
        {"unit": "青柳县人民政府", "unit_type": "county", "report_year": "2019"},
        (),
        "青柳县2019年.txt",
    ),
    Case(
        # nothing at all
        "nothing",
        "坚持依法办事，制度不断健全。审核文件二十件，培训三次。\n",
        {"unit": None, "unit_type": None, "report_year": None},
        ("no_unit", "no_year"),
    ),
    Case(
        # title says 县政府, the signature completes it; copies and issue line after the signature
        "relative_government",
        "县政府2016年依法行政工作报告\n2016年，县政府"
        + BODY
        + "青柳县人民政府\n2017年2月7日\n抄送：市政府法制办。\n青柳县人民政府办公室      2017年2月8日印发\n",
        {"unit": "青柳县人民政府", "report_year": "2016", "document_date": "2017-02-07", "unit_type": "county"},
    ),
    Case(
        # month only
        "open_signature_date",
        "青柳县2023年法治政府建设情况报告\n2023年，县政府" + BODY + "青柳县人民政府\n2024年1月\n",
        {"document_date": None},
        ("incomplete_date",),
    ),
    Case(
        # two years in the title: the year of the report comes first
        "title_with_plan",
        "青柳县人民政府2020年法治政府建设工作总结及2021年工作计划\n2020年，县政府" + BODY,
        {"report_year": "2020", "unit": "青柳县人民政府"},
    ),
    Case(
        # no title: 现将县政府… and the county's name in its own rules
        "opening_without_name",
        "根据有关规定，现将县人民政府2019年推进依法行政工作报告如下。\n2019年，县人民政府按照《青柳县政府规则》开展工作，审核文件二十件。\n",
        {"unit": "青柳县人民政府", "unit_type": "county", "report_year": "2019"},
    ),
    Case(
        # 我镇, its name in a title inside the text; the year from the closing date of the figures
        "township_we",
        "一年来，我镇坚持依法办事，印发《石桥镇法治建设方案》。审核文件二十件。\n截至2022年12月，调解纠纷三十件。\n",
        {"unit": "石桥镇人民政府", "unit_type": "township", "report_year": "2022"},
    ),
    Case(
        # an addressee above the body is not the unit; the government's office reports on itself
        "office_reports_itself",
        "中共青柳县委、县人民政府：\n2022年，在县委、县政府领导下，青柳县人民政府办公室坚持依法行政。我办全年审核文件二十件。\n",
        {"unit": "青柳县人民政府办公室", "unit_type": "department", "report_year": "2022"},
    ),
    Case(
        # the government's office signs for the county
        "office_signs_for_county",
        "2022年度法治政府建设情况报告\n2022年，我县坚持依法行政。全县审核文件二十件。\n青柳县人民政府办公室\n2023年1月6日\n",
        {"unit": "青柳县人民政府", "unit_type": "county", "document_date": "2023-01-06"},
    ),
    Case(
        # unit and date below the title, letters spaced
        "unit_below_title",
        "2019 年 度 法 治 政 府 建 设 报 告\n青 柳 县 水 利 局\n（2020 年 1 月 5 日）\n2019年，我局坚持依法行政。审核文件二十件。\n",
        {
            "unit": "青柳县水利局",
            "unit_type": "department",
            "document_date": "2020-01-05",
            "title": "2019年度法治政府建设报告",
        },
    ),
    Case(
        # title over three lines
        "title_over_three_lines",
        "青柳县人民政府\n关于2019年度法治政府建设\n情况的报告\n\n市人民政府：\n2019年，我县坚持依法行政。审核文件二十件。\n",
        {"unit": "青柳县人民政府", "title": "青柳县人民政府关于2019年度法治政府建设情况的报告", "report_year": "2019"},
    ),
    Case(
        # labels above their values, one per line
        "labels_on_lines_of_their_own",
        "索引号\n00123/2020-01\n发布机构\n青柳县司法局\n发布日期\n2020-01-15\n文号\n无\n名称\n青柳县2019年法治政府建设工作报告\n\n2019年，我县坚持依法行政。\n",
        {
            "unit": "青柳县人民政府",
            "index_number": "00123/2020-01",
            "publisher": "青柳县司法局",
            "publish_date": "2020-01-15",
            "document_number": None,
            "title": "青柳县2019年法治政府建设工作报告",
        },
    ),
    Case(
        # a document number in square brackets, header fields in square brackets
        "square_brackets",
        "青柳县2020年法治政府建设情况\n文号：青政发[2021]6号\n[ 发布日期：2021/1/20 ] [ 来源：县司法局 ] [ 字号 大 小 ]\n2020年，我县坚持依法行政。\n",
        {"document_number": "青政发[2021]6号", "publish_date": "2021-01-20", "publisher": "县司法局"},
    ),
    Case(
        # a report on 2024 cannot be out in January 2024
        "year_of_publication_in_title",
        "青柳县2024年法治政府建设工作总结\n发布时间：2024-01-30\n今年以来，青柳县坚持依法行政。审核文件二十件。\n",
        {"report_year": "2024", "publish_date": "2024-01-30"},
        ("year_conflict",),
    ),
    Case(
        # but a half-yearly one is
        "half_year",
        "青柳县2024年上半年法治政府建设工作总结\n发布时间：2024-06-28\n今年以来，青柳县坚持依法行政。审核文件二十件。\n",
        {"report_year": "2024", "publish_date": "2024-06-28"},
    ),
    Case(
        # the party group of a bureau
        "party_group",
        "中共青柳县司法局党组关于2023年度法治政府建设情况的报告\n2023年，我局坚持依法行政。\n",
        {"unit": "青柳县司法局", "unit_type": "department"},
    ),
    Case(
        # a span of years in the text and a comparison are not the year
        "year_among_spans",
        "青柳县人民政府法治政府建设情况报告\n《法治政府建设实施纲要（2021—2025年）》印发以来，县政府坚持依法行政。2023年审核文件二十件，2022年为十八件。\n"
        "2023年培训三次。2023年检查四次。2023年评查案卷五十本。\n",
        {"report_year": "2023"},
    ),
)
