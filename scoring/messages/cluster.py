"""What users read of reading on several machines: the cluster, its workers, addresses of files."""

from __future__ import annotations

MESSAGES = {
    "cluster-not-installed": "没有安装集群所需的组件（{name}）",
    "cluster-unreachable": "{seconds} 秒内没有连上调度程序 {address}：{reason}",
    "cluster-no-workers": "调度程序 {address} 那里没有工作进程，等了 {seconds} 秒",
    "cluster-workers-gone": "工作进程都不在了，等了 {seconds} 秒也没有新的",
    "cluster-scheduler-lost": "与调度程序 {address} 的连接断了",
    "cluster-without-program": "{worker} 上不能运行本程序：{reason}",
    "cluster-other-versions": "{worker} 与这台电脑的版本不同：{differences}",
    "cluster-folder-apart": "{worker} 看不到这台电脑上的文件夹 {folder}，或那里的同名文件夹是另一个",
    "cluster-folder-unwritable": "{worker} 不能写 {folder}：{reason}",
    "cluster-place-unusable": "存放中间结果的位置 {folder} 不能使用：{reason}",
    "cluster-file-apart": "{worker} 读不到 {path}，而这台电脑上有",
    "cluster-part-apart": "{worker} 写出的结果 {path} 在这台电脑上看不到或不完整",
    "cluster-worker-failed": "{worker}：{message}",
    "cluster-task-kills": "第 {number} 批文件一再使工作进程退出，逐个试读时却没有找到是哪一个",
    "cluster-not-starting": "这台电脑上的集群没有启动：{reason}",
    "cluster-tls-incomplete": "加密连接要同时给出 --tls-ca、--tls-cert、--tls-key",
    "cluster-tls-unusable": "加密连接所用的文件不能使用：{reason}",
    "url-no-reader": "读写 {protocol}:// 地址的组件没有安装（{reason}）",
    "url-unusable": "这个地址不能使用：{reason}",
    "url-not-found": "这个地址下没有文件",
    "url-with-password": "地址里不要写密码",
}
HELP = {
    "cluster-not-installed": "请在每台机器上运行 pip install distributed fsspec，或改用 --jobs",
    "cluster-unreachable": "请检查地址、端口、防火墙，以及调度程序是否在运行（见 docs/cluster.md）",
    "cluster-no-workers": "请先启动工作进程：dask worker {address} --nthreads 1 --nworkers 个数（见 docs/cluster.md）",
    "cluster-workers-gone": "请重新启动工作进程，再用同样的命令加 --resume；已完成的部分不会重做",
    "cluster-scheduler-lost": "请重新启动调度程序和工作进程，再用同样的命令加 --resume；已完成的部分不会重做",
    "cluster-without-program": "请在那台机器上安装同一版本的 scoring，并重启工作进程",
    "cluster-other-versions": "请让所有机器按同一份锁定文件安装同一版本，并重启工作进程",
    "cluster-folder-apart": "请把这个文件夹以同样的路径共享给每台机器，或用 --parts 给出各台机器都能写的文件夹或地址",
    "cluster-folder-unwritable": "请检查那台机器上的权限，或用 --parts 换一个位置",
    "cluster-place-unusable": "请检查地址、权限和磁盘，或用 --parts 换一个位置",
    "cluster-file-apart": "请把报告的文件夹以同样的路径共享给每台机器，或放进对象存储，用地址给出",
    "cluster-part-apart": "请检查共享文件夹；再用同样的命令加 --resume，已完成的部分不会重做",
    "cluster-worker-failed": "{help}",
    "cluster-task-kills": "请看工作进程的内存限制和日志；也可以改用 --jobs",
    "cluster-not-starting": "请改用 --jobs，不需要集群",
    "cluster-tls-incomplete": "三个文件的做法见 docs/cluster.md",
    "cluster-tls-unusable": "三个文件的做法见 docs/cluster.md",
    "url-no-reader": "请在每台机器上安装它（如 s3:// 用 pip install s3fs）",
    "url-unusable": "请检查地址和权限；密钥放在各台机器的环境变量或配置文件里",
    "url-not-found": "请检查地址",
    "url-with-password": "密钥放在各台机器的环境变量或配置文件里",
}
# How differences of versions are told.
DIFFERENCE = "{name} 这里是 {here}，那里是 {there}"
NAMES = {
    "engine": "程序版本",
    "python": "Python",
    "distributed": "distributed",
    "measures": "指标库",
    "program": "程序文件",
}
NOTHING, JOIN, SCHEDULER = "没有", "；", "调度程序 {address}"
