"""What users read of the cache: of faults, and of `scoring cache`."""

from __future__ import annotations

MESSAGES = {
    "cache-damaged": "缓存中有 {count} 条记录已损坏，改为重新读取",
    "cache-aside": "缓存文件已损坏，移到 {aside}，另建了一个",
    "cache-format": "缓存文件不是这个版本的程序建立的，移到 {aside}，另建了一个",
    "cache-unreadable": "缓存打不开：{reason}；这次不用缓存",
    "cache-unwritable": "缓存存不进去：{reason}；这次读出的不再存入",
    "cache-remote": "缓存文件夹在网络盘上，SQLite 的 WAL 方式在那里不可靠；这次不用缓存",
    "cache-no-wal": "缓存文件夹所在的磁盘不支持 SQLite 的 WAL 方式；这次不用缓存",
    "cache-full": "缓存已到上限 {size} MB，这次读出的没有全部存入",
    "cache-integrity": "缓存文件不完整：{reason}",
    "cache-differs": "缓存中的与重新读出的不同",
    "cache-library": "存着的编译好的指标库与重新编译的不同",
}
HELP = {
    "cache-damaged": "不用处理，已经重新存好",
    "cache-aside": "不用处理；移开的文件可以删去",
    "cache-format": "不用处理；移开的文件可以删去",
    "cache-unreadable": "检查文件夹的权限，用 --cache 换一个文件夹，或加 --no-cache；这次的结果不受影响",
    "cache-unwritable": "检查磁盘空间和权限，用 --cache 换一个文件夹，或加 --no-cache；这次的结果不受影响",
    "cache-remote": "用 --cache 给出本机磁盘上的文件夹，或加 --no-cache；这次的结果不受影响",
    "cache-no-wal": "用 --cache 给出本机磁盘上的文件夹，或加 --no-cache；这次的结果不受影响",
    "cache-full": "scoring cache clear --older 删去旧的；这次的结果不受影响",
    "cache-integrity": "scoring cache clear 全部删去，下次会重新建立",
    "cache-differs": "scoring cache clear 全部删去，再试；还是不同时请报告这个问题",
    "cache-library": "scoring cache clear 删去，下一个命令会重新编译；还是不同时请报告这个问题",
}
# What SQLite says, by the name of its error.
REASONS = {
    "SQLITE_BUSY": "一直被别的程序占用",
    "SQLITE_CANTOPEN": "文件夹或文件打不开",
    "SQLITE_CORRUPT": "文件已损坏",
    "SQLITE_FULL": "磁盘已满",
    "SQLITE_IOERR": "磁盘读写出错",
    "SQLITE_LOCKED": "一直被别的程序占用",
    "SQLITE_NOTADB": "不是缓存文件",
    "SQLITE_PERM": "没有权限",
    "SQLITE_READONLY": "只能读，不能写",
}
# Why the system refused, by the name of its error.
SYSTEM = {
    "EACCES": "没有权限",
    "EDQUOT": "磁盘配额已用完",
    "EEXIST": "同名的文件在那里",
    "EISDIR": "是文件夹",
    "ENOSPC": "磁盘已满",
    "ENOTDIR": "上一级不是文件夹",
    "EPERM": "没有权限",
    "EROFS": "磁盘是只读的",
}

# What `scoring cache` prints.
KINDS = {
    "answer": "解析出的内容（PDF、Word、网页、列表，逐页识别的文字）",
    "report": "报告的元数据",
    "facts": "事实",
    "library": "指标库的说明（用来判断哪些报告要重读）",
}
COLUMNS = ("内容", "记录", "大小", "现在用得上")
CLI = {
    "none": "这里没有缓存：{path}",
    "place": "{path}，共 {size}（上限 {limit}）",
    "states": "其中有 {engines} 种程序、{libraries} 种指标库读出的事实",
    "cleared": "已清除：{path}（{size}）",
    "cleared_kind": "已清除 {kind}：{count} 条",
    "nothing": "没有可清除的",
    "whole": "{count} 条记录，全部完好",
    "damaged": "{count} 条记录，{damaged} 条已损坏；下次用到时会重新读取",
    "library.none": "编译好的指标库：没有，下一个命令会重新编译并存好",
    "library.older": "编译好的指标库：{path}（{size}），不是现在这版的，下一个命令会换掉",
    "library.present": "编译好的指标库：{path}（{size}），现在用得上",
    "library.right": "编译好的指标库与重新编译的完全相同",
    "again": "重新读取了 {files} 份，其中 {kept} 份报告的事实取自缓存，与重新读取的完全相同",
}
