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
          {lines.join("\n")}
        </p>
      );
    case "bullets":
      return (
        <ul>
          {lines.map((line, i) => (
            <li key={i}>{line.slice(2)}</li>
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

/** A task on its line: what is known beside its title stands back. */
export function Line({ line }: { line: string }) {
  const at = line.lastIndexOf(" — ");
  if (at < 0) return line;
  return (
    <>
      {line.slice(0, at)}
      <span className="beside"> — {line.slice(at + 3)}</span>
    </>
  );
}
