"""Chinese messages of the documents room: problems with files, remedies, and the flags a report may carry."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, str] = {
    "path-missing": "找不到“{name}”",
    "is-folder": "“{name}”是文件夹，不是一份报告",
    "not-regular": "“{name}”不是普通文件（管道、设备或套接字），没有读取",
    "unreadable": "无法打开“{name}”：{reason}",
    "too-large": "文件有 {size} MB，超过上限 {limit} MB，没有读取",
    "empty-file": "文件是空的（0 字节）",
    "blank-file": "文件里只有空白，没有文字",
    "binary-file": "文件内容不是文字（含 {count} 个控制字符），没有读取",
    "undecodable": "认不出文件的编码（试过 UTF-8、UTF-16、GB18030），没有读取",
    "unsupported-format": "此格式暂不支持：内容是{kind}",
    "not-a-report": "“{suffix}”文件不是报告文本，没有读取",
    "link-loop": "链接指回它自己的上级文件夹（或互相指向），没有进入",
    "link-outside": "链接指向所给文件夹之外（或隐藏的文件），没有读取",
    "link-broken": "链接指向的文件不存在",
    "link-duplicate": "链接指向同一文件夹内的文件，那里的文件在原处读取，不重复计入",
    "same-file-twice": "两个路径不同、内容与名称相同的文件，只计一次",
    "no-reports": "“{name}”里没有可读的报告",
}

HELP: Mapping[str, str] = {
    "path-missing": "请检查路径和文件名",
    "path-similar": "是不是“{near}”？",
    "is-folder": "读取整个文件夹请把它作为输入文件夹给出",
    "not-regular": "请改为普通的 .txt 文件",
    "unreadable": "请检查文件权限，或先关闭占用它的程序",
    "too-large": "一份报告一般不到 1 MB；请确认放对了文件，或拆成每单位每年一份",
    "empty-file": "请重新下载或另存这份报告",
    "blank-file": "请确认原文有文字（扫描件需先识别），再另存为 .txt",
    "binary-file": "请用原来的程序打开，另存为 .txt（UTF-8 编码）",
    "undecodable": "请用记事本或 WPS 打开确认文字正常，另存为 .txt，编码选 UTF-8",
    "unsupported-format": "请另存为 .txt（UTF-8 编码）后再放入文件夹",
    "unsupported-archive": "请先解压，再把里面的报告另存为 .txt（UTF-8 编码）",
    "unsupported-image": "请先做文字识别，再另存为 .txt（UTF-8 编码）",
    "not-a-report": "如果它确实是报告，请改名为 .txt；否则请移出文件夹",
    "link-loop": "请删除这个链接",
    "link-outside": "请把文件本身复制进来",
    "link-broken": "请删除这个链接，或把文件本身复制进来",
    "link-duplicate": "请删除这个链接",
    "same-file-twice": "请删去其中一个",
    "no-reports": "请放入 .txt 报告（UTF-8 或 GBK 编码）",
}

KINDS: Mapping[str, str] = {
    "pdf": " PDF",
    "docx": " Word 文档（docx）",
    "xlsx": " Excel 工作簿（xlsx）",
    "pptx": " PowerPoint 演示文稿（pptx）",
    "ofd": " OFD 版式文件",
    "odf": " OpenDocument 文档",
    "epub": " EPUB 电子书",
    "zip": " ZIP 压缩包",
    "rar": " RAR 压缩包",
    "7z": " 7z 压缩包",
    "gzip": " gzip 压缩文件",
    "doc": "旧版 Word / WPS 文档（doc、wps）",
    "xls": "旧版 Excel 工作簿（xls、et）",
    "ppt": "旧版 PowerPoint 演示文稿（ppt、dps）",
    "ole": "旧版 Office 文件",
    "rtf": " RTF 文档",
    "html": "网页（HTML）",
    "mht": "单文件网页（MHT）",
    "xml": " XML",
    "image": "图片",
}

ARCHIVES = frozenset({"zip", "rar", "7z", "gzip"})

FLAGS: Mapping[str, str] = {
    "replaced_bytes": "文件有损坏：{count} 处字符无法解码，已用“\ufffd”代替",
    "control_characters": "文中夹有控制字符",
    "no_chinese": "文中几乎没有常用汉字，请确认文件和编码",
    "name_content_mismatch": "扩展名与内容不符：内容是纯文本，已按文本读取",
    "no_unit": "没有找到报告单位",
    "no_year": "没有找到报告年度",
    "unit_conflict": "标题与落款的单位不一致",
    "year_conflict": "两处写的报告年度不一致",
    "year_inferred": "报告年度由日期推算，原文没有写明",
    "date_conflict": "两处写的日期不一致，或发布早于落款",
    "damaged_date": "日期疑似丢字（例如只剩数字），没有当作日期",
    "incomplete_date": "落款日期不完整（缺月或日）",
    "unit_type_unsure": "单位层级不能确定（例如是地级市还是县级市）",
}

# Flags that change what is counted or how units are grouped: these are also shown as warnings while reading.
WARNED = (
    "replaced_bytes",
    "control_characters",
    "no_chinese",
    "name_content_mismatch",
    "no_unit",
    "no_year",
    "unit_conflict",
    "year_conflict",
    "unit_type_unsure",
)

FLAG_HELP: Mapping[str, str] = {
    "replaced_bytes": "请与原件核对；最好重新下载或另存",
    "no_unit": "请在单位名单中写明这份文件的单位，或在文件名里写明",
    "no_year": "请在单位名单中写明年度，或在文件名里写明（如“某县2023年.txt”）",
    "unit_conflict": "已采用标题的单位；请核对",
    "year_conflict": "已采用第一处；请核对原文",
    "unit_type_unsure": "请在单位名单中写明单位类型",
}
