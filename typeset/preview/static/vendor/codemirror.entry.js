// What the editor of the preview uses of CodeMirror 6, as one module. How it is built: codemirror.MADE.txt.
import { Language, LanguageSupport, defineLanguageFacet } from "@codemirror/language";
import { parser, Table } from "@lezer/markdown";

export { EditorState, EditorSelection, Compartment, Transaction } from "@codemirror/state";
export {
  EditorView, keymap, lineNumbers, highlightActiveLine, highlightActiveLineGutter, drawSelection, highlightSpecialChars,
  rectangularSelection, crosshairCursor,
} from "@codemirror/view";
export { defaultKeymap, history, historyKeymap, indentWithTab, undo, redo, undoDepth } from "@codemirror/commands";
export {
  syntaxHighlighting, HighlightStyle, bracketMatching, indentOnInput, indentUnit, foldGutter, foldKeymap, syntaxTree,
} from "@codemirror/language";
export { yaml, yamlFrontmatter } from "@codemirror/lang-yaml";
export {
  autocompletion, completionKeymap, closeBrackets, closeBracketsKeymap, startCompletion, completionStatus, currentCompletions,
} from "@codemirror/autocomplete";
export { search, searchKeymap, highlightSelectionMatches, openSearchPanel } from "@codemirror/search";
export { lintGutter, lintKeymap, setDiagnostics, forEachDiagnostic } from "@codemirror/lint";
export { MergeView } from "@codemirror/merge";
export { tags } from "@lezer/highlight";

/** Markdown without the grammars of HTML, CSS and JavaScript that @codemirror/lang-markdown brings along. */
export function markdown() {
  const facet = defineLanguageFacet({ closeBrackets: { brackets: ["(", "[", "{", "“", "（", "《", "「"] } });
  return new LanguageSupport(new Language(facet, parser.configure([Table]), [], "markdown"));
}
