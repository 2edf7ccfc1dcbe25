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
    "missing-reader": "这台电脑上缺少读取此格式所需的 {needs}",
    "encrypted": "文件有密码或已加密，没有读取",
    "damaged-file": "文件已损坏或不完整，无法读取（{reason}）",
    "reader-crashed": "读取时解析程序意外退出：文件可能已损坏，或被有意做成这样",
    "too-slow": "读取超过 {seconds} 秒，已中止",
    "too-much-memory": "读取所需内存超过 {limit} MB，已中止",
    "too-much-text": "取出的文字超过 {limit} 万字，没有读取",
    "too-many-pages": "有 {count} 页，超过上限 {limit} 页，没有读取",
    "zip-bomb": "压缩内容展开后超过 {size} MB 或压缩比异常，没有读取",
    "xml-dtd": "内部文件“{part}”含有文档类型声明（DTD），正常的办公文档没有，可能有害，没有读取",
    "no-text-layer": "{count} 页都是图片或图形，没有文字",
    "old-word": "是 Word 95 或更早的文档，没有读取",
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
    "blank-file": "请确认原文有文字（扫描件需先识别文字）",
    "binary-file": "请用原来的程序打开，另存为 .txt（UTF-8 编码）",
    "undecodable": "请用记事本或 WPS 打开确认文字正常，另存为 .txt，编码选 UTF-8",
    "unsupported-format": "请另存为 .docx、.pdf 或 .txt 后再放入文件夹（scoring formats 列出能读的格式）",
    "unsupported-archive": "请先解压，把里面的报告（.docx、.pdf、.txt 等）放入文件夹",
    "unsupported-image": "请先做文字识别，再另存为 .docx 或 .txt",
    "not-a-report": "如果它确实是报告，请改名为 .txt；否则请移出文件夹",
    "missing-reader": "请安装后再试（scoring formats 说明各格式需要什么），或另存为 .docx、.txt",
    "encrypted": "请去掉密码另存一份，再放入文件夹",
    "damaged-file": "请重新下载，或用原来的程序打开后另存一份",
    "reader-crashed": "请用原来的程序打开，另存为 .docx 或 .txt；打不开的请向报送单位重新索取",
    "too-slow": "请确认它是一份报告；是的话请另存为 .docx 或 .txt",
    "too-much-memory": "请确认它是一份报告；是的话请另存为 .docx 或 .txt",
    "too-much-text": "一份报告一般不到 10 万字；请确认放对了文件",
    "too-many-pages": "请确认放对了文件，或拆成每单位每年一份",
    "zip-bomb": "请向报送单位重新索取；确是报告的，请用原来的程序打开后另存一份",
    "xml-dtd": "请用 WPS 或 Word 打开（确认安全后）另存一份，再放入文件夹",
    "no-text-layer": "请先做文字识别，或向报送单位索取可编辑的版本（.docx）",
    "old-word": "请用 WPS 或 Word 打开，另存为 .docx；或安装 LibreOffice",
    "link-loop": "请删除这个链接",
    "link-outside": "请把文件本身复制进来",
    "link-broken": "请删除这个链接，或把文件本身复制进来",
    "link-duplicate": "请删除这个链接",
    "same-file-twice": "请删去其中一个",
    "no-reports": "请放入报告（网页、Word、PDF、OFD 或 .txt；scoring formats 列出能读的格式）",
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
    "encrypted": "加密的 Office 文件",
    "odt": " OpenDocument 文字文档（odt）",
    "ole": "旧版 Office 文件",
    "rtf": " RTF 文档",
    "html": "网页（HTML）",
    "mht": "单文件网页（MHT）",
    "xml": " XML",
    "image": "图片",
}

ARCHIVES = frozenset({"zip", "rar", "7z", "gzip"})

FLAGS: Mapping[str, str] = {
    "replaced_bytes": "文件有损坏：有字符无法解码，已用“\ufffd”代替",
    "control_characters": "文中夹有控制字符",
    "no_chinese": "文中几乎没有常用汉字，请确认文件和编码",
    "name_content_mismatch": "扩展名与内容不符：内容是纯文本，已按文本读取",
    "whole_page": "没有找到网页的正文区域，取了整页文字（含导航）",
    "page_meta": "发布日期或来源取自网页源代码的标签，页面上没有显示",
    "numbering_missing": "自动编号可能缺失：原文的“一、”“（一）”等编号没有全部取出",
    "part_left_out": "文档里嵌入了另一份文档，没有读取",
    "image_pages": "有的页是图片，没有文字，内容没有读取",
    "path_pages": "有的页文字是图形曲线，没有读取",
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
    "whole_page",
    "numbering_missing",
    "part_left_out",
    "image_pages",
    "path_pages",
    "no_unit",
    "no_year",
    "unit_conflict",
    "year_conflict",
    "unit_type_unsure",
)

