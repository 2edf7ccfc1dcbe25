"""The compiled patterns and look-up tables, made from the lexicon once at import.

Every pattern is anchored or bounded: no quantifier can be entered in two ways, so reading stays linear in the text.
"""

from __future__ import annotations

import codecs
from collections import defaultdict

from scoring.text.quantities import lexicon
from scoring.text.quantities.numerals import FORMAL, HANZI
from scoring.text.regex import regex

DASH = "-—–―－−~～〜"
DASHES = "\\" + DASH  # inside a character class
YEAR4 = r"(?:19|20)\d\d"
GAP = " {0,2}"
OPENING = '“‘"「『'
CIRCLED = (("①", "⒛"), ("Ⅰ", "ⅿ"), ("㈠", "㈩"), ("㊀", "㊉"))  # first and last of each run

# Folding keeps every offset: one character for one character.
FOLDED = dict(
    zip(
        "０１２３４５６７８９％．，：（）／＋＞＜＝○兩萬億個點餘幾內約",
        "0123456789%.,:()/+><=〇两万亿个点余几内约",
        strict=True,
    )
)
FOLDED.update(dict.fromkeys("\u00a0\u3000\t\u2002\u2003\u2009\u202f\ufeff", " "))
# A codec of these characters alone tells whether a text has any, several times faster than a regular expression.
FOLDABLE = codecs.charmap_build("\0" + "".join(FOLDED))

NAME_STOPS = '“”‘’「」『』"\n,。;!?；！？'
FIRSTS = "批次届家个例部期轮条座支本"
FORMALS = "".join(FORMAL)[:-1] + "廿卅"  # all but 圆
# Where an item may begin; a run of figures is one hit. Of 首 and of opening quotation marks only those that can lead to an item.
TRIGGER = regex(
    f"[0-9{HANZI}{FORMALS}首《{OPENING}{''.join('-'.join(ends) for ends in CIRCLED)}]"
    rf"(?:(?<=[0-9])\d*|(?<![0-9首“‘「『])|(?<=首)(?=[{FIRSTS}])|(?<=[“‘「『])(?=[^{NAME_STOPS}]{{0,23}}[0-9{HANZI}]))"
)


def _unit_pattern() -> str:
    """One alternation of all units, longest first inside a first character, each with its guard."""
    groups: dict[str, list[str]] = defaultdict(list)
    for unit in lexicon.UNIT_GUARDS:
        groups[unit[0]].append(unit)
    single, branches = [], []
    for first, units in groups.items():
        if units == [first] and not lexicon.UNIT_GUARDS[first]:
            single.append(first)
            continue
        tails = []
        for unit in sorted(units, key=len, reverse=True):
            guard = lexicon.UNIT_GUARDS[unit]
            tails.append(unit[1:] + (f"(?!{guard})" if guard else ""))
        branches.append(first + (f"(?:{'|'.join(tails)})" if len(tails) > 1 else tails[0]))
    return f"(?:[{''.join(single)}]|{'|'.join(branches)})"


_SPOKEN = "个[多余半](?:月|小时|星期|季度)"  # 一个多月, 两个半小时: more stands inside the unit
UNIT = f"(?:{_SPOKEN}|{_unit_pattern()})"
# The whole alternation is long to compile; where a hint is enough, the first character of a unit does.
_UNIT_START = "[" + "".join(sorted({unit[0] for unit in lexicon.UNIT_GUARDS})) + "]"
_CLASSIFIER = "[件项次个名人家户条份处起场期宗篇本部卷套种批支台张所位]"
_MANY = "余|几|来(?=UNIT)|多(?!元(?:化|解|共|治)|方|头|层|样|发|数|维|极|重|点)".replace("UNIT", GAP + _CLASSIFIER)
_AFTER = (
    r"(?:\(含[^()\n]{0,8}\)|含)?[及]?(?:以上(?!报|传|述|情)|以下(?!简称|统称|几|问题|方面|称))"
    "|以内|之内|左右|上下(?!联|级|游|一|班|文)"
    "|内(?!部|容|设|外|控|审|涵|化|置|生|在|蒙|江|地|陆|需|循|政|网|心|黄)"
    "|多(?!次|个|部|方|元|层|年|项|种|名|人|头|样|发|数|家|条|件)|余(?!款|额|名|人|件)"
)
_TAIL = f"(?:{GAP}({_MANY}))?(?:{GAP}({UNIT}))?(?:{GAP}({_AFTER}))?"
# The scale of 5千 and 12百, not of 8百货 or 2023百日; 万 and 亿 with what may stand before them.
_SCALE = "[十百千]?(?:万亿|[万亿])|千(?!方|克|米|瓦)|百(?!分|姓|强|货|年|日|科|花)"

