"""What the command line says, in one place. `HELP` is keyed by command or option, the rest by what it is about."""

HEADINGS = {
    "options_metavar": "[选项]",
    "subcommand_metavar": "命令 …",
    "usage": "用法:",
    "commands": "命令:",
    "options": "选项:",
    "examples": "示例:",
    "required": "（必填）",
}

HELP = {
    "scoring": """从法治政府建设年度报告中读取事实，按评分标准(YAML)计分排名，写出 Excel 工作簿。
每一分都附有报告原文；没有依据的，写明为什么没有。""",
    "demo": "用随附的示例报告跑一遍全过程，写出工作簿",
    "score": "给报告计分、排名，写出工作簿和同名的 JSON 文件",
    "pages": "写出网页：每份报告一页评分依据，另有评分总览",
    "compare": "比较两次运行：谁的总分、名次、等次变了，每一项为什么变",
    "corpus": "数据集：对大批报告逐年、逐组计分，比较两个年度，内存不随报告多少增长",
    "corpus.score": "给数据集(scoring extract --dataset 写出)里的报告逐年、逐组计分排名，每组写出工作簿和 Parquet",
    "corpus.compare": "比较数据集的两个年度：各组、各项指标的平均，各单位的总分和名次变化",
    "export": "把一次运行的得分和事实写成 CSV、Parquet 或 JSON，供其他程序使用",
    "collect": "清点收到的文件：哪个单位哪一年的报告在哪个文件里，缺谁、重复、版本，写出收件清单",
    "runs": "运行：每次计分留下的文件夹，列出、查看、核对",
    "runs.list": "列出留下的运行",
    "runs.show": "说明一次运行由什么得出",
    "runs.verify": "核对运行文件夹里的每个文件是否完好",
    "rebuild": "由运行文件夹重新写出工作簿，没有复核时与原来逐字节相同",
    "review": "复核：把改过的工作簿导入运行，看进度、意见是否一致，抽双评样本",
    "review.import": "导入复核过的工作簿：逐条检查，记入日志，写出新的工作簿；送来的文件不改动",
    "review.status": "复核进度：核对了多少行、谁核对的、还剩多少、有多少分待定、哪里意见不一",
    "review.agreement": "复核人之间的一致程度",
    "review.sample": "抽取双人独立评分的样本",
    "review.log": "列出复核日志",
    "feedback": "给每个单位写一份反馈(.docx)：得分、名次、扣分及原因、未载明的项；另可写通报草稿",
    "explain": "说明一个单位的一项指标为什么得这些分，一直追到原文",
    "read": "读取报告，列出单位、年度、日期等信息和结构提纲",
    "formats": "列出能读哪些格式的报告，这台电脑上还缺什么",
    "extract": "列出报告中的事实及其原文位置",
    "dataset": "数据集：scoring extract --dataset 写出的文件夹，查看、核对",
    "dataset.info": "列出数据集里各年度、各类单位有多少报告和事实",
    "dataset.verify": "核对数据集的每个文件是否完好",
    "evaluate": "把读出的事实与人工标注对照，给出查准、查全和错值",
    "sources": "报告以外的材料：单位名单、外部数据、人工评分、自评分",
    "sources.check": "列出从这些文件里读到了什么、有什么错",
    "sources.template": "按评分标准写出空表（单位名单、外部数据、人工评分、自评分），供各单位填写",
    "cache": "缓存：已读出的文字和事实，说明、清除、核对",
    "cache.info": "说明缓存在哪里、有多大、有什么",
    "cache.clear": "清除缓存；什么都不问，说明清除了什么",
    "cache.verify": "核对缓存里的每条记录是否完好",
    "rubric": "评分标准：检查、新建、比较、试改、用表格改，JSON Schema，指标库自测",
    "rubric.check": "检查评分标准文件，一次列出全部错误和警告",
    "rubric.new": "以随附的评分标准为底，建立自己的评分标准文件",
    "rubric.diff": "比较两份评分标准；给出报告时，列出谁的得分和名次因此变化",
    "rubric.what-if": "试改评分标准的几个数，看谁的得分和名次变化；不改动原文件",
    "rubric.watch": "改评分标准时在旁边看着：每次存盘都检查、重算，列出变化",
    "rubric.to-xlsx": "把评分标准的分值和档线写成表格，便于修改",
    "rubric.from-xlsx": "把表格里改过的分值和档线带回评分标准，注释和排版不变",
    "rubric.schema": "输出评分标准的 JSON Schema，供编辑器补全和校验",
    "rubric.test": "运行指标库里的全部例句",
    "option.help": "显示本帮助",
    "option.version": "显示版本号，以及是否用着编译的内核",
    "option.rubric": "评分标准：文件路径，或随附标准的名称(如 county)",
    "option.rubric_default": "评分标准：文件路径或随附标准的名称；不写则为 county",
    "option.rubric_of_run": "评分标准；不写则为结果文件所用的，或 county",
    "option.rubric_of_sheet": "导出这张表时所用的评分标准",
    "option.on": "用这些报告(文件或文件夹，可重复)或一次计分的结果(.json)来试",
    "option.cache": "缓存：存放读出的文字和事实的文件夹，再次运行不必重读；不写则为 reports_out/.cache",
    "option.cache_place": "缓存所在的文件夹；不写则为 reports_out/.cache",
    "option.older": "只清除现在的程序和指标库用不上的记录",
    "option.again": "从给出的报告中抽取这么多份，不用缓存重新读取，与缓存对照",
    "option.seed_again": "抽取的种子：同一种子抽出同样的报告；不写则为 1",
    "option.no_cache": "不用缓存，全部重新读取",
    "option.set": "要改的数，可重复，如 disputes.appearance.points=8、grades.优秀.from=85%",
    "option.rescale": "分值改了以后，按比例调整同级其他项，使上级的合计不变",
    "option.write": "把改好的评分标准写成这个文件",
    "option.overwrite": "文件已经存在时覆盖它",
    "option.all_moves": "列出全部变化；不写则只列变化最大的",
    "option.from": "以哪份评分标准为底：随附标准的名称或文件路径；不写则为 county",
    "option.title": "评分标准的名称；不写则与原来相同",
    "option.rubric_year": "评分标准的年度",
    "option.output_rubric": "要写的评分标准文件(.yaml)；已有的文件不覆盖",
    "option.output_sheet": "要写的表格(.xlsx)",
    "option.output_workbook": "要写的工作簿(.xlsx)；同一目录下另写同名 .json",
    "option.output_comparison": "把比较结果另写成工作簿(.xlsx)，含图表",
    "option.output_export": "写文件的文件夹；没有时自动建立(上一级须已存在)",
    "option.export_format": "格式，可重复：csv、parquet、json；不写则三种都写",
    "option.export_public": "公开版：不含复核理由、复核人和存疑",
    "option.output_checklist": "要写的收件清单(.xlsx)",
    "option.year_collected": "收的是哪一年度的报告；不写则为多数文件所属的年度",
    "option.columns": "报告列表(.xlsx、.csv、.json)里哪一列是什么，可重复，如 正文=材料内容、单位=填报单位",
    "option.checklist": "scoring collect 写出、办公室填好的收件清单(.xlsx)",
    "option.rubric_or_run": "评分标准：文件路径，或随附标准的名称；给出运行时不写",
    "option.runs": "存放运行文件夹的位置；不写则为 reports_out/runs",
    "option.no_run": "不留运行文件夹（以后不能复核导入、比较、重建）",
    "option.run": "运行文件夹，或运行编号的前几位",
    "option.output_reviewed": "复核后的新工作簿(.xlsx)；不能与送来的文件同名",
    "option.output_sample": "要写的样本(.xlsx)",
    "option.share": "抽取的比例，0 到 1；不写则为 0.1",
    "option.seed": "种子：同一种子抽出同样的行；不写则为 1",
    "option.output_letters": "写反馈的文件夹；没有时自动建立(上一级须已存在)",
    "option.unit": "只写这个单位，可重复",
    "option.template": "自己的 Word 模板；变量见 docs/feedback.md",
    "option.notice": "另写每组的通报草稿",
    "option.pdf": "另存为 PDF（要有 LibreOffice）",
    "option.public_book": "公开版：不含复核理由、复核人、评分人、存疑和未采用的表述",
    "option.with_pages": "另写网页(同目录的 文件名-pages)，工作簿里每一分都链到网页上的原文",
    "option.output_pages": "写网页的文件夹；没有时自动建立(上一级须已存在)",
    "option.public": "公开版：不含核对提示和未采用的表述",
    "option.year": "计分的年度；不写则取报告中最近的年度",
    "option.sources": "放着报告以外材料的文件夹，可重复：units、judgements、self_scores 和以表名命名的外部数据(.xlsx、.csv)",
    "option.units": "单位名单(.xlsx、.csv)：单位、类型、组别、人口、行政执法权、采用哪份报告",
    "option.table": "外部数据，可重复；表名是评分标准里写的，如 court=法院通报.xlsx",
    "option.judgements": "人工评分表，可重复",
    "option.self_scores": "自评分表，可重复",
    "option.rubric_check": "对照这份评分标准检查列名、指标和分数范围",
    "option.reports": "对照这些报告的单位检查名称，可重复",
    "option.year_check": "要计分的年度；文件里没有这一年的会提示",
    "option.all_rows": "列出全部行；不写则每张表列前几行",
    "option.output_folder": "写到这个文件夹；没有就建立，已有的文件不改动",
    "option.previous": "上一年度的报告(文件或文件夹)，可重复；与本年度对比用",
    "option.headline": "另打印这几项指标的数值、得分和原文，用逗号隔开",
    "option.measure": "只列这个指标(编号)，可重复；可用 * 代表任意字符",
    "option.format": "输出格式：{choices}",
    "option.output_file": "写入文件(UTF-8)，不写则输出到屏幕",
    "option.dataset": "写成数据集：文件夹里按年度和单位类型分开的 Parquet，供 scoring corpus 和其他程序使用",
    "option.jobs": "用几个进程同时读取；不写则 200 个文件以下 1 个，更多时与处理器个数相同（最多 8 个；纯文本文件只在写数据集时计数）",
    "option.cluster": "由 dask 集群的工作进程读取：调度程序的地址，如 tcp://10.0.0.5:8786；写 local 则在这台电脑上临时起一个",
    "option.parts": "集群存放中间结果的文件夹或地址(如 s3://桶/文件夹)，各台机器都要能写；不写则在数据集的文件夹里",
    "option.tls_ca": "加密连接(tls://)：签发集群证书的 CA 证书(PEM)",
    "option.tls_cert": "加密连接：这台电脑的证书(PEM)",
    "option.tls_key": "加密连接：证书的私钥(PEM)",
    "option.resume": "接着上次中断的地方：文件和程序没有变的部分不再做",
    "option.list": "报告清单：文本文件(UTF-8)，一行一个路径，相对于清单所在的文件夹",
    "option.show": "逐条列出漏读、多读和错值，附所在句子",
    "option.json": "把结果存为 JSON 文件",
    "option.compare": "与以前存下的 JSON 结果对照，列出变化",
    "option.measures": "只评这些指标(编号，用逗号隔开，可用 *)",
    "option.demo_output": "要写的工作簿；不写则为 reports_out/demo.xlsx",
    "option.context": "原文前后各显示多少字",
    "option.corpus_output": "结果写到这个文件夹；没有就建立",
    "option.corpus_year": "要计分的年度，可重复；不写则为数据集里最新的年度",
    "option.corpus_years": "要比较的两个年度",
    "option.corpus_group": "只算这一组（类型编号如 county，或单位名单里的组名），可重复",
    "option.corpus_workbook": "不超过这么多单位的组，工作簿里有全部依据；更大的组只列排名和名次在前的依据（全部依据在 Parquet 里）",
    "option.corpus_batch": "一次放进内存的单位数；只影响快慢和内存，不影响结果",
    "option.corpus_memory": "对比时最多用多少内存，如 2GB；更多的写到硬盘",
    "option.corpus_resume": "接着上次中断的地方：已有完整结果的组不再算",
}

