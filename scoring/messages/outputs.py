"""Words of outputs that cannot be written: code → message, code → remedy."""

from __future__ import annotations

MESSAGES = {
    "output-folder-missing": "无法写入“{name}”：文件夹“{folder}”不存在",
    "output-is-folder": "无法写入“{name}”：这个位置是一个文件夹",
    "output-read-only": "无法写入“{name}”：原文件设为只读，没有改动",
    "output-folder-read-only": "无法写入“{name}”：没有在文件夹“{folder}”中写文件的权限",
    "output-locked": "无法替换“{name}”：文件正被其他程序占用，原文件没有改动",
    "output-disk-full": "无法写入“{name}”：磁盘空间不足，原文件没有改动",
    "output-name-unusable": "无法写入“{name}”：文件名过长，或含有系统不允许的字符",
    "output-failed": "无法写入“{name}”：{reason}；原文件没有改动",
}

HELP = {
    "output-folder-missing": "先建立这个文件夹，或用 -o 指定另一个位置",
    "output-is-folder": "用 -o 给出带文件名的路径，例如 结果.xlsx",
    "output-read-only": "取消文件的只读属性，或用 -o 换一个文件名",
    "output-folder-read-only": "换到有写入权限的文件夹，或请管理员开通权限",
    "output-locked": "在 Excel 或 WPS 中关闭这个文件（预览窗格也会占用）后重试，或用 -o 换一个文件名",
    "output-disk-full": "清理目标磁盘和系统临时文件夹，或用 -o 写到另一块磁盘",
    "output-name-unusable": '用 -o 换一个较短的文件名，不含 \\ / : * ? " < > |',
    "output-failed": "检查磁盘、网络驱动器和权限后重试，或用 -o 换一个位置",
}
