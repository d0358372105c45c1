"""Make the vendored fonts: Noto Sans SC, Regular and Bold, cut to the characters we need.

Run it with `make fonts`. The source is one variable font (OFL-1.1), taken from the Python package
named in requirements/fonts.txt. A program that draws always shows the thinnest weight of a
variable font, therefore two fixed weights are made of it. Hints are left out: screens and printers
have been fine enough for years, and the files are smaller. A few signs that the source lacks
(PM₂.₅, ☐ ☑ ✗) are composed of its own shapes. The same source gives the same bytes.
"""

import shutil
import sys
from importlib.resources import as_file, files
from pathlib import Path

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

SOURCE = files("justmytype_intl_cjk") / "fonts" / "ofl" / "notosanssc"
TARGET = Path(__file__).parent.parent / "reports" / "fonts"
WEIGHTS = {"Regular": 400, "Bold": 700}

BLOCKS = {
    "ASCII": (0x20, 0x7E),
    "Latin-1 and Latin Extended-A": (0xA0, 0x17F),
    "punctuation, arrows, mathematics, shapes, dingbats": (0x2000, 0x27BF),
    "Chinese punctuation": (0x3000, 0x303F),
    "enclosed characters and square units": (0x3200, 0x33FF),
    "full-width forms": (0xFF00, 0xFFEF),
}

# Characters outside GB2312 that stand in names of counties, towns, villages, rivers and hills.
PLACES = (
    "㙍㙘㙦㛃㟃㬚㳇㳘䃅䃎䴓䴔䴕䴖䴗䴘䴙䶮勍匼坉坒垍垕垚垞垟垯垱垵埇埌埗埫埼堌堎堽塅塆塭塮塱墈墕墘"
    "奤宬屼岞峂峃峇峘峛峣峧崀崁崄崌崐崚崟嵎嵖嵚嶅嶓巂弶彧昄杄栟栱桲梿椑榃榑氹汭沄沇沕沘沚泃泇泜洈"
    "洑洨洴洺洿浉浐浕浛浡浥浬浭浰涢涴涷淏淜淯淴渰渼湉湑湜湣湨湴溇溠溦溵滃滆滍滘滽漈漖漷潏潓潖澛澥"
    "澴澼濋濛濲瀍瀦瀼灈炟牁牂猇甪畑畬疁盩砫硁硚碶磏磜礌礐祊禤窊窎竑筼簕簰羑翀苂荖莯菉菼萩蓢蔀藠蘄"
    "虓衎袆诇跶轘邽郚郪鄌鄏鄑鄗鄘鄚鄜鄠鄫鄮酂酦铚锜阇隩霅馌骍髎鲃鲘鳀鹮"
)