EPILOG = {
    "demo": "scoring demo\nscoring demo -o 演示.xlsx",
    "score": """scoring score 报告文件夹 --rubric county -o 结果.xlsx
scoring score 2024年报告 --previous 2023年报告 --rubric county -o 结果.xlsx
scoring score 2024年报告 --sources 外部数据 --rubric county -o 结果.xlsx
scoring score 2024年报告 --units 单位名单.xlsx --table court=法院通报.csv --rubric 我的标准.yaml -o 结果.xlsx""",
    "compare": """scoring compare 上年的运行 今年的运行
scoring compare 3f2a 9c41 -o 对比.xlsx""",
    "corpus.score": """scoring corpus score 全省数据集 --rubric county -o 全省结果
scoring corpus score 全省数据集 --rubric county --year 2023 --year 2024 -o 全省结果 --resume
scoring corpus score 全省数据集 --rubric township --group township --units 单位名单.xlsx -o 乡镇结果""",
    "corpus.compare": "scoring corpus compare 全省数据集 --rubric county --years 2023 2024 -o 全省结果",
    "export": """scoring export 3f2a -o 导出
scoring export 3f2a -o 导出 --format csv --public""",
    "collect": """scoring collect 收到的文件 --units 单位名单.xlsx -o 收件清单.xlsx
scoring score 收到的文件 --checklist 收件清单.xlsx --rubric county -o 结果.xlsx""",
    "runs.list": """scoring runs list""",
    "runs.show": """scoring runs show 3f2a""",
    "runs.verify": """scoring runs verify 3f2a""",
    "rebuild": """scoring rebuild 3f2a -o 结果.xlsx
scoring rebuild 3f2a -o 公开.xlsx --public""",
    "review.import": """scoring review import 张三.xlsx 李四.xlsx --run 3f2a -o 复核后.xlsx""",
    "review.status": """scoring review status 3f2a""",
    "review.agreement": """scoring review agreement 3f2a
scoring review agreement 张三.xlsx 李四.xlsx""",
    "review.sample": """scoring review sample 3f2a --share 0.1 --seed 7 -o 样本.xlsx""",
    "review.log": """scoring review log 3f2a""",
    "feedback": """scoring feedback 3f2a -o 反馈 --notice
scoring feedback 3f2a -o 反馈 --unit 甲县人民政府 --template 我的模板.docx""",
    "pages": """scoring pages 3f2a -o 网页
scoring pages 报告文件夹 --rubric county -o 网页
scoring pages 2024年报告 --previous 2023年报告 --rubric county -o 公开网页 --public""",
    "sources.check": """scoring sources check 外部数据
scoring sources check 法院通报.xlsx 单位名单.xlsx --rubric county --reports 2024年报告
scoring sources check court=法院通报.xlsx --rubric 我的标准.yaml --all""",
    "sources.template": "scoring sources template 2024年报告 --rubric county -o 待填的表",
    "explain": "scoring explain 报告.txt disputes.appearance --rubric county",
    "read": "scoring read 报告文件夹\nscoring read 报告.txt --format json",
    "cache.info": "scoring cache info",
    "cache.clear": "scoring cache clear --older\nscoring cache clear",
    "cache.verify": "scoring cache verify\nscoring cache verify 报告文件夹 --again 20",
    "formats": "scoring formats\nscoring formats --format json",
    "extract": """scoring extract 报告.txt --format table
scoring extract 报告文件夹 --measure "litigation_*" -o 事实.jsonl
scoring extract 全省报告 --dataset 全省数据集 --jobs 4
scoring extract 全省报告 --dataset 全省数据集 --jobs 4 --resume
scoring extract /共享/全省报告 --dataset /共享/全省数据集 --cluster tcp://10.0.0.5:8786""",
    "dataset.info": "scoring dataset info 全省数据集",
    "dataset.verify": "scoring dataset verify 全省数据集",
    "evaluate": """scoring evaluate 标注 标注/texts --show
scoring evaluate 标注 标注/texts --json 本次.json --compare 上次.json""",
    "rubric.check": """scoring rubric check 我的标准.yaml
scoring rubric check 我的标准.yaml --on 2024年报告""",
    "rubric.new": """scoring rubric new qingyue-2025
scoring rubric new qingyue-2025 --from county --title 青岳县2025年评分标准 --year 2025 -o 青岳.yaml""",
    "rubric.diff": """scoring rubric diff county 我的标准.yaml
scoring rubric diff 去年.yaml 今年.yaml --on 2024年报告""",
    "rubric.what-if": """scoring rubric what-if --set disputes.appearance.points=6 --rescale --on 2024年报告
scoring rubric what-if --rubric 我的标准.yaml --set disputes.mediation.rule.linear.full=95% --on 结果.json
scoring rubric what-if --rubric 我的标准.yaml --set grades.优秀.from=85% --write 新标准.yaml""",
    "rubric.watch": "scoring rubric watch 我的标准.yaml --on 2024年报告",
    "rubric.to-xlsx": "scoring rubric to-xlsx 我的标准.yaml -o 分值.xlsx",
    "rubric.from-xlsx": "scoring rubric from-xlsx 分值.xlsx --rubric 我的标准.yaml -o 新标准.yaml",
    "rubric.schema": "scoring rubric schema > rubric.schema.json",
    "rubric.test": "scoring rubric test",
}