# What a warning adds to the words of its flag.
FLAG_DETAILS: Mapping[str, str] = {
    "replaced_bytes": "（{count} 处）",
    "image_pages": "（第 {pages} 页）",
    "path_pages": "（第 {pages} 页）",
}

FLAG_HELP: Mapping[str, str] = {
    "whole_page": "请核对读出的文字；最好另存为 .docx 或只复制正文为 .txt",
    "numbering_missing": "请用 WPS 或 Word 打开，另存为 .docx",
    "part_left_out": "请打开文档，把嵌入的内容复制到正文后另存",
    "image_pages": "请对这些页做文字识别，或索取可编辑的版本",
    "path_pages": "请对这些页做文字识别，或索取可编辑的版本",
    "replaced_bytes": "请与原件核对；最好重新下载或另存",
    "no_unit": "请在单位名单中写明这份文件的单位，或在文件名里写明",
    "no_year": "请在单位名单中写明年度，或在文件名里写明（如“某县2023年.txt”）",
    "unit_conflict": "已采用标题的单位；请核对",
    "year_conflict": "已采用第一处；请核对原文",
    "unit_type_unsure": "请在单位名单中写明单位类型",
}

# `scoring formats`: what each format is called, and what to know about it here.
FORMAT_COLUMNS = ("格式", "扩展名", "能否读取", "说明")

FORMAT_NAMES: Mapping[str, str] = {
    "text": "纯文本",
    "html": "网页",
    "mht": "单文件网页（MHT）",
    "docx": "Word / WPS 文档",
    "doc": "旧版 Word / WPS 文档",
    "pdf": "PDF（有文字层）",
    "ofd": "OFD 版式文件",
    "rtf": "RTF 文档",
    "odt": "OpenDocument 文档",
    "image": "图片、扫描件",
    "xlsx": "Excel 工作簿",
    "xls": "旧版 Excel 工作簿",
    "zip": "ZIP 压缩包",
    "rar": "RAR 压缩包",
    "7z": "7z 压缩包",
}

FORMAT_NOTES: Mapping[str, str] = {
    "text": "UTF-8、GBK（GB18030）、UTF-16 自动识别",
    "html": "取正文、标题和发布信息，去掉导航；不联网",
    "mht": "读其中的网页，同上",
    "docx": "自动编号、表格、脚注、文本框；修订按接受处理",
    "doc": "Word 97 及以后，自动编号、表格、脚注、文本框；更早的需 LibreOffice",
    "pdf": "证据带页码；有框线的表格按行读取；扫描页会指出是第几页",
    "ofd": "证据带页码；有框线的表格按行读取",
    "rtf": "由 LibreOffice 转换后读取",
    "odt": "由 LibreOffice 转换后读取",
    "image": "请先做文字识别，另存为 .docx 或 .txt",
    "xlsx": "作为报告暂不支持；单位名单和外部数据表另见 scoring sources",
    "xls": "作为报告暂不支持",
    "zip": "请先解压",
    "rar": "请先解压",
    "7z": "请先解压",
}

FORMAT_STATES: Mapping[str, str] = {
    "ready": "能",
    "lacking": "缺 {needs}",
    "later": "暂不支持",
}

# What to install for what is lacking.
INSTALL: Mapping[str, str] = {
    "module": "pip install {package}",
    "soffice": "安装 LibreOffice（含 Writer），并使 soffice 在 PATH 上",
}

# How a report's text was obtained (`Report.obtained`).
OBTAINED: Mapping[str, str] = {
    "text": "纯文本",
    "html": "网页正文",
    "mht": "单文件网页的正文",
    "docx": "Word 文档",
    "doc": "旧版 Word 文档",
    "pdf": "PDF 文字层",
    "ofd": "OFD 文字",
    "doc-soffice": "旧版 Word 文档，经 LibreOffice 转换",
    "rtf-soffice": "RTF 文档，经 LibreOffice 转换",
    "odt-soffice": "OpenDocument 文档，经 LibreOffice 转换",
}
