"""What the measure library says when its files are wrong, and what the flags of facts mean."""

MESSAGES = {
    "measure-shape": "这里应当是{expected}",
    "measure-key": "`{subject}` 下不认识的键 `{key}`",
    "measure-missing": "`{subject}` 缺少 `{key}`",
    "measure-pattern": "`{subject}` 的句式写法有误：{reason}",
    "measure-topic": "`{subject}` 用到没有定义的话题 `{topic}`",
    "measure-twice": "`{subject}` 定义了两次",
    "measure-reference": "`{subject}` 指到没有定义的指标 `{measure}`",
    "measure-choice": "`{key}` 只能是{expected}，这里是 `{value}`",
    "measure-none": "文件夹 {folder} 里没有指标文件（*.yaml）",
}

HELP = {
    "nearest": "是否想写 `{word}`？",
    "pattern": "句式写法见 docs/measures.md",
}

FLAGS = {
    "from_words": "由文字（均、全部、全覆盖、未发生等）得出，原文没有数字",
    "derived": "由原文两个数相除得出，原文没有直接写明",
    "parts_added": "分子是原文所列各部分之和",
    "sum_of_parts": "由原文所列各部分相加得出",
    "recomputed": "原文写明的比率正是这两个数之比",
    "carry_over": "大于100%，含上年结转",
    "approximate_operands": "计算所用的数为约数",
    "several_parts": "原文只给出若干部分，没有总数，由复核人决定",
    "only_part": "原文只给出一个部分的数",
    "several_values": "原文给出几个不同的数",
    "provisional": "原文为初步、暂定的数",
    "exact_figure": "约数后面另给出准确数，采用准确数",
    "mismatch": "与原文所列分子、分母计算的结果不一致",
    "parts_differ": "与原文同一句所列各部分之和相差不大，但不相等",
    "not_reproducible": "原文所列的数算不出这一比率",
    "body_for_county": "部门报告代所在地政府陈述",
    "ocr": "由文字识别得出（扫描件或图片）",
    "ocr_low": "文字识别对所引的字把握不大，请与原件核对",
    "near_lost": "原句疑似丢字，请与原件核对",
    "other_encoding": "这一段的编码与文件其余部分不同，请与原件核对",
    "near_replaced": "原句里有无法解码的字，请与原件核对",
    "beside_unread": "紧挨着没有读出文字的一页，可能不完整",
    "near_copy": "与另一份报告大段雷同",
    "other_year": "不是本报告年度的数",
    "part_of_total": "是总数中的一部分",
    "planned": "是计划或目标，不是已完成的结果",
    "stated_as_problem": "写在问题和不足部分",
}