# Characters outside GB2312 that stand in names of people.
PEOPLE = (
    "丏丱乂亖亶伋伣伭伷佖侁侹侼俍俶俷俽倓倢倧倴偁偓偡偭偲傒僡僩僾儁儴冏凊刓劼勣卬卲叆叕叡吔咥咺哱"
    "唎唫啠啫喆喤喦嘒嘚嚭囍囷圠圫圲坽垺埈埥埦埮埵埻堃堉堨堩塎塽墐墡墣墦壸奡奭奰妏妘妧妭妱姁姃姈姌"
    "姞姤姩姮姱姵姶娪娫娭娵婍婖婞婠婥婳婼媃媄媓媖媞媭媱嫄嫈嫏嫕嫚嫪嫭嫽嬅嬛嬥嬿孋孖孮宧寀寊寔寖寘"
    "寯尨尪尭屃屾峯崑嶍嶪巆帨幖幪廆廙弇弢弨弸彟彣忞悈悊悰惇惎惔惛惢惲惽愃愐愔愙愢愭慜慬慭慿憓憙憭"
    "戔戣戭扆扺抃抏抔抦掞揜揳揵搢摛撝敔敩斄斅斝旂旸旻旼旿昇昉昍昒昚昞昡昣昤昪昫昰昳昺晅晊晙晛晜晞"
    "晢晥晧晫晬晳晹晻晼暅暎暐暒暕暘暤暯暲曅曈曌曎曚朏朓杋杙枃枅枍枎枏枟枬柷栃栐栒栞栴栻桯梌梠梣梽"
    "棅棐棓棨棪棫棬棻棽椀椪椵椸楒楘楙楛楟楢楩榞榟槃槚槜槱槻樆樑樒樕橚檍欸欻歊歔沨泂洢洣洤洭洸浟浵"
    "涘淽渟湋湝湦湧湲湳溁溍溎溹滈滉滎滫滮漋漴漹漻潟潽潾澂澋澐澔澟澪澬澱濆濇濈濊濙濩濴瀅瀞瀡炆炑炘"
    "炣烓烔烜烝烠烶烺焌焜焞焮煇煋煐煓煕煖煚煟煴煵熇熜熥熯燀燉燊燏燐燚燡燨爔爚爟犇狝玏玒玓玔玕玗玘"
    "玙玚玞玠玡玥玦玧玨玭玱玶玹玼玿珃珅珆珇珌珒珖珚珝珣珦珪珮珰珵珷珸珹珺珽珿琀琄琇琈琎琔琟琠琡琤"
    "琫琭琯琱琲瑀瑂瑃瑄瑅瑆瑊瑒瑓瑔瑖瑢瑧瑨瑬瑱瑳瑸璆璈璒璕璘璙璟璠璥璪璬璮璱璲璵璸璹瓀瓅瓖瓘瓛甡"
    "畇畊畯疌疍皕皛皞皡皦皪盉盦盷眘睎睟瞾矅矞砢碏磻祃祇祎祐祔祕祲祼禔禕禖禛禩秝秠秬秾稙穀穟窅窣竫"
    "筀筊筜筥筴筸箓篯簃簜簠粦絜縠縯繖纁纻绤绹缊缐缞罍罽羕翂翃翈翙翚翛翯翷脩舲艅芃芠芼苧茀茝荙莙菂"
    "菫萚葹蒍蒐蒟蒨蒻蓂蓇蓏蔃蔇蕌蕐蕑蕗蕡蕰薁藦蘘螣袗袿裛褀褆褕褯褱襜訚誩諲譞讻诐谞贇贠赑赟跂跱軒"
    "辀辌迺遆邠郕郤郿鄀鄅鄩醕醨釿鉅鍀钘铓铻锽镃镈镋镕镚镠镴镵闬闿阓阘隃雰霂霙霨靔頔頠頫頵顗颎颙颯"
    "飏飔飖飗饒馝馞馣騄騆騊騋騏騠騤騮骃骎骙骦鱻鲖鸰鹍鹓鹖鹠鹡鹯麑鼂鼒齮龏龐龑龢𡎚𡐓𣗋𣲗𣲘𣸣𪟝𪣻𪨰"
    "𪩘𫄧𫄨𫄷𫄸𫍯𫍲𫍽𫐄𫐐𫖮𫖯𫖳𫗧𫘜𫘝𫘦𫘧𫞩𫟅𫟦𫟼𫠆𫠜𬀩𬀪𬇙𬉼𬊈𬊤𬍛𬍡𬍤𬒈𬒗𬕂𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋"
    "𬜬𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨎𬩽𬬭𬬮𬬱𬬸𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭸𬭼𬮱𬱖𬱟𬳵𬳽𬳿𬴂𬴊𬶋𬶐𬷕𬸚𬸣𬸦𬸪𬺈𬺓"
)

# Signs that the source lacks: another sign at 60 % of its size, standing at a height of its own
# (thousandths of the type size; those of the superscripts that the source has are 440).
SMALL = dict.fromkeys("⁰⁵⁶⁷⁸⁹⁺⁻", 440) | dict.fromkeys("₀₁₂₃₄₅₆₇₈₉₊₋", -130)
SMALL_OF = dict(zip("⁰⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉₊₋", "056789+−0123456789+−", strict=True))