USAGE = {
    "error": "用法错误:",
    "no_such_command": "没有“{name}”这个命令",
    "no_such_option": "没有“{name}”这个选项",
    "missing": "缺少 {name}",
    "bad_value": "{name} 的值不对：{detail}",
    "not_a_choice": "只能取下列之一",
    "not_a_number": "应为整数",
    "not_in_range": "应为 {low} 到 {high} 之间的整数",
    "option_needs_value": "{name} 后面要跟一个值",
    "option_takes_no_value": "{name} 后面不跟值",
    "extra_argument": "多余的参数：{names}",
    "did_you_mean": "  是不是要写: {names}",
    "choices": "  可以写: {names}",
    "see_help": "  查看帮助: {command} --help",
    "no_such_criterion": "评分标准中没有“{name}”这项指标；相近的有: {near}",
    "no_such_measure": "没有“{name}”这个指标编号；相近的有: {near}",
    "none_near": "（无）",
    "columns_form": "应写成 字段=列标题，如 正文=材料内容；字段有：{fields}",
    "run_with_options": "给出运行时，评分标准和材料以运行里保存的为准，不能再给 {options}",
    "rubric_needed": "给出报告时要用 --rubric 指明评分标准（给出运行则不用）",
    "table_form": "应写成 表名=文件，如 court=法院通报.xlsx",
    "template_units": "要写单位：给出报告，或用 --units 给出单位名单",
    "together": "{one} 和 {other} 要一起给出",
    "not_with": "{option} 不能与 {others} 同用",
    "only_with": "{option} 要与 {other} 同用",
    "cluster_form": "应写成 tcp://主机:端口、tls://主机:端口 或 local",
    "tls_all": "--tls-ca、--tls-cert、--tls-key 要一起给出",
    "tls_address": "给出 --tls-ca 等文件时，地址应以 tls:// 开头",
    "addresses": "以地址(://)给出的报告要与 --dataset 同用",
    "not_xlsx": "工作簿的文件名应以 .xlsx 结尾",
    "score_dataset": "{name} 是数据集，不是报告；请用 scoring corpus score",
    "memory_form": "应写成 2GB 或 800MB 的样子",
}

