-- Every fact of every list, once, for ever.
create table audit.facts (
    list        text        not null,
    version     bigint      not null,
    type        text        not null,
    task        text        not null,
    command     text        not null,
    at          timestamptz not null, -- when it happened, says the fact
    recorded_at timestamptz not null default now(),
    partition   int         not null,
    "offset"    bigint      not null,
    traceparent text        not null,
    fact        jsonb       not null, -- to ask questions of
    raw         bytea       not null, -- as it was received: what can be proved
    primary key (list, version)
);
create index facts_by_task on audit.facts (list, task, version desc);

-- Records that are no valid fact. bytes is cut to the ledger's MaxKept.
create table audit.rejects (
    topic_id    uuid        not null,
    partition   int         not null,
    "offset"    bigint      not null,
    reason      text        not null,
    bytes       bytea       not null,
    size        int         not null, -- of the whole record's value
    recorded_at timestamptz not null default now(),
    primary key (topic_id, partition, "offset")
);

-- How far each partition has been recorded; moved in the transaction that
-- records. A topic that is deleted and made again has another id.
create table audit.offsets (
    topic_id    uuid        not null,
    partition   int         not null,
    next_offset bigint      not null,
    moved_at    timestamptz not null default now(),
    primary key (topic_id, partition)
);

create function audit.only_append() returns trigger language plpgsql as $$
begin
    raise exception 'the audit only grows: % on audit.% is refused', tg_op, tg_table_name
        using errcode = 'integrity_constraint_violation';
end $$;

create trigger only_append before update or delete or truncate on audit.facts
    for each statement execute function audit.only_append();