# Signs that the source lacks: another sign, or a box with a sign of the given share in its middle.
SAME_AS = {"✔": "✓", "✕": "×", "✖": "×", "✗": "×", "✘": "×", "☐": "□"}
BOX_WITH = {"☑": ("✓", 0.8), "☒": ("×", 0.8)}


def gb2312() -> set[int]:
    """The code points of GB2312: 6,763 Chinese characters and 682 signs."""
    found = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:  # not every cell is taken
                continue
    return found


def wanted() -> set[int]:
    """The code points that the fonts should hold, as far as the source has them."""
    blocks = {point for first, last in BLOCKS.values() for point in range(first, last + 1)}
    return blocks | gb2312() | {ord(character) for character in PLACES + PEOPLE}


def cut(source: Path, points: set[int], weight: int) -> TTFont:
    """A font of one fixed weight that holds the given code points and nothing else."""
    # Keeping the dates of the source makes the result the same on every day.
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.layout_features = ["kern", "ccmp", "locl", "vert"]
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    return instancer.instantiateVariableFont(font, {"wght": weight}, updateFontNames=True)


# One sign of the font, with its scale and its shift to the right and up.
Part = tuple[str, float, float, float]


def compose(font: TTFont, character: str, advance: int, parts: list[Part]) -> None:
    """Add a character that is drawn from others."""
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    pen = TTGlyphPen(None)
    for sign, scale, right, up in parts:
        shape = DecomposingRecordingPen(glyphs)
        glyphs[names[ord(sign)]].draw(shape)
        shape.replay(TransformPen(pen, (scale, 0, 0, scale, right, up)))
    name = f"uni{ord(character):04X}"
    glyph = pen.glyph()
    glyph.recalcBounds(font["glyf"])
    font["glyf"][name] = glyph
    font["hmtx"][name] = (advance, glyph.xMin)
    font["vmtx"][name] = (1000, 880 - glyph.yMax)
    for table in font["cmap"].tables:
        table.cmap[ord(character)] = name


def middle(font: TTFont, character: str) -> tuple[float, float]:
    """The middle of the outline of a character."""
    pen = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[font.getBestCmap()[ord(character)]].draw(pen)
    left, bottom, right, top = pen.bounds
    return (left + right) / 2, (bottom + top) / 2


def add_absent_signs(font: TTFont) -> None:
    """Compose the small figures, the crosses and the boxes that the source lacks."""

    def width(sign: str) -> int:
        return int(font["hmtx"][font.getBestCmap()[ord(sign)]][0])

    for character, up in SMALL.items():
        sign = SMALL_OF[character]
        advance = round(width("²") * width(sign) / width("0"))
        right = (advance - 0.6 * width(sign)) / 2
        compose(font, character, advance, [(sign, 0.6, right, up)])
    for character, sign in SAME_AS.items():
        compose(font, character, width(sign), [(sign, 1, 0, 0)])
    box = middle(font, "□")
    for character, (sign, share) in BOX_WITH.items():
        x, y = middle(font, sign)
        inside = (sign, share, box[0] - share * x, box[1] - share * y)
        compose(font, character, width("□"), [("□", 1, 0, 0), inside])


def main() -> None:
    """Write both weights as TTF and as woff2, and the licence beside them."""
    points = wanted()
    TARGET.mkdir(parents=True, exist_ok=True)
    with as_file(SOURCE) as folder:
        shutil.copyfile(folder / "OFL.txt", TARGET / "OFL.txt")
        for style, weight in WEIGHTS.items():
            font = cut(folder / "NotoSansSC[wght].ttf", points, weight)
            add_absent_signs(font)
            absent = points - set(font.getBestCmap())
            for flavor, suffix in ((None, "ttf"), ("woff2", "woff2")):
                font.flavor = flavor
                path = TARGET / f"NotoSansSC-{style}.{suffix}"
                font.save(path)
                count = len(font.getBestCmap())
                print(f"{path.name}: {path.stat().st_size:,} bytes, {count:,} characters")
            print(f"  not in the source: {len(absent):,} of {len(points):,}", file=sys.stderr)


if __name__ == "__main__":
    main()
