"""What stands below the help of a command: how it is used, by example."""

EPILOG = {
    "demo": "scoring demo\nscoring demo -o 演示.xlsx",
    "score": """scoring score 报告文件夹 --rubric county -o 结果.xlsx
scoring score 2024年报告 --previous 2023年报告 --rubric county -o 结果.xlsx
scoring score 2024年报告 --sources 外部数据 --rubric county -o 结果.xlsx
scoring score 2024年报告 --units 单位名单.xlsx --table court=法院通报.csv --rubric 我的标准.yaml -o 结果.xlsx""",
    "compare": """scoring compare 上年的运行 今年的运行
scoring compare 3f2a 9c41 -o 对比.xlsx""",
    "corpus.score": """scoring corpus score 全省数据集 --rubric county -o 全省结果
scoring corpus score 全省数据集 --rubric county --year 2023 --year 2024 -o 全省结果 --jobs 4 --resume
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
