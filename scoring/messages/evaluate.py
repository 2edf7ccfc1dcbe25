"""Messages of the annotation reader."""

MESSAGES = {
    "annotation-missing-folder": "标注目录不存在: {path}",
    "annotation-none": "目录中没有标注文件(*.yaml): {path}",
    "annotation-yaml": "标注文件不是有效的 YAML: {detail}",
    "annotation-shape": "标注文件缺少 {key}，或其类型不对",
    "annotation-text-missing": "标注所指的报告不存在: {path}",
    "annotation-text-encoding": "被标注的报告不是 UTF-8、UTF-16(带 BOM)或 GB18030 编码: {path}",
    "help-texts": "第二个参数应为存放报告原文的目录",
    "help-shape": "格式见标注目录的 README.md",
}