TEXT = {
    "interrupted": "已中断",
    "diagnostics": "共 {errors} 个错误、{warnings} 个警告",
    "reading": "读取事实",
    "written": "已写出: {path}",
    "nothing_scored": "没有可评分的单位，未写出结果；{path} 若已存在，保持原样",
    "nothing_read": "没有读到报告，未写出；{path} 若已存在，保持原样",
    "run_kept": "运行已保存: {id} ({path})",
    "run_whole": "{id}：{count} 个文件都完好",
    "run_line": "{id}  {year}  {units} 个报告  {rubric}  {reviewed}",
    "run_reviewed": "已复核",
    "no_runs": "{path} 里还没有运行",
    "more_rows": "另有 {count} 行未列出（--all 列出全部，-o 写成工作簿）",
    "pages_written": "已写出: {path} 和 {count} 页评分依据",
    "scored": "读取 {reports} 份报告，排名 {units} 个单位（其报告中有 {facts} 条事实）；评分标准：{title}（{file}）",
    "illustrative": "注意：本标准的分值为示例(illustrative)，不是官方分值",
    "pending_note": "“待定”指报告未载明或待外部材料的分值，不等于没有做",
    "rubric_ok": "{file}: 没有问题（{leaves} 项指标，满分 {points}）",
    "examples": "指标库例句 {count} 条，未通过 {failed} 条",
    "no_reports": "没有可以计分的报告",
    "more_groups": "另有 {count} 组未列出，见 overview.xlsx",
    "no_folder": "不能建立文件夹 {folder}: {reason}",
    "no_folder_help": "用 -o 写到别的地方，或换一个文件夹运行",
    "demo_folder": "示例报告: {path}",
}