# Groups: 1 numeral, 2 余 before the scale, 3 scale, 4 further parts (2万5千), 5 余, 6 unit, 7 bound word.
ARABIC = regex(
    rf"(\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|\d{{1,3}}(?: \d{{3}}){{1,3}}(?={GAP}(?:余|多)?{GAP}[万亿]?{GAP}{_UNIT_START})|\d+(?:\.\d+)?)"
    rf"(?:{GAP}([余多几]?){GAP}({_SCALE}))?((?:\d{{1,4}}{GAP}(?:[百千]?万|[百千])){{0,3}})" + _TAIL
)
# Groups: 1 numeral, 2 decimals, 3 余 before the scale, 4 scale, 5 余, 6 unit, 7 bound word.
HAN = regex(rf"([{HANZI}]+)(?:点([〇零一二三四五六七八九]+))?(?:([余多几])(万亿|[万亿]))?" + _TAIL)
# Groups: 1 the hundredths behind tenths (九成五), 2 bound word; not the figure of what comes next (两成三是…).
HUNDREDTHS = regex(rf"([一二三四五六七八九])(?:{GAP}({_AFTER}))?(?=[,.;:。!?、|()”的\s]|$)")
DIGITS = regex(r"\d+")
RUN = regex(f"[{HANZI}]+")

# Percent and other parts: 百分之九十七点七, 百分之95, 千分之三, 三分之二, 百分之百.
PARTS = regex(
    rf"([{HANZI}]{{1,12}}|\d{{1,6}}){GAP}分{GAP}之{GAP}(?:(\d+(?:,\d{{3}})*(?:\.\d+)?)|([{HANZI}]{{1,16}})(?:点([〇零一二三四五六七八九]{{1,8}}))?)"
    rf"(?:{GAP}(余|多|几))?(?:{GAP}({_AFTER}))?"
)
HUNDRED = regex(rf"百分百(?:{GAP}({_AFTER}))?")
SLASHED = regex(rf"(\d{{1,3}})/(\d{{1,3}})(?![\d/\-.])(?:{GAP}({_AFTER}))?")
RANGE = regex(rf"{GAP}(?:[{DASHES}]{{1,2}}|至|到){GAP}(?=[\d{HANZI}])")
FORMAL_MONEY = regex(
    "([壹贰叁肆伍陆柒捌玖拾佰仟零万亿]{2,24}|[廿卅][一二三四五六七八九十百千万亿]{0,12})[元圆](?:整|正)?"
)

