"""The form of a house style, and of the house keys a layout or an edition may override."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, WithJsonSchema

from typeset.model.edition import Brackets, Continued, Cut, Numerals
from typeset.model.form import ImprintProfile
from typeset.model.style import (
    Align,
    CaptionPlace,
    Composition,
    EdgeEnd,
    FillerPlace,
    FitStep,
    GroundOver,
    Hanging,
    Prohibition,
    PunctuationStyle,
    Region,
    VerticalQuotes,
)
from typeset.read.checks_form import ChecksForm
from typeset.read.forms import Form, key
from typeset.read.near import meant
from typeset.read.print_form import PrintForm, SpotValue
from typeset.read.values import (
    LENGTH_PATTERN,
    Characters,
    ColourText,
    Count,
    Em,
    Few,
    FewPercent,
    FewRows,
    HeadLines,
    LengthText,
    Lines,
    Name,
    RowCount,
    Share,
    SignedLengthText,
    SizeText,
    Squeeze,
    Text,
    Together,
    TrackingRange,
    YesNo,
    chooser,
    words,
    wrong,
    wrong_type,
)

_TRIM_PARTS = 2


# The usual sheets of mainland papers by their names in the trade, as they are trimmed.
SHEETS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        **dict.fromkeys(("broadsheet", "对开"), ("390mm", "543mm")),
        **dict.fromkeys(("tabloid", "四开"), ("273mm", "390mm")),
    }
)


def _trim(value: Any) -> Any:
    if isinstance(value, str) and not value.strip()[:1].isdigit():
        if value.strip() not in SHEETS:
            raise wrong("bad-choice", text=value, **meant(value, SHEETS))
        return list(SHEETS[value.strip()])
    if not isinstance(value, list) or len(value) != _TRIM_PARTS or not all(isinstance(v, str) for v in value):
        raise wrong_type("宽和高两个长度，如 [390mm, 543mm]", "width and height, as in [390mm, 543mm]")
    return value


AlignWord = Annotated[Align, BeforeValidator(chooser(Align)), words(Align)]
Trim = Annotated[
    tuple[LengthText, LengthText],
    BeforeValidator(_trim),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": list(SHEETS)},
                {
                    "type": "array",
                    "items": {"type": "string", "pattern": LENGTH_PATTERN},
                    "minItems": _TRIM_PARTS,
                    "maxItems": _TRIM_PARTS,
                },
            ],
            "examples": [["390mm", "543mm"], "broadsheet", "四开"],
        }
    ),
]


def _lower_case(value: Any) -> Any:
    if isinstance(value, str) and not (value.isascii() and value.isidentifier() and value.islower()):
        raise wrong("bad-name", text=value)
    return value


FieldName = Annotated[
    str, BeforeValidator(_lower_case), WithJsonSchema({"type": "string", "pattern": "^[a-z][a-z0-9_]*$"})
]


class TypeAreaForm(Form):
    """Margins of the type area."""

    top: LengthText | None = key("天头：版心上边到成品上边", "from the trim's top edge to the type area")
    bottom: LengthText | None = key(
        "地脚：版心下边到成品下边", "from the type area to the trim's bottom edge"
    )
    inside: LengthText | None = key("订口一侧的白边", "margin at the fold")
    outside: LengthText | None = key("切口一侧的白边", "margin at the outer edge")


class SheetForm(Form):
    """The trimmed sheet."""

    trim: Trim | None = key(
        "成品尺寸：[宽, 高]，或 对开、四开", "trimmed size: [width, height], or broadsheet, tabloid"
    )
    bleed: LengthText | None = key("出血", "bleed on all four sides")
    type_area: TypeAreaForm | None = key("版心四边的白边", "margins round the type area")


class GridForm(Form):
    """Basic columns and the baseline grid."""

    columns: Count | None = key("基本栏数", "number of basic columns")
    measure: LengthText | None = key("基本栏的行长，如 12字", "width of a basic column, as in 12字")
    gutter: LengthText | None = key("栏间", "white between columns")
    body: SizeText | None = key("正文字号，1字即此大小", "size of body type; 1字 is this long")
    leading: LengthText | None = key(
        "行距：基线网格一行的高，各处的 rows 都按它数", "height of a grid row, which rows everywhere count"
    )


class FitForm(Form):
    """How a headline is fitted to its width."""

    sizes: tuple[SizeText, ...] | None = key("可用的字号，次序不限", "sizes to try, in any order")
    squeeze: Squeeze | None = key("长体与扁体的限度，如 85%..110%", "limits of squeezing, as in 85%..110%")
    tracking: TrackingRange | None = key(
        "字距的限度，如 -0.05字..0.1字（每字之间加减多少）",
        "limits of the space added between characters, as in -0.05字..0.1字",
    )
    lines: HeadLines | None = key(
        "写成一行的标题最多拆成几行（1 不拆）",
        "into how many lines a headline given as one may be broken; 1 for never",
    )
    fill: Share | None = key(
        "短标题撑到版心宽的几成，如 90%；不写不撑",
        "share of the width a short headline is widened to, as in 90%",
    )


class StyleForm(Form):
    """One style."""

    based_on: Name | None = key("从哪个样式继承", "the style it inherits from")
    face: Name | None = key("字体，如 宋、黑、楷、小标宋", "role of the face, as in 宋, 黑, 楷")
    size: SizeText | None = key("字号或长度", "size by name or as a length")
    leading: LengthText | None = key("行距；不写用网格的行距", "leading; the grid's when absent")
    indent: LengthText | None = key(
        "段首缩进，如 2字（本样式的字）", "first-line indent; 1字 is one of its own"
    )
    hang: LengthText | None = key("段首以外各行的缩进", "indent of all lines but the first")
    align: AlignWord | None = key("对齐", "alignment")
    colour: ColourText | None = key("颜色", "colour of the type")
    overprint: YesNo | None = key(
        "黑字叠印；no 镂空（12pt 以下的黑字总是叠印）",
        "black type is printed over what is under it; no knocks it out. Black below 12 pt is always printed over",
    )
    background: ColourText | None = key(
        "底色：栏题等标签，引题、主题、副题反白",
        "tint behind labels such as a series, and behind reversed heads",
    )
    background_over: Annotated[GroundOver, BeforeValidator(chooser(GroundOver)), words(GroundOver)] | None = (
        key(
            "反白的底有多宽：lines 随字，width 满行长",
            "how wide the ground of a reversed head is: lines as wide as its type, width the whole measure",
        )
    )
    tracking: SignedLengthText | None = key("字距", "extra space between characters")
    white_above: LengthText | None = key("上方空白", "white above")
    white_below: LengthText | None = key("下方空白", "white below")
    fit: FitForm | None = key("标题拟合：字号表与长扁限度", "fitting: sizes to try and limits of squeezing")


class TextForm(Form):
    """How lines are composed."""

    composition: Annotated[Composition, BeforeValidator(chooser(Composition)), words(Composition)] | None = (
        key(
            "怎样选行末：total-fit 通盘考虑整段，greedy 逐行排满",
            "how line ends are chosen: total-fit weighs the whole paragraph, greedy fills line by line",
        )
    )
    kinsoku: Annotated[Prohibition, BeforeValidator(chooser(Prohibition)), words(Prohibition)] | None = key(
        "避头尾的严格程度", "strictness of the prohibition rules at line edges"
    )
    punctuation: (
        Annotated[PunctuationStyle, BeforeValidator(chooser(PunctuationStyle)), words(PunctuationStyle)]
        | None
    ) = key("标点风格：全角、开明、半角……", "width of punctuation")
    edge_end: Annotated[EdgeEnd, BeforeValidator(chooser(EdgeEnd)), words(EdgeEnd)] | None = key(
        "行末标点：trim 总是半个字，allow 需要时，full 不挤", "marks at the end of a line"
    )
    edge_start_trim: YesNo | None = key(
        "行首的开引号、括号占半个字", "opening marks at a line start are halved"
    )
    hanging: Annotated[Hanging, BeforeValidator(chooser(Hanging)), words(Hanging)] | None = key(
        "行末标点悬挂到版口外：never 不，allow 需要时，always 总是",
        "a pause or stop at a line end hangs outside the measure: never, where it helps, always",
    )
    han_letter_gap: Em | None = key("汉字与字母间的空，以字为单位", "gap between Han and letters, in em")
    han_digit_gap: Em | None = key("汉字与数字间的空，以字为单位", "gap between Han and digits, in em")
    gap_least: Em | None = key("这种空最小多少", "the least such a gap may shrink to, in em")
    gap_most: Em | None = key("这种空最大多少", "the most such a gap may grow to, in em")
    word_space: Em | None = key("西文词间空", "space between Western words, in em")
    word_space_most: Em | None = key("西文词间空最大多少", "the most a word space may grow to, in em")
    shrink_stops: YesNo | None = key("句号也可挤压", "full stops may be squeezed too")
    fullwidth_punctuation: YesNo | None = key(
        "中文里误打的半角标点按全角排", "set half-width marks in Chinese full-width"
    )
    region: Annotated[Region, BeforeValidator(chooser(Region)), words(Region)] | None = key(
        "标点按哪里的习惯：大陆、台湾、香港", "whose practice punctuation follows"
    )
    vertical_quotes: (
        Annotated[VerticalQuotes, BeforeValidator(chooser(VerticalQuotes)), words(VerticalQuotes)] | None
    ) = key(
        "竖排时的引号：gb 双引号排『』、单引号排「」，press 相反，keep 不换",
        "quotes in vertical lines: gb “” as 『』 and ‘’ as 「」, press the other way round, keep as they are",
    )
    digits_together: Together | None = key(
        "竖排时几位以内的数字横着并排：1（不并）、2 或 3",
        "digits set side by side in vertical lines: up to 1 (none), 2 or 3",
    )
    keep_together: Lines | None = key(
        "不拆开的词，如人名：[习近平, 张三]", "words that are not parted, as names of people"
    )
    hyphenation: Name | None = key(
        "西文单词按哪种语言断开，如 en_US；不写就不断", "language Western words are divided in, as en_US"
    )


class JumpsForm(Form):
    """Wording and limits of jumps."""

    source: Text | None = key("转出处的话，{page} 是版次", "the jump line; {page} is the page")
    source_next: Text | None = key(
        "接在紧后面一版时的转出语，如 （紧接第{page}版）；不写同 source",
        "the jump line when the copy goes on on the next page, as in （紧接第{page}版）; as source when absent",
    )
    target: Text | None = key("接排处的话，{page} 是版次", "the continued line; {page} is the page")
    reference: Text | None = key(
        "导读后面的话，{pages} 是版次", "the reference of a teaser; {pages} are the pages"
    )
    index: Text | None = key(
        "索引行末的话，{page} 是版次", "the end of a line of an index; {page} is the page"
    )
    numerals: Annotated[Numerals, BeforeValidator(chooser(Numerals)), words(Numerals)] | None = key(
        "版次用汉字还是阿拉伯数字", "numerals of page numbers"
    )
    brackets: Annotated[Brackets, BeforeValidator(chooser(Brackets)), words(Brackets)] | None = key(
        "转版语的括号：round（）、square［］、tortoise〔〕、lenticular【】、none 不加；不写照原话",
        "what stands round jump lines: round （）, square ［］, tortoise 〔〕, lenticular 【】, none; as they are written when absent",
    )
    cut: Annotated[Cut, BeforeValidator(chooser(Cut)), words(Cut)] | None = key(
        "在哪里断开：sentence 句末，paragraph 最好段末，anywhere 任何地方",
        "where a story may be cut: after a sentence, best after a paragraph, or anywhere",
    )
    continued: Annotated[Continued, BeforeValidator(chooser(Continued)), words(Continued)] | None = key(
        "上接语的位置：own 自占一行，inline 在接排的第一个字前面",
        "where the continued line stands: in a row of its own, or before the first character of the tail",
    )
    head_smaller: Few | None = key(
        "转版标题至少比原题小几号", "sizes the jump head is smaller than the headline, at least"
    )
    least_before: RowCount | None = key("转出前至少留几行正文", "least lines of copy before a jump")
    least_after: RowCount | None = key("转出后至少接几行正文", "least lines of copy carried over")
    most_after: RowCount | None = key(
        "一处转文最多几行，多的再转；不写不限",
        "most lines of one tail, what is more goes on again; no limit when absent",
    )
    most_jumps: Count | None = key("一篇稿最多转几次，默认 1", "how often one story may jump; 1 when absent")
    most_from_page: Count | None = key(
        "一版最多转出几篇；不写不限", "how many stories may jump from one page; no limit when absent"
    )


class CopyfitForm(Form):
    """What may be changed to make copy fit its frame."""

    order: tuple[Annotated[FitStep, BeforeValidator(chooser(FitStep)), words(FitStep)], ...] | None = key(
        "拟合手段的次序：looseness 段落多排少排一行，picture 图高，white 标题区的空，headline 标题小一号，leading 加框稿的行距；不写的不用",
        "means of fitting in their order: looseness of paragraphs, picture height, white of the headline block, "
        "headline size, leading of boxed stories; what is not named is not used",
    )
    picture: FewRows | None = key("图高最多增减几行", "rows a picture may grow or shrink")
    headline: Few | None = key("标题最多小几号", "sizes a headline may be smaller")
    white: FewRows | None = key("标题区最多增减几行", "rows the headline block may gain or lose")
    leading: FewPercent | None = key(
        "加框稿的行距最多离开网格多少", "how far the leading of a boxed story may leave the grid's"
    )
    fillers: (
        tuple[Annotated[FillerPlace, BeforeValidator(chooser(FillerPlace)), words(FillerPlace)], ...] | None
    ) = key(
        "补白可以放在哪里：filler 补白框，tails 转文下面，story 不满的稿件下面（加框、有底纹的除外）；[] 都不放",
        "where fillers may stand: in filler frames, below tails, below short stories without box and tint; [] nowhere",
    )


class CaptionsForm(Form):
    """How captions are set unless their picture says otherwise."""

    place: Annotated[CaptionPlace, BeforeValidator(chooser(CaptionPlace)), words(CaptionPlace)] | None = key(
        "图说的位置：below 图下，above 图上，left、right 图旁，over 压图",
        "where captions stand: below or above the picture, at its left or right, over its foot",
    )
    mark: YesNo | None = key("图说前加 ▲（指向图片）", "▲ before captions, pointing to the picture")
    width: Characters | None = key("图旁的图说宽几字", "width of a caption beside its picture, in characters")


class OverrideKeys(Form):
    """The house keys an edition may override too."""

    sizes: dict[str, LengthText] | None = key("字号名与大小，增加或改写", "size names, added or changed")
    colours: dict[str, ColourText] | None = key("颜色名", "names of colours")
    spots: dict[str, SpotValue | None] | None = key(
        "专色：名字和代替它的四色，如 {报头红: cmyk(0 100 100 0)}，用时写 spot(报头红)、spot(报头红 40%)",
        "spot colours with the process inks that stand for them; used as spot(NAME) or spot(NAME 40%)",
    )
    styles: dict[str, StyleForm | None] | None = key("样式", "styles")
    text: TextForm | None = key("排文规则", "rules of line composition")
    jumps: JumpsForm | None = key("转版", "jumps")
    captions: CaptionsForm | None = key("图说怎样排", "how captions are set")
    copyfit: CopyfitForm | None = key(
        "拟合：稿子差几行时怎样排满", "copyfitting: how copy is made to fit its frame"
    )
    imprint: dict[FieldName, Lines] | None = key(
        "报头与报尾的登记项：cn 国内统一连续出版物号、supervisor 主管、sponsor 主办、publisher 出版、address 地址、telephone 电话、"
        "printer 印刷、printer_address 印厂地址、distribution 发行、distribution_code 邮发代号、price 定价……；内部资料："
        "permit 准印证号、compiler 编印单位、recipients 发送对象、printer、print_date 印刷日期、print_run 印数",
        "imprint: cn, supervisor, sponsor, publisher, address, telephone, printer, printer_address, distribution, "
        "distribution_code, price …; of internal publications: permit, compiler, recipients, printer, print_date, print_run",
    )
    imprint_profile: (
        Annotated[ImprintProfile, BeforeValidator(chooser(ImprintProfile)), words(ImprintProfile)] | None
    ) = key(
        "出版形式按哪套规定查：cn 公开发行的报纸，internal 内部资料，none 不查；不写时，imprint 有 cn 就是 cn，有 permit 就是 internal",
        "by which regulation the form is judged: cn newspapers, internal publications with a permit, none; when absent, cn where "
        "the imprint has cn, internal where it has permit",
    )


class HouseKeys(OverrideKeys):
    """Every house key that a layout may override for its page."""

    sheet: SheetForm | None = key("纸张与版心", "sheet and type area")
    grid: GridForm | None = key("基本栏与基线网格", "basic columns and baseline grid")
    print: PrintForm | None = key("印刷要求", "what the plant asks for")


class HouseForm(HouseKeys):
    """A house style: ``layouts/NAME.yaml`` with ``paper``."""

    paper: Name | None = key("报纸名称", "name of the paper")
    checks: ChecksForm | None = key("检查：各种问题的级别", "the checker: severities of findings")
    extends: Name | None = key("从哪个版式继承", "the house style it inherits from")