SOURCES_CHECK = {
    "units": "单位名单",
    "table": "外部数据 {name}",
    "judgements": "人工评分",
    "self_scores": "自评分",
    "heading": "{kind}：{file}{sheet}（表头在第{row}行）",
    "sheet": " 工作表“{sheet}”",
    "counts": "{rows} 行，{units} 个单位，年度：{years}",
    "no_year": "未写明",
    "office": "出具单位：{value}",
    "document": "文号：{value}",
    "date": "日期：{value}",
    "columns": "列：{columns}",
    "column": "{name}（表头“{title}”）",
    "more": "……还有 {count} 行（--all 全部列出）",
}

HEADLINE = {"criterion": "指标", "value": "数值", "points": "得分", "quote": "原文"}

READ_COLUMNS = ("项目", "内容", "来源", "依据（起止位置）")

FIELDS = {
    "unit": "单位",
    "unit_type": "单位类型",
    "level": "层级",
    "level_detail": "层级细分",
    "region": "地区",
    "report_year": "报告年度",
    "title": "标题",
    "publisher": "发布机构",
    "publish_date": "发布日期",
    "document_date": "成文日期",
    "index_number": "索引号",
    "document_number": "文号",
}

UNIT_TYPES = {
    "province": "省级政府",
    "prefecture": "市级政府",
    "county": "县级政府",
    "township": "乡镇（街道）",
    "department": "部门",
    "zone": "开发区",
    "other": "其他",
}

