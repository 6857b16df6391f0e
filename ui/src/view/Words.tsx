import type { ReactNode } from "react";

/** The lines of an answer that have numbers, by number, without it. */
export const numberedLines = (text: string): ReadonlyMap<number, string> =>
  new Map(text.split("\n").flatMap((line) => {
    const found = numbered.exec(line);
    return found ? [[Number(found[1]), line.slice(found[0].length)] as const] : [];
  }));

/** The words of an answer: paragraphs, and lists where lines are numbered or have bullets; without the numbered ones, when they stand elsewhere. */
export function Words({ text, unnumbered = false }: { text: string; unnumbered?: boolean }) {
  const blocks: ReactNode[] = [];
  const lines = text.split("\n");
  for (let i = 0; i < lines.length; ) {
    const kind = kindOf(lines[i]!);
    const from = i;
    while (i < lines.length && kindOf(lines[i]!) === kind) i++;
    if (!(unnumbered && kind === "numbered")) blocks.push(<Block key={from} kind={kind} lines={lines.slice(from, i)} lead={from === 0} />);
  }
  return <div className="words">{blocks}</div>;
}

type Kind = "numbered" | "bullets" | "text";

const numbered = /^(\d+)\. /;
const kindOf = (line: string): Kind => (numbered.test(line) ? "numbered" : line.startsWith("• ") ? "bullets" : "text");

function Block({ kind, lines, lead }: { kind: Kind; lines: readonly string[]; lead: boolean }) {
  const speaker = lead && <span className="unseen">Errand: </span>;
  switch (kind) {
    case "text":
      return (
        <p>
          {speaker}
          <Quoting text={lines.join("\n")} />
        </p>
      );
    case "bullets":
      return (
        <ul>
          {lines.map((line, i) => (
            <li key={i}>
              <Quoting text={line.slice(2)} />
            </li>
          ))}
        </ul>
      );
    case "numbered":
      return (
        <ol>
          {lines.map((line, i) => (
            <li key={i} value={Number(numbered.exec(line)![1])}>
              <Line line={line.replace(numbered, "")} />
            </li>
          ))}
        </ol>
      );
  }
}

/**
 * Words with titles in quotes. Each title has its own direction, so that it cannot turn the words around it; what turns
 * words has no effect outside of quotes.
 */
export function Quoting({ text }: { text: string }) {
  return text.split(/(“[^”]*”)/).map((part, i) => (i % 2 === 1 ? <bdi key={i}>{part}</bdi> : part.replace(turning, "")));
}

/** The embeddings, overrides and isolates of Unicode (UAX #9), which last to the end of the paragraph. */
const turning = /[\u202A-\u202E\u2066-\u2069]/g;

/** A task on its line: what is known beside its title stands back. */
export function Line({ line }: { line: string }) {
  const at = line.lastIndexOf(" — ");
  if (at < 0) return <bdi>{line}</bdi>;
  return (
    <>
      <bdi>{line.slice(0, at)}</bdi>
      <span className="beside"> — {line.slice(at + 3)}</span>
    </>
  );
}
