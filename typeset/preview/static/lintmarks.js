// What the desk knows is wrong with a file, as marks at its lines.

import { desk } from "/static/state.js";
import { setDiagnostics } from "/static/vendor/codemirror.js";

const SEVERITIES = { error: "error", warning: "warning", notice: "info", info: "info" };

/** Findings of a file in the last state, those of a save that could not be set first. */
export function findingsOf(path) {
  const { error, findings } = desk.state ?? {};
  return [...(error ?? []), ...(findings ?? [])].filter((one) => one.file === path && one.line);
}

/** A transaction that marks them in a text. */
export function marked(state, path) {
  return setDiagnostics(state, findingsOf(path).map((one) => diagnostic(state.doc, one)));
}

function diagnostic(doc, one) {
  const line = doc.line(Math.min(Math.max(one.line, 1), doc.lines));
  const from = Math.min(line.from + Math.max((one.column ?? 1) - 1, 0), line.to);
  const word = line.text.slice(from - line.from).match(/^["'【《（]?[\p{L}\p{N}_.\-–%]+["']?/u)?.[0].length ?? 1;
  const to = endOf(doc, one) ?? Math.min(line.to, from + word);
  return {
    from,
    to: Math.max(from, to),
    severity: SEVERITIES[one.severity] ?? "info",
    source: one.id ? `${one.id} ${one.code}` : one.code,
    message: [one.message, ...(one.hint ? [one.hint] : [])].join("\n"),
  };
}

function endOf(doc, one) {
  if (!one.end_line || !one.end_column || one.end_line > doc.lines || one.end_line !== one.line) return null;
  const line = doc.line(one.end_line);
  return Math.min(line.from + one.end_column - 1, line.to);
}