SOURCES = {
    "unit_list": "单位名单",
    "header": "页头",
    "title": "标题",
    "signature": "落款",
    "body": "正文",
    "file_name": "文件名",
    "composed": "组合",
}

ROLES = {
    "result": "成效",
    "problem": "问题",
    "plan": "计划",
    "preamble": "前言",
    "furniture": "页面框架",
}

READ = {
    "not_found": "未见",
    "conflict": "{field}有两种说法：采用“{used}”，另有“{other}”",
    "outline": "正文 {characters} 字{pages}，取自{obtained}{encoding}；提纲：",
    "encoding": "（{encoding}）",
    "pages": "、{pages} 页",
    "page": "第{page}页",
    "flag": "提示：{words}",
}

FACT_COLUMNS = ("报告", "指标", "数值", "期间", "范围", "状态", "采用", "原文", "疑点")

EXPLAIN = {
    "year": "（{year}年度）",
    "points": "得分 {points} / 满分 {full}",
    "no_points": "无",
    "state": "状态 {state}；数值 {value}",
    "stake": "待定分值 {points}",
    "flags": "疑点：{flags}",
    "rule": "规则",
    "rule_name": "{rule}（{file} 第 {line} 行）",
    "missing": "报告未载明时：{policy}",
    "basis": "依据：{basis}",
    "computed": "计算：{words}",
    "used": "采用的事实（{way}）",
    "cell": "· {column}：{shown}",
    "origin": "出具：{origin}",
    "judgement": "· {scorer}{date}：{given}",
    "judgement_reason": "理由：{reason}",
    "self_score": "自评分 {points}",
    "compared": "对照：{words}",
    "none_used": "没有",
    "rejected": "同一指标的其他表述（未采用）",
    "none_rejected": "没有",
    "reason": "未采用的原因：{reason}",
    "formula": "算式：{formula}",
    "page": "  第{page}页",
}

EVALUATE_COLUMNS = ("标注", "读出", "相符", "查准", "查全", "F1", "错值")

EVALUATE_FILE_COLUMNS = ("含期间F1", "做法F1", "选值", "复算")

EVALUATE_FIGURES = {"facts": "事实", "facts_with_period": "事实(含期间)", "practices": "做法"}

EVALUATE_LISTS = {
    "misses": "漏读",
    "extras": "多读",
    "practices_wrong": "做法不符",
    "choices_wrong": "选值不符",
}

EVALUATE = {
    "by_measure": "分指标",
    "by_file": "分报告",
    "measure": "指标",
    "file": "报告",
    "total_facts": "合计 {files} 份：标注 {annotated}，读出 {found}，相符 {hits}；查准 {precision}，查全 {recall}，F1 {f1}",
    "total_period": "期间也须相符时 F1 {f1}",
    "total_wrong": "错值 {wrong}（占标注 {share}）",
    "total_unverbatim": "与原文不一致的引文 {count}",
    "total_practices": "做法：查准 {precision}，查全 {recall}，F1 {f1}",
    "total_choice": "选值正确 {right}/{judged}（{share}）",
    "total_checks": "复算值相符 {equal}/{annotated}；其中报告没有写、只能推算的 {own}/{unstated}",
    "wrong": "错值",
    "miss": "漏读",
    "extra": "多读",
    "unverbatim": "引文不符",
    "practice": "做法",
    "choice": "选值",
    "check": "复算",
    "nothing": "无",
    "changes": "与上次对照",
    "not_saved": "不是 scoring evaluate --json 存下的文件",
    "unusable": "读不了以前的结果: {detail}",
    "unusable_help": "先用 scoring evaluate … --json 文件 存下一次结果",
}

# What `--version` tells of the compiled kernels.
KERNEL_PARTS = {"text": "正文内核", "facts": "事实内核"}
KERNEL_STATES = {
    "compiled": "已编译",
    "python": "未用（Python，结果相同，慢几倍；make kernel 编译）",
    "stale": "与源码不符，未用（Python，结果相同；请再执行 make kernel）",
}