# Calendar.
_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
CALENDAR = regex(
    rf"{YEAR4}{GAP}年(?!代)(?:度|底|初|末|前)?(?:{GAP}({_MONTH}){GAP}月(?:份|底|初|末)?(?:{GAP}{_DAY}{GAP}[日号])?)?"
)
YEARS = regex(
    rf"{YEAR4}(?:{GAP}年(?:度)?)?{GAP}[{DASHES}/至到]{{1,2}}{GAP}(?:{YEAR4}{GAP}(?:年度?|学年|财年)?|\d\d{GAP}年度?)(?!\d)"
    rf"|{YEAR4}(?:{GAP}[、,和与及]{GAP}{YEAR4}){{1,6}}{GAP}(?:年度?|[两三四五]年|[两三四五]个年度)"
)
MONTHS = regex(
    rf"{_MONTH}(?:{GAP}月)?{GAP}[{DASHES}至到]{{1,2}}{GAP}{_MONTH}{GAP}月(?:份|底)?"
    rf"|{_MONTH}{GAP}月(?:份|底|初|末|[上中下]旬)?(?:{GAP}{_DAY}{GAP}[日号])?"
    rf"|{_DAY}{GAP}[{DASHES}至到]{{1,2}}{GAP}{_DAY}{GAP}日(?!以?内|之内)"
    rf"|{_DAY}{GAP}日(?!以?内|之内)"
)
SHORT_DATE = regex(rf"\d\d年{_MONTH}月(?:{_DAY}[日号])?")  # 23年5月
DAYS = regex(
    rf"(\d{{1,3}}|[{HANZI}]{{1,6}})(?:(?:[{DASHES}]|至|到)(\d{{1,3}}|[{HANZI}]{{1,6}}))?{GAP}(日)(?:以内|之内|内)"
)
DATED = regex(rf"{YEAR4}([-/.]){_MONTH}\1{_DAY}(?!\d)|{YEAR4}[-/.](?:1[0-2]|0[1-9])(?![\d\-/.])")
CLOCK = regex(r"(?:2[0-4]|[01]?\d):[0-5]\d(?::[0-5]\d)?(?!\d)")
HOURS = regex(rf"(?:2[0-4]|1?\d){GAP}(?:时(?!间|候|段|限|效|期|常|代|尚|刻)|点)(?:{GAP}[0-5]?\d{GAP}分|半|整)?")
CHINESE_DATE = regex(
    f"([〇零Oo0一二三四五六七八九]{{4}}){GAP}年(?:度|底|初|末)?(?:{GAP}[一二三四五六七八九十]{{1,2}}{GAP}月(?:{GAP}[一二三四五六七八九十廿]{{1,3}}{GAP}[日号])?)?"
)
CHINESE_MONTH = regex(
    rf"(?:十[一二]?|[一二三四五六七八九])(?:[至到{DASHES}](?:十[一二]?|[一二三四五六七八九]))?{GAP}月(?:份|底|初|末|[上中下]旬)?(?:{GAP}[一二三四五六七八九十廿]{{1,3}}{GAP}[日号])?"
)

