"""Facts of ECMA-376 (transitional) about the elements that this program writes into a Word file.

Written out from part 1, because no schema comes with any package here. Word refuses a file, or drops what it says,
where children stand in another order; LibreOffice does not, so no rendering shows it. An element or attribute that
stands in no entry here is a fault too: whoever writes a new one looks it up and adds it.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

from lxml import etree

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PREFIXES = {
    _MAIN: "w",
    f"{_OFFICE}/relationships": "r",
    f"{_OFFICE}/extended-properties": "ep",
    f"{_PACKAGE}/metadata/core-properties": "cp",
    f"{_PACKAGE}/relationships": "rel",
    f"{_PACKAGE}/content-types": "ct",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/XML/1998/namespace": "xml",
}

_LINK = f"{{{_OFFICE}/relationships}}id"
_BORDERS = "top left bottom right insideH insideV"
_PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_RUN = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath"
)
_SETTINGS = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts "
    "embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader "
    "bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle* proofState "
    "formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge "
    "revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride "
    "styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone "
    "doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders "
    "bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing "
    "drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
    "doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData "
    "noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter "
    "noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent "
    "alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags "
    "alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr "
    "attachedSchema* themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures "
    "forceUpgrade captions readModeInkLockDown smartTagType* schemaLibrary shapeDefaults doNotEmbedSmartTags "
    "decimalSymbol listSeparator"
)
_COMPAT = (
    "useSingleBorderforContiguousCells wpJustification noTabHangInd noLeading spaceForUL noColumnBalance "
    "balanceSingleByteDoubleByteWidth noExtraLineSpacing doNotLeaveBackslashAlone ulTrailSpace doNotExpandShiftReturn "
    "spacingInWholePoints lineWrapLikeWord6 printBodyTextBeforeHeader printColBlack wpSpaceWidth showBreaksInFrames "
    "subFontBySize suppressBottomSpacing suppressTopSpacing suppressSpacingAtTopOfPage suppressTopSpacingWP "
    "suppressSpBfAfterPgBrk swapBordersFacingPages convMailMergeEsc truncateFontHeightsLikeWP6 mwSmallCaps "
    "usePrinterMetrics doNotSuppressParagraphBorders wrapTrailSpaces footnoteLayoutLikeWW8 shapeLayoutLikeWW8 "
    "alignTablesRowByRow forgetLastTabAlignment adjustLineHeightInTable autoSpaceLikeWord95 noSpaceRaiseLower "
    "doNotUseHTMLParagraphAutoSpacing layoutRawTableWidth layoutTableRowsApart useWord97LineBreakRules "
    "doNotBreakWrappedTables doNotSnapToGridInCell selectFldWithFirstOrLastChar applyBreakingRules "
    "doNotWrapTextWithPunct doNotUseEastAsianBreakRules useWord2002TableStyleRules growAutofit useFELayout "
    "useNormalStyleForList doNotUseIndentAsNumberingTabStop useAltKinsokuLineBreakRules "
    "allowSpaceOfSameStyleInTable doNotSuppressIndentation doNotAutofitConstrainedTables autofitToFirstFixedWidthCell "
    "underlineTabInNumList displayHangulFixedWidth splitPgBreakAndParaMark doNotVertAlignCellsWithSp "
    "doNotBreakConstrainedForcedTable doNotVertAlignInTxbx useAnsiKerningPairs cachedColBalance compatSetting*"
)

CHILDREN: Mapping[str, str] = {
    "w:document": "background body!",
    "w:body": "(p|tbl)* sectPr",
    "w:ftr": "(p|tbl)+",
    "w:p": "pPr r*",
    "w:pPr": _PARAGRAPH,
    "w:r": "rPr (t|tab|br|fldChar|instrText)*",
    "w:rPr": _RUN,
    "w:tbl": "tblPr! tblGrid! tr*",
    "w:tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "w:tblGrid": "gridCol* tblGridChange",
    "w:tblBorders": _BORDERS,
    "w:tblCellMar": "top left bottom right",
    "w:tr": "tblPrEx trPr tc*",
    "w:trPr": "(cnfStyle|divId|gridBefore|gridAfter|wBefore|wAfter|cantSplit|trHeight|tblHeader|tblCellSpacing|jc|"
    "hidden)* ins del trPrChange",
    # a cell that does not end with a paragraph is what Word calls unreadable
    "w:tc": "tcPr (p|tbl)* p!",
    "w:tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark "
    "(cellIns|cellDel|cellMerge)? tcPrChange",
    "w:tcBorders": f"{_BORDERS} tl2br tr2bl",
    "w:tcMar": "top left bottom right",
    "w:sectPr": "(headerReference|footerReference){0,6} footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
    "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings "
    "sectPrChange",
    "w:styles": "docDefaults latentStyles style*",
    "w:docDefaults": "rPrDefault pPrDefault",
    "w:rPrDefault": "rPr",
    "w:pPrDefault": "pPr",
    "w:style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr*",
    "w:settings": _SETTINGS,
    "w:compat": _COMPAT,
    "w:fonts": "font*",
    "w:font": "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic embedBoldItalic",
    "ct:Types": "(Default|Override)*",
    "rel:Relationships": "Relationship*",
}
"""Element -> its children in their order: at most one each; ``!`` just one, ``*`` any number, ``+`` at least one."""
_CORE = (
    "cp:category cp:contentStatus dc:creator dc:description dc:identifier cp:keywords dc:language cp:lastModifiedBy "
    "cp:lastPrinted cp:revision dc:subject dc:title cp:version"
)
_EXTENDED = "ep:Template ep:Manager ep:Company ep:Pages ep:Words ep:Characters ep:Application ep:AppVersion"
UNORDERED: Mapping[str, frozenset[str]] = {
    "cp:coreProperties": frozenset(_CORE.split()),
    "ep:Properties": frozenset(_EXTENDED.split()),
}
"""Element -> the children that it may have, once each and in any order."""

_NUMBER, _LENGTH, _TEXT, _COLOUR = r"-?\d+", r"\d+", r"(?s:.*)", r"[0-9A-F]{6}|auto"
_ON_OFF = "0|1|true|false|on|off"
_LINE = {"w:val!": "single|nil|none|dotted|dashed|double", "w:sz": _LENGTH, "w:space": _LENGTH, "w:color": _COLOUR}
_WIDTH = {"w:w!": _LENGTH, "w:type!": "dxa|pct|auto|nil"}
_WIDTH_OR_LINE = {name.rstrip("!"): value for name, value in (*_LINE.items(), *_WIDTH.items())}
_SPACED = {"xml:space": "preserve|default"}
_SWITCHES = (
    "b bCs cantSplit tblHeader keepNext keepLines pageBreakBefore widowControl snapToGrid kinsoku overflowPunct "
    "qFormat semiHidden unhideWhenUsed evenAndOddHeaders spaceForUL balanceSingleByteDoubleByteWidth "
    "doNotLeaveBackslashAlone ulTrailSpace doNotExpandShiftReturn useFELayout"
)


def _each(names: str, allowed: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    return dict.fromkeys(names.split(), allowed)


ATTRIBUTES: Mapping[str, Mapping[str, str]] = {
    **_each(_SWITCHES, {"w:val": _ON_OFF}),
    **_each("name basedOn next pStyle rStyle tblStyle tblCaption tblDescription", {"w:val!": _TEXT}),
    **_each("uiPriority outlineLvl gridSpan", {"w:val!": _NUMBER}),
    **_each("sz szCs defaultTabStop", {"w:val!": _LENGTH}),
    **_each("insideH insideV", _LINE),
    **_each("top left bottom right", _WIDTH_OR_LINE),
    **_each("tblW tcW tblInd", _WIDTH),
    **_each("t instrText", _SPACED),
    "br": {"w:type": "page|column|textWrapping", "w:clear": "none|left|right|all"},
    "tab": {},
    "characterSpacingControl": {"w:val!": "doNotCompress|compressPunctuation|compressPunctuationAndJapaneseKana"},
    "charset": {"w:val": "[0-9A-F]{2}"},
    "color": {"w:val!": _COLOUR},
    "cols": {"w:space": _LENGTH, "w:num": _LENGTH},
    "compatSetting": {"w:name!": _TEXT, "w:uri!": _TEXT, "w:val!": _TEXT},
    "docGrid": {"w:type": "default|lines|linesAndChars|snapToChars", "w:linePitch": _NUMBER, "w:charSpace": _NUMBER},
    "fldChar": {"w:fldCharType!": "begin|separate|end"},
    "font": {"w:name!": _TEXT},
    "footerReference": {"w:type!": "even|default|first", "r:id!": _TEXT},
    "gridCol": {"w:w": _LENGTH},
    "ind": {
        **{f"w:{side}": _NUMBER for side in ("left", "right", "leftChars", "rightChars")},
        **{f"w:{side}": _LENGTH for side in ("firstLine", "firstLineChars", "hanging", "hangingChars")},
    },
    "jc": {"w:val!": "left|right|center|both|distribute"},
    "lang": {"w:val": "[a-z]{2}-[A-Z]{2}", "w:eastAsia": "[a-z]{2}-[A-Z]{2}"},
    "themeFontLang": {"w:val": "[a-z]{2}-[A-Z]{2}", "w:eastAsia": "[a-z]{2}-[A-Z]{2}"},
    "pgMar": {
        **{f"w:{side}!": _NUMBER for side in ("top", "bottom")},
        **{f"w:{side}!": _LENGTH for side in ("left", "right", "header", "footer", "gutter")},
    },
    "pgNumType": {"w:start": _NUMBER, "w:fmt": "decimal|numberInDash"},
    "pgSz": {"w:w": _LENGTH, "w:h": _LENGTH, "w:orient": "portrait|landscape"},
    "rFonts": {f"w:{which}": ".{1,31}" for which in ("ascii", "hAnsi", "eastAsia", "cs")},
    "shd": {"w:val!": "clear|nil", "w:color": _COLOUR, "w:fill": _COLOUR},
    "spacing": {
        "w:before": _LENGTH,
        "w:after": _LENGTH,
        "w:line": _NUMBER,
        "w:lineRule": "auto|exact|atLeast",
        "w:val": _NUMBER,
    },
    "style": {
        "w:type": "paragraph|character|table|numbering",
        "w:styleId": ".{1,253}",
        "w:default": _ON_OFF,
        "w:customStyle": _ON_OFF,
    },
    "tblLayout": {"w:type": "fixed|autofit"},
    "trHeight": {"w:val": _LENGTH, "w:hRule": "auto|exact|atLeast"},
    "vAlign": {"w:val!": "top|center|both|bottom"},
    "vMerge": {"w:val": "restart|continue"},
    "zoom": {"w:percent!": _LENGTH, "w:val": "none|fullPage|bestFit|textFit"},
    "ct:Default": {"Extension!": r"\w+", "ContentType!": r"[\w.+/-]+"},
    "ct:Override": {"PartName!": r"/[\w./]+", "ContentType!": r"[\w.+/-]+"},
    "rel:Relationship": {"Id!": r"[A-Za-z_]\w*", "Type!": r"http://\S+", "Target!": r"[^\s/][^\s]*"},
}
"""Element -> attribute -> what its value must match; ``!`` where it may not be missing. Names without a prefix are of
the ``w`` namespace; an element that is not here may have none."""
TEXT_IN = frozenset(["w:t", "w:instrText"])
LEAVES = {*(name if ":" in name else f"w:{name}" for name in ATTRIBUTES), *UNORDERED["cp:coreProperties"]}


def faults(path: Path) -> list[str]:
    """What in the file at ``path`` the standard does not allow, a sentence each."""
    with zipfile.ZipFile(path) as package:
        parts = {name: etree.fromstring(package.read(name)) for name in package.namelist()}
    found = [f"{part}: {each}" for part, root in parts.items() for each in _in_part(root)]
    return [*found, *_links(parts), *_styles_named(parts)]


def _in_part(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        name = _name(str(element.tag))
        yield from _children(element, name)
        yield from _attributes(element, name)
        holds_text = name in TEXT_IN or name.startswith(("dc:", "cp:", "ep:"))
        if not holds_text and "".join((element.text or "", *(child.tail or "" for child in element))).strip():
            yield f"{name} holds text"


def _children(element: etree._Element, name: str) -> Iterator[str]:
    children = [_name(str(child.tag)) for child in element]
    if name in UNORDERED:
        if len(set(children)) < len(children) or not UNORDERED[name].issuperset(children):
            yield f"{name} has {children}"
    elif name in CHILDREN:
        prefix = name.partition(":")[0]
        if not re.fullmatch(_pattern(CHILDREN[name], prefix), "".join(f"{child} " for child in children)):
            yield f"{name} has {children}"
    elif children:
        yield f"{name} has {children} and is in no table"
    elif name not in LEAVES and not name.startswith("ep:"):
        yield f"{name} is in no table"


@cache
def _pattern(order: str, prefix: str) -> str:
    """``pPr r*`` as an expression over ``w:pPr w:r w:r``."""
    return "".join(_one(token, prefix) for token in order.split())


def _one(token: str, prefix: str) -> str:
    names, quantity = re.fullmatch(r"([\w|()]+?)(|[!*+?]|\{0,6\})", token).groups()  # type: ignore[union-attr]
    choice = "|".join(f"{prefix}:{each}" for each in names.strip("()").split("|"))
    return f"(?:(?:{choice}) ){ {'': '?', '!': ''}.get(quantity, quantity) }"


def _attributes(element: etree._Element, name: str) -> Iterator[str]:
    allowed = ATTRIBUTES.get(name.removeprefix("w:"), {})
    given = {_name(str(key)): str(value) for key, value in element.attrib.items()}
    for key, value in given.items():
        pattern = allowed.get(key) or allowed.get(f"{key}!")
        if pattern is None or not re.fullmatch(pattern, value):
            yield f"{name} says {key}={value!r}"
    for key in allowed:
        if key.endswith("!") and key[:-1] not in given:
            yield f"{name} does not say {key[:-1]}"


def _links(parts: Mapping[str, etree._Element]) -> Iterator[str]:
    """Relationships that lead nowhere, parts that none leads to or that have no type."""
    types = parts["[Content_Types].xml"]
    typed = {str(each.get("PartName")).lstrip("/") for each in types if each.get("PartName")}
    reached: set[str] = set()
    for name, root in parts.items():
        if name.endswith(".rels"):
            folder = dirname(dirname(name))
            reached |= {normpath(join(folder, str(each.get("Target")))) for each in root}
            source = join(folder, name.rsplit("/", 1)[-1].removesuffix(".rels"))
            known = {str(each.get("Id")) for each in root}
            if source in parts:
                used = {str(value) for each in parts[source].iter() for key, value in each.items() if key == _LINK}
                yield from (f"{source} refers to {each}, which leads nowhere" for each in sorted(used - known))
            if len(known) < len(root):
                yield f"{name} has an id twice"
    contents = {name for name in parts if not name.endswith(".rels") and name != "[Content_Types].xml"}
    yield from (f"{name} is missing" for name in sorted((reached | typed) - contents))
    yield from (f"nothing leads to {name}" for name in sorted(contents - reached))
    yield from (f"{name} has no type" for name in sorted(contents - typed))


def _styles_named(parts: Mapping[str, etree._Element]) -> Iterator[str]:
    """Styles that are used and not there, or there twice."""
    ids = [str(each.get(f"{{{_MAIN}}}styleId")) for each in parts["word/styles.xml"].iter(f"{{{_MAIN}}}style")]
    yield from (f"style {each} is there twice" for each in sorted(set(ids)) if ids.count(each) > 1)
    names = [f"{{{_MAIN}}}{each}" for each in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")]
    used = {str(each.get(f"{{{_MAIN}}}val")) for root in parts.values() for each in root.iter(*names)}
    yield from (f"style {each} is not there" for each in sorted(used - set(ids)))


def _name(tag: str) -> str:
    """``w:p``; an attribute without a namespace by its bare name."""
    if not tag.startswith("{"):
        return tag
    namespace, _, local = tag[1:].partition("}")
    return f"{_PREFIXES.get(namespace, namespace)}:{local}"
