-- What can be erased is kept out of the planner's samples: nobody could take
-- it out of them again.
set local role {{owner}};

-- To give a column the type that it has forgets what was sampled of it. No table is written anew for that; facts_by_task is.
alter table audit.facts
    alter salt type bytea, alter raw type bytea, alter task type text, alter command type text, alter traceparent type text;
alter table audit.facts
    alter salt set statistics 0, alter raw set statistics 0, alter task set statistics 0,
    alter command set statistics 0, alter traceparent set statistics 0;
alter table audit.rejects alter bytes type bytea, alter reason type text;
alter table audit.rejects alter bytes set statistics 0, alter reason set statistics 0;

-- As before; but a month does not take that over from the table by itself.
create or replace function audit.make_month(of date) returns void language plpgsql security definer set search_path = '' as $$
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
    execute format('alter table audit.%I
        alter salt set statistics 0, alter raw set statistics 0, alter task set statistics 0,
        alter command set statistics 0, alter traceparent set statistics 0', name);
    execute format('alter table audit.facts attach partition audit.%I for values from (%L) to (%L)',
        name, begins, begins + interval '1 month');
    -- A statement that names the partition does not fire the whole table's triggers.
    execute format('create trigger only_append before delete or truncate on audit.%I
        for each statement execute function audit.only_append()', name);
    execute format('alter table audit.%I enable always trigger only_append', name);
    execute format('alter table audit.%I enable always trigger only_erase', name);
end $$;
