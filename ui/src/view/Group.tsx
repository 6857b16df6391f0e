import { useId, useState } from "react";
import { type GroupName, type Here, sayDue, sayDueInFull } from "../due";
import type { Shown } from "../pending";
import { Chevron } from "./icons";
import type { Verbs } from "./List";
import { Row } from "./Row";

/** How many rows a group shows before it is asked for more. */
const page = 100;

interface Props {
  name: GroupName;
  shown: readonly Shown[];
  here: Here;
  troubles: ReadonlyMap<string, string>;
  verbs: Verbs;
}

/** One group of the list; the done one is closed until it is opened. */
export function Group({ name, shown, here, troubles, verbs }: Props) {
  const folds = name === "Done";
  const [unfolded, setUnfolded] = useState(!folds);
  const [limit, setLimit] = useState(page);
  const id = useId();
  if (shown.length === 0) return null;
  const heading = (
    <>
      {name} <span className="group-count">{shown.length}</span>
    </>
  );
  return (
    <section className="group" data-group={name} aria-labelledby={id}>
      <h3 id={id}>
        {folds ? (
          <button type="button" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
            <Chevron /> {heading}
          </button>
        ) : (
          heading
        )}
      </h3>
      {unfolded && (
        <ul>
          {shown.slice(0, limit).map(({ task, pending }) => (
            <Row
              key={task.id}
              task={task}
              pending={pending}
              due={sayDue(task, here)}
              dueInFull={sayDueInFull(task, here)}
              overdue={name === "Overdue"}
              trouble={troubles.get(task.id)}
              verbs={verbs}
            />
          ))}
        </ul>
      )}
      {unfolded && shown.length > limit && (
        <button type="button" className="show-more" onClick={() => setLimit(limit + page)}>
          Show {Math.min(page, shown.length - limit)} more
        </button>
      )}
    </section>
  );
}
