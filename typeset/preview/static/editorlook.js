// How the editor looks and speaks: one set of extensions for the editor and for both sides of a comparison.

import * as cm from "/static/vendor/codemirror.js";
import { lang } from "/static/words.js";

const { EditorState, EditorView, HighlightStyle, tags } = cm;

const PHRASES = {
  "Control character": "控制字符",
  "Selection deleted": "已删除所选",
  "Folded lines": "折起的行",
  "Unfolded lines": "展开的行",
  to: "至",
  "folded code": "折起的内容",
  unfold: "展开",
  "Fold line": "折起",
  "Unfold line": "展开",
  "Go to line": "到第几行",
  go: "去",
  Find: "查找",
  Replace: "换成",
  next: "下一处",
  previous: "上一处",
  all: "全选",
  "match case": "分大小写",
  "by word": "整词",
  regexp: "正则",
  replace: "替换",
  "replace all": "全部替换",
  close: "关闭",
  "current match": "当前这处",
  "replaced $ matches": "换了 $ 处",
  "replaced match on line $": "换了第 $ 行的一处",
  "on line": "在行",
  Completions: "补全",
  Diagnostics: "问题",
  "No diagnostics": "没有问题",
  "$ unchanged lines": "$ 行相同",
};

const LOOK = EditorView.theme({
  "&": { height: "100%", fontSize: "13px", color: "var(--ink)", backgroundColor: "var(--paper)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.65" },
  ".cm-content": { caretColor: "var(--accent)", padding: "6px 0" },
  ".cm-gutters": { backgroundColor: "var(--chrome)", color: "var(--faint)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine": { backgroundColor: "rgb(31 90 140 / .06)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--accent-soft)", color: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "#c9ddee",
  },
  ".cm-tooltip": { border: "1px solid var(--line-deep)", borderRadius: "4px", backgroundColor: "var(--paper)", boxShadow: "0 4px 14px rgb(0 0 0 / .14)" },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", maxHeight: "16em" },
  ".cm-tooltip-autocomplete > ul > li": { padding: "2px 8px", lineHeight: "1.6" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "#fff" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: ".75" },
  ".cm-completionInfo": { maxWidth: "26em", padding: "8px 10px", fontFamily: "var(--sans)", lineHeight: "1.55", whiteSpace: "normal" },
  ".cm-diagnostic": { padding: "5px 10px", fontFamily: "var(--sans)", whiteSpace: "pre-wrap", maxWidth: "34em" },
  ".cm-panels": { backgroundColor: "var(--chrome)", color: "var(--ink)", fontFamily: "var(--sans)" },
  ".cm-panels.cm-panels-bottom": { borderTop: "1px solid var(--line)" },
  ".cm-textfield": { fontSize: "12px", backgroundColor: "var(--paper)" },
  // The sign it has of itself is in few fonts.
  ".cm-collapsedLines:before, .cm-collapsedLines:after": { content: '"⋯"' },
  ".cm-button": { fontSize: "12px", backgroundImage: "none", backgroundColor: "var(--paper)", borderRadius: "4px" },
});

const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "#1f4f7d" },
  { tag: [tags.comment, tags.lineComment, tags.meta], color: "#5f666d", fontStyle: "italic" },
  { tag: tags.string, color: "#245c38" },
  { tag: [tags.keyword, tags.labelName, tags.typeName], color: "#7a2a86" },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: "#565c62" },
  { tag: tags.heading, fontWeight: "bold", color: "#7a1f1f" },
  { tag: tags.strong, fontWeight: "bold" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: [tags.link, tags.url], color: "#1f5a8c" },
  { tag: [tags.processingInstruction, tags.contentSeparator], color: "#805200" },
]);

/** The word under which the page lets the editor add its styles; "" where it does not say one. */
function nonce() {
  return document.querySelector('meta[name="csp-nonce"]')?.content ?? "";
}

/** What every text of the page is shown with; `mode` is "yaml" or "markdown". */
export function usualExtensions(mode) {
  return [
    EditorView.cspNonce.of(nonce()),
    lang() === "zh" ? EditorState.phrases.of(PHRASES) : [],
    cm.lineNumbers(),
    cm.highlightSpecialChars(),
    cm.drawSelection(),
    cm.syntaxHighlighting(COLOURS),
    mode === "markdown" ? cm.yamlFrontmatter({ content: cm.markdown() }) : cm.yaml(),
    EditorView.lineWrapping,
    LOOK,
  ];
}
