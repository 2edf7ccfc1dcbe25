"""Words about YAML files that cannot be read, and about keys and values of the wrong kind: code → message, code → remedy."""

from __future__ import annotations

MESSAGES = {
    "yaml-file-missing": "找不到这个文件",
    "yaml-file-unreadable": "文件打不开: {reason}",
    "yaml-size": "文件超过 {limit} MB",
    "yaml-encoding": "文件不是 UTF-8 编码",
    "yaml-empty": "文件没有内容",
    "yaml-character": "含有不允许的字符 {char}",
    "yaml-tab": "缩进用了制表符",
    "yaml-full-width": "键后面是全角冒号“：”",
    "yaml-colon": "这里不应有冒号",
    "yaml-no-colon": "这一行缺少冒号，不是“键: 值”",
    "yaml-indent": "缩进与上文不齐",
    "yaml-unclosed": "这里的引号或括号没有闭合",
    "yaml-tag-handle": "不支持标签",
    "yaml-start": "值不能以这个字符开头",
    "yaml-syntax": "YAML 语法有误（{detail}）",
    "yaml-documents": "一个文件只能有一份内容，这里又开始了一份",
    "yaml-alias": "不支持锚点和引用（{name}）",
    "yaml-tag": "不支持标签（{name}）",
    "yaml-merge": "不支持合并键 <<",
    "yaml-key": "键必须是一个词",
    "yaml-depth": "嵌套超过 {limit} 层",
    "yaml-nodes": "内容超过 {limit} 项",
    "yaml-duplicate": "键 `{key}` 重复，第一次在第 {line} 行第 {column} 列",
    "key-unknown": "不认识的键 `{key}`",
    "key-missing": "缺少 `{key}`",
    "key-twice": "`{key}` 写了两次（`{other}` 是它的别名），第一次在第 {line} 行",
    "value-type": "`{key}` 应为{expected}，这里是{found}",
    "value-choice": "`{key}` 不能是 `{value}`",
    "value-range": "`{key}` 应{range}，这里是 {value}",
    "value-empty": "`{key}` 没有内容",
    "value-repeated": "`{key}` 中 `{value}` 重复",
}

HELP = {
    "yaml-file-missing": "检查路径和文件名",
    "yaml-file-unreadable": "检查文件权限，或关闭占用它的程序",
    "yaml-size": "拆成几个文件，或删去多余的内容",
    "yaml-encoding": "用记事本等编辑器另存为 UTF-8",
    "yaml-empty": "参照 docs/rubric.md 填写",
    "yaml-character": "删去这个字符",
    "yaml-tab": "改用空格缩进，每层两个空格",
    "yaml-full-width": "改为半角冒号加一个空格，例如 `名称: 值`",
    "yaml-colon": "文字中含有冒号时，把整段文字放进引号；列表和键要对齐",
    "yaml-no-colon": "写成 `键: 值`，冒号后留一个空格",
    "yaml-indent": "同一层的键左端对齐，每层缩进两个空格",
    "yaml-unclosed": "补上另一半引号或括号",
    "yaml-tag-handle": "删去 `!` 开头的标签；文字本身以 ! 开头时放进引号",
    "yaml-start": "把整个值放进引号",
    "yaml-syntax": "检查这一行和上一行的缩进、冒号、引号和括号",
    "yaml-documents": "删去 `---` 之后的内容，或另存为一个文件",
    "yaml-alias": "把内容直接写出来；文字本身以 & 或 * 开头时放进引号",
    "yaml-tag": "删去 `!` 开头的标签；文字本身以 ! 开头时放进引号",
    "yaml-merge": "把要合并的键直接写出来",
    "yaml-key": "写成 `键: 值`；键不能是列表或映射",
    "yaml-depth": "减少嵌套的层数",
    "yaml-nodes": "拆成几个文件",
    "yaml-duplicate": "删去其中一处，或改名",
    "key-missing": "补上 `{key}`",
    "key-twice": "删去其中一处",
    "value-range": "改为{range} 的数",
    "value-empty": "补上内容，或删去这个键",
    "value-repeated": "删去其中一处",
}

# Asked for by the reader of keys: what was probably meant, and what could stand there.
DID_YOU_MEAN = "是否想写 `{word}`？"
ALLOWED = "可用: {choices}"

KINDS = {
    "mapping": "映射（若干 `键: 值`）",
    "list": "列表",
    "text": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "true 或 false",
    "null": "空",
    "share": "0 到 1 之间的份额（如 80%）",
    "judged": "true 或一句评什么",
    "identifier": "编号（小写字母、数字、下划线，用点分层）",
}

QUOTE_IT = '文字放进引号: "{text}"'
UNQUOTE_IT = "数字不要加引号"

# What to write instead, by the kind that is expected.
WRITE = {
    "mapping": "写成 `键: 值`，每行一个，或 `{键: 值, 键: 值}`",
    "list": "写成 `[甲, 乙]`，或每行一个 `- 甲`",
    "text": "写一段文字",
    "integer": "写整数，例如 2023",
    "boolean": "写 true 或 false",
    "number": "写普通数字或百分比，例如 4、0.5、95%",
    "share": "写 0 到 100% 之间的份额，例如 80%",
    "judged": "写 `true`，或一句评什么，例如 现场核查",
    "identifier": "例如 disputes.appearance",
}

RANGES = {
    "min": "不小于 {low}",
    "above": "大于 {low}",
    "max": "不大于 {high}",
    "both": "在 {low} 和 {high} 之间",
    "above_max": "大于 {low} 且不大于 {high}",
}