# Document and index numbers, ordinals, names made of figures.
NUMBERED = regex(rf"({YEAR4}){GAP}[〕\])】]{GAP}[一-龥\d]{{0,10}}?第?{GAP}\d{{1,5}}{GAP}号")
COMPOUND = regex(r"[A-Za-z0-9]+(?:[-/_.·:=?&+×*—–][A-Za-z0-9]+)*")
ORDINALS = regex(
    rf"(?:\d+(?:{GAP}[{DASHES}至]{GAP}\d+)?|[{HANZI}]+(?:[、至][{HANZI}]{{1,6}}(?=[、至条款季编章节])){{0,5}})"
    rf"(?:{GAP}(?:季度|人次|批次|[届号季轮名位款项期版批次条个章节类家件组部篇步天年课]))?(?:之[{HANZI}]{{1,3}})?"
)
FIRST = regex(f"首[{FIRSTS}]")
PLUS = regex(r"\d+(?:[+×*xX·][\dA-Za-z]+)+(?:小时)?")
CHAIN = regex(rf"\d+(?:[{DASHES}/.]\d+)+")
SECTION = regex(rf"[1-9]\.\d{{1,2}}{GAP}[一-龥]")
DECIMAL = regex(r"\d{1,4}\.\d+[%万亿]")  # surely no marker, date or version
DOTTED = regex(r"\d+(?:\.\d+){2,}")
POLICY = regex("(?:硬|新|实)?(?:措施|意见|政策|举措|规定|禁令|铁律)")
ACTION = regex("(?:专项)?(?:行动|攻坚|规划|计划|大变样|提升|倍增)")
# 12.4国家宪法日, 4.15全民国家安全教育日, 12.4宪法宣传周
DAY_NAME = regex("[一-龥]{2,10}?(?:日|周|节|宣传)")
RATIO = regex(r"\d+:\d+(?:\.\d+)?")
NAMED_AFTER = regex(f"{GAP}(?:热线|电话|专线|短号|便民|平台|报警|指挥|联动|警情|接处警|出警|政务服务便民)")
PLACE = regex(
    "[一-龥]{1,2}(?:市(?!场|级|直|民|委|监)|县(?!级|直|域|城)|区(?!级|直|域|别|分|块)|镇(?!级|街)|乡(?!镇|村)|村(?!级|民|委|社|居)|路|街道|街|里|社区)"
)
# 五家渠市, 三道沟镇: a classifier that belongs to a place name.
PLACE_UNIT = regex(
    "[家台门道间棵户盘座堡][一-龥]?(?:市(?!场|级|直|民|委|政|人|办|内|区|域|属|县|监)|县(?!级|直|域|城|委|政|人|属|办|内|区|市|乡)"
    "|区(?!级|直|域|别|分|块|委|政|人|属|办|内|县|间)|[镇乡](?!级|街|村|镇|属|直|政|人|办|内|企)|村(?!级|民|委|社|居|集|办|两|企|内|干|务))"
)
TITLES = regex(r"《[^《》\n]{0,80}(?:《[^《》\n]{0,80}》[^《》\n]{0,80}){0,2}》")
QUOTED = regex(rf"[“‘「『]([^{NAME_STOPS}]{{1,24}})[”’」』]|\"([^“”\"\n,。;!?；！？]{{1,16}})\"")
FIGURE = regex(f"[0-9{HANZI}]")
# 一村一警, 一人一档: each its own; not 一处一次, where both are counts.
EACH_ITS = regex(rf"一[一-龥]{{1,2}}(?:\([^()\n]{{1,6}}\))?一(?!{_CLASSIFIER}|[些般定直律并系方切体致旦])[一-龥]")
NO_NAME = regex(r"%|百分|千分|‰|分之|\d成|[一二三四五六七八九十]成(?!员|立|功|为|果|效)")
COUNTED = regex(rf"\d{GAP}{_CLASSIFIER}")


def _word_index() -> tuple[
    dict[str, tuple[tuple[str, int, str, str], ...]], dict[str, tuple[tuple[str, int, str, str], ...]]
]:
    """Words by the two characters from their first numeral, and by it and the character before it.

    Each entry is (word, offset of its first numeral, class, reason), longest words first; class "" means "read on".
    """
    after: dict[str, list[tuple[str, int, str, str]]] = defaultdict(list)
    before: dict[str, list[tuple[str, int, str, str]]] = defaultdict(list)
    for word in [*lexicon.KINDS, *lexicon.NOT_WORDS]:
        at = next(place for place, char in enumerate(word) if char in HANZI)
        not_a_word = word in lexicon.NOT_WORDS
        entry = (word, at, "" if not_a_word else lexicon.KINDS[word], "" if not_a_word else lexicon.REASONS[word])
        if at:
            before[word[at - 1 : at + 1]].append(entry)
        else:
            after[word[:2]].append(entry)
    ordered = [
        {key: tuple(sorted(found, key=lambda entry: -len(entry[0]))) for key, found in table.items()}
        for table in (after, before)
    ]
    return ordered[0], ordered[1]


WORDS_FROM, WORDS_AROUND = _word_index()


# What right behind any unit may begin a bound word or a range.
RISKY_ALWAYS = "(含及以之左上内多余半 至到" + DASH


def _risky_behind() -> dict[str, frozenset[str]]:
    """Units of one character, each with the characters that right behind it may begin more than it: a longer unit, a guard's
    word, a bound word, a range, or a name."""
    names = {"条": "硬新实措意政举规禁铁", "年": "专行攻规计大提倍", "个": "百1", "成": "一二三四五六七八九"}
    single = (unit for unit in lexicon.UNIT_GUARDS if len(unit) == 1)
    return {
        unit: frozenset(RISKY_ALWAYS + names.get(unit, "") + lexicon.UNIT_GUARDS[unit])
        | {longer[1] for longer in lexicon.UNIT_GUARDS if longer[0] == unit and len(longer) > 1}
        for unit in single
    }


RISKY_BEHIND = _risky_behind()
