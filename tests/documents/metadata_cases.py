"""Small reports of units of every kind, in places that do not exist, with the metadata they must give."""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """`expected` lists the fields that must be exactly so (None: must be empty); `flags` the doubts, all of them."""

    name: str
    text: str
    expected: dict[str, str | None]
    flags: tuple[str, ...] = ()
    file: str = "报告.txt"


BODY = "坚持学用结合，把法治要求落到日常管理之中。全年开展培训三次。\n一、主要做法\n审核文件十二件。\n"

UNITS = (
    Case(
        # 县, title without 人民政府, publisher is the bureau, date with dots
        "county_by_place",
        "青柳县2018年度法治政府建设情况报告\n信息来源：县司法局  发布日期：2019.02.14  浏览次数：88\n\n2018年，我县"
        + BODY,
        {
            "unit": "青柳县人民政府",
            "unit_type": "county",
            "level": "县",
            "level_detail": "县",
            "region": "青柳县",
            "report_year": "2018",
            "publish_date": "2019-02-14",
            "document_date": None,
            "publisher": "县司法局",
            "title": "青柳县2018年度法治政府建设情况报告",
        },
    ),
    Case(
        # 自治县 and signature with a full-width date
        "autonomous_county",
        "云岭彝族自治县人民政府关于２０１６年度法治政府建设工作的报告\n市人民政府：\n２０１６年，自治县"
        + BODY
        + "云岭彝族自治县人民政府\n２０１７年１月９日\n",
        {
            "unit": "云岭彝族自治县人民政府",
            "unit_type": "county",
            "level": "县",
            "level_detail": "自治县",
            "report_year": "2016",
            "document_date": "2017-01-09",
            "publish_date": None,
        },
    ),
    Case(
        # 旗, table header with bars and no colons
        "banner_table_header",
        "索 引 号 | 11150000X/2021-00031 | 主题分类 | 司法 |\n发文字号 | 敖政发〔2021〕6号 | 发布机构 | 旗政府办公室 |\n"
        "成文日期 | 2021-02-03 | 发布日期 | 2021-02-20 |\n标 题 | 敖伦旗人民政府2020年法治政府建设情况报告 |\n"
        "2020年，旗政府" + BODY,
        {
            "unit": "敖伦旗人民政府",
            "unit_type": "county",
            "level": "县",
            "level_detail": "旗",
            "report_year": "2020",
            "index_number": "11150000X/2021-00031",
            "document_number": "敖政发〔2021〕6号",
            "publish_date": "2021-02-20",
            "document_date": "2021-02-03",
            "publisher": "旗政府办公室",
            "title": "敖伦旗人民政府2020年法治政府建设情况报告",
        },
    ),
    Case(
        # 街道办事处 with 落款 in Chinese numerals, no header
        "subdistrict",
        "柳荫街道办事处2021年法治政府建设年度报告\n\n2021年，柳荫街道" + BODY + "柳荫街道办事处\n二〇二二年一月十日\n",
        {
            "unit": "柳荫街道办事处",
            "unit_type": "township",
            "level": "乡镇",
            "level_detail": "街道",
            "report_year": "2021",
            "document_date": "2022-01-10",
        },
    ),
    Case(
        # 街道 named as a place only; district from 区委
        "subdistrict_by_place",
        "桐花街道2019年推进依法行政工作总结\n2019年，桐花街道在桐山区委、桐山区政府领导下，" + BODY,
        {
            "unit": "桐花街道办事处",
            "unit_type": "township",
            "level_detail": "街道",
            "region": "桐山区桐花街道",
            "report_year": "2019",
        },
    ),
    Case(
        # 镇, no title at all: the opening names it
        "township_without_title",
        "2021年度，在县委、县政府领导下，沙溪镇认真履职，把法治要求落到实处。现就2021年度法治政府建设工作报告如下。\n一、主要举措\n学习十二次。\n",
        {"unit": "沙溪镇人民政府", "unit_type": "township", "level_detail": "镇", "report_year": "2021", "title": None},
    ),
    Case(
        # 民族乡; title broken over two lines with the unit alone on the first
        "ethnic_township_two_lines",
        "白水瑶族乡人民政府\n关于2020年法治政府建设情况的报告\n\n县人民政府：\n2020年，我乡" + BODY,
        {
            "unit": "白水瑶族乡人民政府",
            "unit_type": "township",
            "report_year": "2020",
            "title": "白水瑶族乡人民政府关于2020年法治政府建设情况的报告",
        },
    ),
    Case(
        # 苏木
        "sumu",
        "巴彦苏木2023年法治政府建设工作总结\n2023年，巴彦苏木" + BODY + "巴彦苏木人民政府\n2023年12月18日",
        {
            "unit": "巴彦苏木人民政府",
            "unit_type": "township",
            "level_detail": "苏木",
            "report_year": "2023",
            "document_date": "2023-12-18",
        },
    ),
    Case(
        # 开发区管委会, title in short form, publisher long
        "zone_committee",
        "所在位置：首页 > 政务公开 > 法治年报\n南浦开发区管委会关于2021年度法治政府建设情况的报告\n"
        "时间：2022-02-11 08:30:00 来源：南浦经济开发区管理委员会 【字体：大 中 小】\n2021年，我委" + BODY,
        {
            "unit": "南浦开发区管委会",
            "unit_type": "zone",
            "level": "区",
            "level_detail": "开发区",
            "report_year": "2021",
            "publish_date": "2022-02-11",
            "publisher": "南浦经济开发区管理委员会",
            "title": "南浦开发区管委会关于2021年度法治政府建设情况的报告",
        },
    ),
    Case(
        # 高新区 by place, signed by the committee under its long name
        "high_tech_zone",
        "星河高新区2022年法治政府建设情况报告\n2022年，高新区"
        + BODY
        + "星河高新技术产业开发区管理委员会\n2023年2月1日\n",
        {
            "unit": "星河高新技术产业开发区管理委员会",
            "unit_type": "zone",
            "level_detail": "高新区",
            "report_year": "2022",
            "document_date": "2023-02-01",
        },
    ),
    Case(
        # prefecture: counties below it
        "prefecture_by_counties",
        "关于2019年度法治政府建设情况的报告\n2019年，泽山市人民政府坚持依法行政，指导各县（市、区）抓好落实。全市七个县区完成清理。\n"
        "泽山市人民政府\n2020年3月2日\n",
        {
            "unit": "泽山市人民政府",
            "unit_type": "prefecture",
            "level": "市",
            "level_detail": "地级市",
            "report_year": "2019",
            "document_date": "2020-03-02",
        },
    ),
    Case(
        # county-level city: a city above it, towns below it
        "county_city_by_superior",
        "河津口市2020年法治政府建设工作情况报告\n2020年，在泽山市委、市政府领导下，河津口市扎实推进依法行政。各乡镇（街道）落实责任。\n",
        {
            "unit": "河津口市人民政府",
            "unit_type": "county",
            "level": "市",
            "level_detail": "县级市",
            "region": "泽山市河津口市",
            "report_year": "2020",
        },
    ),
    Case(
        # a 市 with nothing to decide by
        "city_undecided",
        "远湖市2022年法治政府建设情况报告\n2022年，市政府" + BODY,
        {"unit": "远湖市人民政府", "unit_type": None, "level": "市", "level_detail": None, "report_year": "2022"},
        ("unit_type_unsure",),
    ),
    Case(
        # 自治州 and 盟 and 地区 are prefectures by name
        "autonomous_prefecture",
        "临溪傣族自治州人民政府2017年法治政府建设情况报告\n2017年，全州" + BODY,
        {
            "unit": "临溪傣族自治州人民政府",
            "unit_type": "prefecture",
            "level": "市",
            "level_detail": "自治州",
            "report_year": "2017",
        },
    ),
    Case(
        "league",
        "乌拉盖盟行政公署2016年度依法行政工作报告\n2016年，全盟" + BODY,
        {"unit": "乌拉盖盟行政公署", "unit_type": "prefecture", "level_detail": "盟", "report_year": "2016"},
    ),
    Case(
        # province
        "province",
        "广西壮族自治区人民政府2020年法治政府建设情况报告\n2020年，自治区人民政府" + BODY,
        {
            "unit": "广西壮族自治区人民政府",
            "unit_type": "province",
            "level": "省",
            "level_detail": "自治区",
            "report_year": "2020",
        },
    ),
    Case(
        # a bureau whose title leaves the place out; the publisher gives it
        "bureau_place_from_publisher",
        "索引号：0123456/2024-003 发布机构：临江县市场监督管理局 公开日期：2024年01月15日\n"
        "县市场监督管理局2023年度法治政府建设工作总结\n2023年，我局" + BODY,
        {
            "unit": "临江县市场监督管理局",
            "unit_type": "department",
            "level": "部门",
            "level_detail": "县级部门",
            "region": "临江县",
            "report_year": "2023",
            "publish_date": "2024-01-15",
            "index_number": "0123456/2024-003",
        },
    ),
    Case(
        # 住房和城乡建设局, 城市管理 and other organs with place words inside
        "bureau_with_place_words",
        "溪口区住房和城乡建设局2022年法治政府建设情况报告\n2022年，区住建局" + BODY,
        {"unit": "溪口区住房和城乡建设局", "unit_type": "department", "region": "溪口区", "report_year": "2022"},
    ),
    Case(
        "bureau_enforcement",
        "青柳县综合行政执法局关于2021年度法治政府建设情况的报告\n2021年，我局" + BODY,
        {"unit": "青柳县综合行政执法局", "unit_type": "department", "region": "青柳县", "report_year": "2021"},
    ),
    Case(
        # police branch office
        "police_branch",
        "泽山市公安局滨河分局2020年法治公安建设工作总结\n2020年，我分局"
        + BODY
        + "泽山市公安局滨河分局\n2021年1月6日\n",
        {
            "unit": "泽山市公安局滨河分局",
            "unit_type": "department",
            "level_detail": "县级部门",
            "report_year": "2020",
            "document_date": "2021-01-06",
        },
    ),
    Case(
        # vertical body of a prefecture's district
        "tax_bureau",
        "国家税务总局泽山市临港区税务局2019年法治政府建设情况报告\n发布时间：2020年03月11日 来源：办公室\n2019年，我局"
        + BODY,
        {
            "unit": "国家税务总局泽山市临港区税务局",
            "unit_type": "department",
            "level_detail": "县级垂管部门",
            "region": "泽山市临港区",
            "report_year": "2019",
            "publish_date": "2020-03-11",
        },
    ),
    Case(
        # provinces and cities named for other reasons are not above the unit
        "partners_elsewhere",
        "青柳县2023年法治政府建设情况报告\n2023年，我县坚持依法行政。赴浙江省学习一次，与邻市泽山市联合执法三次。全年审核文件二十件。\n",
        {"region": "青柳县"},
    ),
    Case(
        # 市辖区 whose name holds 市, county whose name begins with a place word
        "district_with_city_in_name",
        "江州市沙市区2018年度法治政府建设情况报告\n2018年，我区" + BODY,
        {
            "unit": "江州市沙市区人民政府",
            "unit_type": "county",
            "level": "区",
            "region": "江州市沙市区",
            "report_year": "2018",
        },
    ),
    Case(
        "county_starting_with_town",
        "镇屏县2018年度法治政府建设情况报告\n2018年，我县" + BODY,
        {"unit": "镇屏县人民政府", "unit_type": "county", "region": "镇屏县"},
    ),
    Case(
        # the committee of a party organ in the department list
        "rule_of_law_office",
        "青柳县教育体育局2024年度法治政府建设情况的报告\n2024年，我局" + BODY + "青柳县教育体育局\n2024年12月20日\n",
        {"unit": "青柳县教育体育局", "unit_type": "department", "document_date": "2024-12-20", "report_year": "2024"},
    ),
    Case(
        # new district that is an administrative division, and one that is a zone
        "new_district_division",
        "海澜新区人民政府2022年法治政府建设情况报告\n2022年，新区" + BODY,
        {"unit": "海澜新区人民政府", "unit_type": "county", "level": "区"},
    ),
    Case(
        "new_district_zone",
        "海澜新区2022年法治政府建设情况报告\n2022年，新区" + BODY + "海澜新区管理委员会\n2023年1月4日\n",
        {"unit": "海澜新区管理委员会", "unit_type": "zone", "level_detail": "新区"},
    ),
    Case(
        # 林区
        "forest_district",
        "松岗林区人民政府关于2019年法治政府建设情况的报告\n2019年，林区" + BODY,
        {"unit": "松岗林区人民政府", "unit_type": "county", "level_detail": "林区"},
    ),
    Case(
        # a municipality's district with the municipality in front
        "municipality_district",
        "重庆市桐山区花桥镇人民政府 关于2019年推进依法行政工作的报告\n日期：2020-02-18\n2019年以来，我镇" + BODY,
        {
            "unit": "重庆市桐山区花桥镇人民政府",
            "unit_type": "township",
            "level_detail": "镇",
            "region": "重庆市桐山区花桥镇",
            "publish_date": "2020-02-18",
            "title": "重庆市桐山区花桥镇人民政府关于2019年推进依法行政工作的报告",
        },
    ),
    Case(
        # a prefecture by its superiors: the province and its own committee
        "prefecture_by_province",
        "泽山市人民政府关于2016年度法治政府建设情况的报告\n发布时间：2017年02月08日\n2016年，在省委、省政府和市委的正确领导下，我市坚持依法行政。\n",
        {"unit": "泽山市人民政府", "unit_type": "prefecture", "publish_date": "2017-02-08", "document_date": None},
    ),
    Case(
        # a department of the province, named without it
        "provincial_department",
        "自治区司法厅2022年法治政府建设情况报告\n发布机构：宁夏回族自治区司法厅\n2022年，我厅坚持依法行政。\n",
        {
            "unit": "宁夏回族自治区司法厅",
            "unit_type": "department",
            "level_detail": "省级部门",
            "region": "宁夏回族自治区",
        },
    ),
)
