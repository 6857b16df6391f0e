-- The audit as a Merkle log. What was recorded before is carried over by the
-- step after this one.
set local role {{owner}};

alter table audit.facts rename to facts_before;
alter index audit.facts_pkey rename to facts_before_pkey;
drop index audit.facts_by_task;
create index facts_before_in_order on audit.facts_before (recorded_at, partition, "offset", list, version);

-- The rows of the log: facts, and notes of the log itself, which have version
-- 0. Each month is a partition: its name is facts_2026_11.
create table audit.facts (
    index       bigint      not null, -- in the log, from 0, without gaps
    month       date        not null, -- of the fact, or of recording when the fact's time is absurd
    list        text        not null,
    version     bigint      not null,
    type        text        not null,
    task        text        not null, -- empty when it is about the list, and when it is erased
    command     text        not null, -- empty when it is erased
    at          timestamptz not null, -- when it happened, says the fact
    recorded_at timestamptz not null,
    partition   int         not null,
    "offset"    bigint      not null,
    traceparent text        not null,
    salt        bytea,                -- of the content's hash
    raw         bytea,                -- the content, as it was received
    digest      bytea,                -- hash of salt and content, once they are erased
    constraint content_or_digest check (
        (raw is null) = (salt is null) and (raw is null) = (digest is not null))
) partition by range (month);
create unique index facts_in_order on audit.facts (index, month);
create index facts_by_version on audit.facts (list, version);
create index facts_by_task on audit.facts (list, task, version);

-- What keeps a fact from being there twice, whatever month it is in, and
-- after its month was dropped.
create table audit.places (
    list    text   not null,
    version bigint not null,
    index   bigint not null,
    month   date   not null,
    primary key (list, version)
);

-- How the log grew: one row for each transaction, which begins where the one
-- before it ended.
create table audit.batches (
    first      bigint      primary key,     -- index of its first row
    size       bigint      not null unique, -- rows of the log after it
    first_hash bigint      not null unique, -- index of its first hash
    hashes     bytea       not null,        -- that it adds, in tlog's order
    edge       bytea       not null,        -- roots of the complete subtrees after it
    at         timestamptz not null default now(),
    constraint grows check (size > first)
);
alter table audit.batches alter hashes set storage external;

-- Checkpoints as they were signed.
create table audit.checkpoints (
    size bigint      primary key references audit.batches (size),
    note text        not null,
    at   timestamptz not null default now()
);

-- Keys that have signed: the public part, and the secret one where no secret
-- store has it.
create table audit.signers (
    verifier text        primary key,
    secret   text,
    since    timestamptz not null default now()
);

create function audit.follows() returns trigger language plpgsql set search_path = '' as $$
begin
    if new.first <> coalesce((select max(size) from audit.batches), 0) then
        raise exception 'the log has % rows: a batch cannot begin at %', (select max(size) from audit.batches), new.first
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger follows before insert on audit.batches for each row execute function audit.follows();

-- The one change that a row can have: it loses its content, keeps the hash of
-- it, and the log says so in a later row.
create function audit.only_erase() returns trigger language plpgsql set search_path = '' as $$
begin
    if old.raw is null
        or new.raw is not null or new.salt is not null
        or new.digest is distinct from sha256(old.salt || old.raw)
        or (new.task, new.command, new.traceparent) <> ('', '', '')
        or (new.index, new.month, new.list, new.version, new.type, new.at, new.recorded_at, new.partition, new."offset")
            is distinct from (old.index, old.month, old.list, old.version, old.type, old.at, old.recorded_at, old.partition, old."offset")
        or old.version = 0
        or not exists (select from audit.facts n
            where n.list = old.list and n.version = 0 and n.type = 'errand.audit.erased' and n.index > old.index)
    then
        raise exception 'the audit only grows: % on audit.% is refused', tg_op, tg_table_name
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;

create trigger only_erase before update on audit.facts for each row execute function audit.only_erase();
alter table audit.facts enable always trigger only_erase;
create trigger only_append before delete or truncate on audit.facts for each statement execute function audit.only_append();
alter table audit.facts enable always trigger only_append;

do $$
declare
    one text;
begin
    foreach one in array array['places', 'batches', 'checkpoints', 'signers'] loop
        execute format('create trigger only_append before update or delete or truncate on audit.%I
            for each statement execute function audit.only_append()', one);
        execute format('alter table audit.%I enable always trigger only_append', one);
    end loop;
end $$;

-- Makes the partition of a month, if there is none. {{app}} may call it: it
-- adds, and within bounds.
create function audit.make_month(of date) returns void language plpgsql security definer set search_path = '' as $$
declare
    begins date := date_trunc('month', of);
    name   text := 'facts_' || to_char(begins, 'YYYY_MM');
begin
    if to_regclass('audit.' || name) is not null then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtextextended('audit.make_month', 0));
    if to_regclass('audit.' || name) is not null then
        return;
    end if;
    if begins < '2020-01-01' or begins > now() + interval '3 months' then
        raise exception 'no month of the audit: %', of using errcode = 'data_exception';
    end if;
    execute format('create table audit.%I (like audit.facts including defaults including constraints including indexes)', name);
    execute format('alter table audit.facts attach partition audit.%I for values from (%L) to (%L)',
        name, begins, begins + interval '1 month');
    -- A statement that names the partition does not fire the whole table's triggers.
    execute format('create trigger only_append before delete or truncate on audit.%I
        for each statement execute function audit.only_append()', name);
    execute format('alter table audit.%I enable always trigger only_append', name);
    execute format('alter table audit.%I enable always trigger only_erase', name);
end $$;

revoke all on function audit.make_month(date), audit.follows(), audit.only_erase(), audit.only_append() from public;
grant usage on schema audit to {{app}};
grant execute on function audit.make_month(date) to {{app}};
grant select, insert on audit.facts, audit.places, audit.batches, audit.checkpoints, audit.signers, audit.rejects to {{app}};
grant select, insert, update on audit.offsets to {{app}};
grant select on audit.migrations to {{app}};
